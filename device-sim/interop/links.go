package main

import (
	"errors"
	"fmt"
	"net"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/enbility/ship-go/api"
)

// states are the names of ship-go's connection states, in its order.
var states = []string{"none", "queued", "initiated", "received-pairing-request", "in-progress", "trusted", "pin", "completed", "remote-denied-trust", "error"}

func tellState(detail *api.ConnectionStateDetail) {
	members := map[string]any{"state": states[detail.State()]}
	if err := detail.Error(); err != nil {
		members["error"] = err.Error()
	}
	tell("state", members)
}

// links knows what the connections write to. ship-go says when one has ended, but not which, and after a double
// connection the one that was set up last may be the one that was closed.
type links struct {
	mutex   sync.Mutex
	writers []api.ShipConnectionDataWriterInterface
}

func (l *links) opened(writer api.ShipConnectionDataWriterInterface) api.ShipConnectionDataReaderInterface {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.writers = append(l.writers, writer)
	tell("dataExchange", nil)
	return received{}
}

// send hands a datagram to every connection there has been; those that are closed drop it.
func (l *links) send(datagram []byte) {
	l.mutex.Lock()
	writers := slices.Clone(l.writers)
	l.mutex.Unlock()
	for _, writer := range writers {
		writer.WriteShipMessageWithPayload(datagram)
	}
}

type received struct{}

func (received) HandleShipPayloadMessage(message []byte) {
	tell("received", map[string]any{"payload": string(message)})
}

// place is where a node is, and whether this one is to dial it.
type place struct {
	host   string
	port   int
	wanted bool
	// isLate is one that was told by the command peer. It is reported by the clock only: every report of a node
	// while a dial to it is under way may make v0.6.0 dial once more, and any command makes ship-go ask for reports.
	isLate bool
}

// record is what takes the place of multicast DNS: nodes at fixed addresses. They are reported again every second,
// as a browser of multicast DNS reports what it has in its cache, while this node is to dial them.
type record struct {
	dials  bool
	mutex  sync.Mutex
	places map[string]*place
	report api.MdnsReportInterface
}

func newRecord(s settings) *record {
	r := &record{dials: s.dials(), places: map[string]*place{}}
	if s.remote != "" && s.address != "" {
		host, port, err := net.SplitHostPort(s.address)
		if err != nil {
			fail(err)
		}
		if trouble := r.peer(s.remote + " " + host + " " + port); trouble != "" {
			fail(errors.New(trouble))
		}
		r.at(s.remote).isLate = false
	}
	return r
}

// at has the place of a node, made if there is none yet; the mutex is held.
func (r *record) at(ski string) *place {
	known, ok := r.places[ski]
	if !ok {
		known = &place{}
		r.places[ski] = known
	}
	return known
}

// peer notes where a node is: SKI HOST PORT. It returns what is wrong with that.
func (r *record) peer(argument string) string {
	words := strings.Fields(argument)
	if len(words) != 3 {
		return "peer takes SKI HOST PORT"
	}
	port, err := strconv.Atoi(words[2])
	if err != nil {
		return err.Error()
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	known := r.at(words[0])
	known.host, known.port, known.isLate = words[1], port, true
	return ""
}

func (r *record) started(report api.MdnsReportInterface) {
	r.mutex.Lock()
	r.report = report
	r.mutex.Unlock()
	go func() {
		for range time.Tick(time.Second) {
			r.tell(true)
		}
	}()
}

func (r *record) want(ski string, wanted bool) {
	r.mutex.Lock()
	r.at(ski).wanted = wanted
	r.mutex.Unlock()
}

func (r *record) AnnounceMdnsEntry() error { return nil }
func (r *record) UnannounceMdnsEntry()     {}
func (r *record) SetAutoAccept(bool)       {}
func (r *record) Shutdown()                {}

func (r *record) RequestMdnsEntries() { r.tell(false) }

// tell reports the nodes that are to be dialled, late ones if it is time.
func (r *record) tell(isTime bool) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if entries := r.entries(isTime); r.report != nil && r.dials && len(entries) > 0 {
		go r.report.ReportMdnsEntries(entries, true)
	}
}

func (r *record) entries(isTime bool) map[string]*api.MdnsEntry {
	entries := map[string]*api.MdnsEntry{}
	for ski, known := range r.places {
		if known.wanted && known.host != "" && (isTime || !known.isLate) {
			entries[ski] = &api.MdnsEntry{
				Name: "hub", Ski: ski, Identifier: "hub", Path: "/ship/", Port: known.port,
				Addresses: []net.IP{net.ParseIP(known.host)},
			}
		}
	}
	return entries
}

// trace tells what ship-go logs: every message on the wire among it.
type trace struct{}

func (trace) log(args ...any) {
	tell("trace", map[string]any{"text": strings.TrimSuffix(fmt.Sprintln(args...), "\n")})
}
func (t trace) Trace(args ...any)                 { t.log(args...) }
func (t trace) Tracef(format string, args ...any) { t.log(fmt.Sprintf(format, args...)) }
func (t trace) Debug(args ...any)                 { t.log(args...) }
func (t trace) Debugf(format string, args ...any) { t.log(fmt.Sprintf(format, args...)) }
func (t trace) Info(args ...any)                  { t.log(args...) }
func (t trace) Infof(format string, args ...any)  { t.log(fmt.Sprintf(format, args...)) }
func (t trace) Error(args ...any)                 { t.log(args...) }
func (t trace) Errorf(format string, args ...any) { t.log(fmt.Sprintf(format, args...)) }
