//go:build !shipgo060

package main

import (
	"crypto/tls"

	"github.com/enbility/ship-go/api"
	"github.com/enbility/ship-go/hub"
)

const shipGo = "v0.6.1-0.20260720110450-0aa90f64ac76"

// node is ship-go's hub with the listener that it wants.
type node struct {
	*hub.Hub
	links  links
	record *record
}

func newNode(s settings, certificate tls.Certificate, ski string) (*node, error) {
	local, err := api.NewServiceDetails(ski, "", "ship-go-"+ski[:8])
	if err != nil {
		return nil, err
	}
	n := &node{record: newRecord(s)}
	n.Hub, err = hub.NewHub(n, discovery{n.record}, s.port, certificate, local, nil, nil)
	if err != nil {
		return nil, err
	}
	// The default of ten is too few for a test tool with many connections.
	n.SetMaxConnections(200)
	if s.trusted {
		n.RegisterRemoteService(api.SKIToServiceIdentity(s.remote))
		n.record.want(s.remote, true)
	}
	return n, n.Start()
}

func (n *node) trust(ski string) {
	n.record.want(ski, true)
	n.RegisterRemoteService(api.SKIToServiceIdentity(ski))
}

func (n *node) untrust(ski string) {
	n.record.want(ski, false)
	n.UnregisterRemoteService(api.SKIToServiceIdentity(ski))
}

func (n *node) disconnect(ski string) {
	n.DisconnectService(api.SKIToServiceIdentity(ski), "unspecific")
}

func (n *node) RemoteServiceConnected(api.ServiceIdentity)    { tell("connected", nil) }
func (n *node) RemoteServiceDisconnected(api.ServiceIdentity) { tell("disconnected", nil) }

func (n *node) SetupRemoteService(_ api.ServiceIdentity, writer api.ShipConnectionDataWriterInterface) api.ShipConnectionDataReaderInterface {
	return n.links.opened(writer)
}

func (n *node) VisibleRemoteMdnsServicesUpdated([]api.RemoteMdnsService) {}
func (n *node) ServiceUpdated(api.ServiceIdentity)                       {}

func (n *node) ServicePairingDetailUpdate(_ api.ServiceIdentity, detail *api.ConnectionStateDetail) {
	tellState(detail)
}

func (n *node) AllowWaitingForTrust(api.ServiceIdentity) bool { return true }

// discovery is a record as this version wants it.
type discovery struct{ *record }

func (d discovery) Start(_ api.PairingMode, report api.MdnsReportInterface) error {
	d.started(report)
	return nil
}

func (discovery) DeviceBrand() string                        { return "shiphub" }
func (discovery) DeviceModel() string                        { return "shipgo" }
func (discovery) DeviceSerial() string                       { return "" }
func (discovery) DeviceType() string                         { return "Generic" }
func (discovery) DeviceCategories() []api.DeviceCategoryType { return nil }
