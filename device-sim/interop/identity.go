package main

import (
	"crypto/ecdsa"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"io/fs"
	"os"

	"github.com/enbility/ship-go/cert"
)

// identity loads the certificate, or makes one whose SKI is in the wanted order.
func identity(s settings) (tls.Certificate, string, error) {
	pair, err := tls.LoadX509KeyPair(s.certificate, s.certificate)
	if errors.Is(err, fs.ErrNotExist) {
		pair, err = fresh(s)
	}
	if err != nil {
		return pair, "", err
	}
	ski, err := skiOf(pair)
	return pair, ski, err
}

func fresh(s settings) (tls.Certificate, error) {
	for {
		pair, err := cert.CreateCertificate("interop", "shiphub", "DE", "ship-go")
		if err != nil {
			return pair, err
		}
		ski, err := skiOf(pair)
		if err != nil {
			return pair, err
		}
		if s.order == "" || (s.order == "bigger") == (ski > s.remote) {
			return pair, save(pair, s.certificate)
		}
	}
}

func skiOf(pair tls.Certificate) (string, error) {
	leaf, err := x509.ParseCertificate(pair.Certificate[0])
	if err != nil {
		return "", err
	}
	return cert.SkiFromCertificate(leaf)
}

func save(pair tls.Certificate, file string) error {
	key, err := x509.MarshalECPrivateKey(pair.PrivateKey.(*ecdsa.PrivateKey))
	if err != nil {
		return err
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: pair.Certificate[0]})
	text = append(text, pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: key})...)
	return os.WriteFile(file, text, 0o600)
}
