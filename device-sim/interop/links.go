package main

import (
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

// record is what takes the place of multicast DNS: one node at a fixed address. It is reported again every second,
// as a browser of multicast DNS reports what it has in its cache, while this node is to dial.
type record struct {
	settings settings
	mutex    sync.Mutex
	wanted   bool
	report   api.MdnsReportInterface
}

func (r *record) started(report api.MdnsReportInterface) {
	r.mutex.Lock()
	r.report = report
	r.mutex.Unlock()
	go func() {
		for range time.Tick(time.Second) {
			r.RequestMdnsEntries()
		}
	}()
}

func (r *record) want(wanted bool) {
	r.mutex.Lock()
	r.wanted = wanted
	r.mutex.Unlock()
}

func (r *record) AnnounceMdnsEntry() error { return nil }
func (r *record) UnannounceMdnsEntry()     {}
func (r *record) SetAutoAccept(bool)       {}
func (r *record) Shutdown()                {}

func (r *record) RequestMdnsEntries() {
	r.mutex.Lock()
	report, wanted := r.report, r.wanted
	r.mutex.Unlock()
	if report != nil && wanted && r.settings.dials() {
		go report.ReportMdnsEntries(r.entries(), true)
	}
}

func (r *record) entries() map[string]*api.MdnsEntry {
	host, port, err := net.SplitHostPort(r.settings.address)
	if err != nil {
		fail(err)
	}
	number, err := strconv.Atoi(port)
	if err != nil {
		fail(err)
	}
	return map[string]*api.MdnsEntry{r.settings.remote: {
		Name: "hub", Ski: r.settings.remote, Identifier: "hub", Path: "/ship/", Port: number,
		Addresses: []net.IP{net.ParseIP(host)},
	}}
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
