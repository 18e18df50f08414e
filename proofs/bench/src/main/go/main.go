// An echo of binary WebSocket messages over TLS with the library that ship-go is made of: echo CERTIFICATE KEY.
package main

import (
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"os"

	"github.com/gorilla/websocket"
)

func main() {
	certificate, err := tls.LoadX509KeyPair(os.Args[1], os.Args[2])
	if err != nil {
		panic(err)
	}
	settings := &tls.Config{Certificates: []tls.Certificate{certificate}, MaxVersion: tls.VersionTLS12, ClientAuth: tls.RequireAnyClientCert}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Println(listener.Addr().(*net.TCPAddr).Port)
	upgrader := websocket.Upgrader{Subprotocols: []string{"ship"}}
	panic(http.Serve(tls.NewListener(listener, settings), http.HandlerFunc(func(answer http.ResponseWriter, request *http.Request) {
		connection, err := upgrader.Upgrade(answer, request, nil)
		if err != nil {
			return
		}
		defer connection.Close()
		for {
			kind, message, err := connection.ReadMessage()
			if err != nil || connection.WriteMessage(kind, message) != nil {
				return
			}
		}
	})))
}
