module shiphub.dev/interop

go 1.24.0

require github.com/enbility/ship-go v0.6.1-0.20260720110450-0aa90f64ac76

require (
	github.com/gorilla/websocket v1.5.3 // indirect
	gitlab.com/c0b/go-ordered-json v0.0.0-20201030195603-febf46534d5a // indirect
)
