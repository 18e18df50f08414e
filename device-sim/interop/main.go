// Command shipgo is a SHIP node made of enbility/ship-go, for tests of the hub against a foreign
// implementation. What happens goes to stdout, one JSON object a line; commands come on stdin:
//
//	trust SKI        pairs with that node
//	untrust SKI      takes the pairing back
//	disconnect SKI   closes the connection in order
//	send DATAGRAM    sends a SPINE datagram, plain JSON, over every connection that is open
//	peer SKI HOST PORT  tells where that node is, in place of multicast DNS
//
// It ends with its stdin. With -control it takes the commands from a Unix socket as well, where
//
//	shipgo -tell FILE COMMAND...
//
// gives it one and returns when it was obeyed. There are two builds of it, see docs/interop.md.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strings"
	"sync"

	"github.com/enbility/ship-go/logging"
)

// settings are the flags of the command line.
type settings struct {
	port        int
	certificate string
	remote      string
	trusted     bool
	role        string
	address     string
	order       string
	control     string
}

// dials tells whether this node opens connections by itself.
func (s settings) dials() bool { return s.role != "server" }

func flags() settings {
	var s settings
	flag.IntVar(&s.port, "port", 0, "TCP port to listen on")
	flag.StringVar(&s.certificate, "certificate", "", "PEM file with certificate and key, made if it is missing")
	flag.StringVar(&s.remote, "remote", "", "SKI of the node to connect with")
	flag.BoolVar(&s.trusted, "trusted", false, "whether that node is paired from the start")
	flag.StringVar(&s.role, "role", "both", "client dials only, server is dialled only, both does both")
	flag.StringVar(&s.address, "address", "", "HOST:PORT of that node, in place of multicast DNS")
	flag.StringVar(&s.order, "ski-order", "", "bigger or smaller: how a new SKI compares with the one of that node")
	flag.StringVar(&s.control, "control", "", "Unix socket that takes commands, too")
	tellTo := flag.String("tell", "", "give the rest of the command line to the node with that Unix socket, and end")
	flag.Parse()
	if *tellTo != "" {
		os.Exit(tellNode(*tellTo, flag.Args()))
	}
	isHalf := s.dials() && (s.remote == "") != (s.address == "")
	if s.port == 0 || s.certificate == "" || (s.trusted && s.remote == "") || isHalf {
		flag.Usage()
		os.Exit(2)
	}
	return s
}

var output sync.Mutex

// tell writes one event.
func tell(event string, members map[string]any) {
	line := map[string]any{"event": event}
	for name, value := range members {
		line[name] = value
	}
	text, err := json.Marshal(line)
	if err != nil {
		panic(err)
	}
	output.Lock()
	defer output.Unlock()
	fmt.Println(string(text))
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "shipgo:", err)
	os.Exit(1)
}

func main() {
	s := flags()
	certificate, ski, err := identity(s)
	if err != nil {
		fail(err)
	}
	logging.SetLogging(trace{})
	node, err := newNode(s, certificate, ski)
	if err != nil {
		fail(err)
	}
	tell("listening", map[string]any{"ski": ski, "port": s.port, "shipGo": shipGo})
	if s.control != "" {
		go listen(s.control, node)
	}
	input := bufio.NewScanner(os.Stdin)
	input.Buffer(nil, 1<<20)
	for input.Scan() {
		command, argument, _ := strings.Cut(input.Text(), " ")
		if trouble := obey(node, command, argument); trouble != "" {
			fmt.Fprintln(os.Stderr, "shipgo:", trouble)
		}
	}
}

// obey does what a command says, and returns what is wrong with it.
func obey(node *node, command, argument string) string {
	switch command {
	case "trust":
		node.trust(argument)
	case "untrust":
		node.untrust(argument)
	case "disconnect":
		node.disconnect(argument)
	case "send":
		node.links.send([]byte(argument))
	case "peer":
		return node.record.peer(argument)
	default:
		return "unknown command: " + command
	}
	return ""
}
