//go:build shipgo060

package main

import (
	"crypto/tls"

	"github.com/enbility/ship-go/api"
	"github.com/enbility/ship-go/hub"
)

const shipGo = "v0.6.0"

// node is ship-go's hub with the listener that it wants.
type node struct {
	*hub.Hub
	links  links
	record *record
}

func newNode(s settings, certificate tls.Certificate, ski string) (*node, error) {
	local := api.NewServiceDetails(ski)
	local.SetShipID("ship-go-" + ski[:8])
	n := &node{record: newRecord(s)}
	n.Hub = hub.NewHub(n, discovery{n.record}, s.port, certificate, local)
	if s.trusted {
		n.RegisterRemoteSKI(s.remote)
		n.record.want(s.remote, true)
	}
	n.Start()
	return n, nil
}

func (n *node) trust(ski string) {
	n.record.want(ski, true)
	n.RegisterRemoteSKI(ski)
}

func (n *node) untrust(ski string) {
	n.record.want(ski, false)
	n.UnregisterRemoteSKI(ski)
}

func (n *node) disconnect(ski string) { n.DisconnectSKI(ski, "unspecific") }

func (n *node) RemoteSKIConnected(string)    { tell("connected", nil) }
func (n *node) RemoteSKIDisconnected(string) { tell("disconnected", nil) }

func (n *node) SetupRemoteDevice(_ string, writer api.ShipConnectionDataWriterInterface) api.ShipConnectionDataReaderInterface {
	return n.links.opened(writer)
}

func (n *node) VisibleRemoteServicesUpdated([]api.RemoteService) {}
func (n *node) ServiceShipIDUpdate(string, string)               {}

func (n *node) ServicePairingDetailUpdate(_ string, detail *api.ConnectionStateDetail) {
	tellState(detail)
}

func (n *node) AllowWaitingForTrust(string) bool { return true }

// discovery is a record as this version wants it.
type discovery struct{ *record }

func (d discovery) Start(report api.MdnsReportInterface) error {
	d.started(report)
	return nil
}
