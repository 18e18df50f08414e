package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
)

// listen takes one command from each connection, and answers with what was wrong with it: nothing, if it was obeyed.
func listen(file string, node *node) {
	door, err := net.Listen("unix", file)
	if err != nil {
		fail(err)
	}
	for {
		caller, err := door.Accept()
		if err != nil {
			fail(err)
		}
		go answer(caller, node)
	}
}

func answer(caller net.Conn, node *node) {
	defer caller.Close()
	line, err := bufio.NewReader(caller).ReadString('\n')
	if err != nil {
		return
	}
	command, argument, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
	fmt.Fprint(caller, obey(node, command, argument))
}

// tellNode gives a command to the node with that socket, and returns the exit code.
func tellNode(file string, words []string) int {
	caller, err := net.Dial("unix", file)
	if err != nil {
		fail(err)
	}
	defer caller.Close()
	fmt.Fprintln(caller, strings.Join(words, " "))
	trouble, err := io.ReadAll(caller)
	if err != nil {
		fail(err)
	}
	if len(trouble) > 0 {
		fmt.Fprintln(os.Stderr, "shipgo:", string(trouble))
		return 1
	}
	return 0
}
