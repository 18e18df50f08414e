package dev.shiphub.ship.handshake;

import static dev.shiphub.ship.handshake.Happening.*;
import static dev.shiphub.ship.handshake.StateRow.state;

import dev.shiphub.ship.Role;
import dev.shiphub.ship.wire.AccessMethods;
import dev.shiphub.ship.wire.ConnectionClose;
import dev.shiphub.ship.wire.ConnectionHello;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Every state of SHIP 13.4 and the reaction that is required to everything that can happen in it.
 *
 * <p>Written from the rules, not from the code: C and S are the first message (13.4.3), H hello
 * (13.4.4.1), P the protocol handshake (13.4.4.2), A the PIN (13.4.4.3; K is ours; see {@link
 * PinStates}), D data exchange and access methods (13.4.5, 13.4.6), E the end (13.4.7), F framing
 * (13.4.2).
 */
final class StateTable {
  static final String CLOSED = "closed";
  private static final String READY = "hello ready";
  private static final String PENDING = "hello pending";
  private static final String PENDING_PEER_READY = "hello pending, peer ready";
  private static final String ABORTED = "hello aborted by the peer";
  private static final String CHOICE = "protocol handshake, awaiting the choice";
  private static final String PROPOSAL = "protocol handshake, awaiting the proposal";
  private static final String CONFIRMATION = "protocol handshake, awaiting the confirmation";
  static final String PIN = "PIN state";
  static final String IN_DATA = "data exchange";
  private static final String CLOSING = "closing";
  private static final String CLOSING_BY_PEER = "closing by the peer";
  static final String NOTHING = "nothing";
  private static final String ABORT = "sends hello aborted, closes 4452";
  static final String BEGINS = "begins data exchange, sends access methods request";
  private static final ConnectionHello PEER_READY = ConnectionHello.ready(Duration.ofSeconds(60));

  private StateTable() {}

  /** All of them, in the order of a connection's life. */
  static List<StateRow> rows() {
    return Stream.of(handshake(), PinStates.rows(), fromDataExchange())
        .flatMap(List::stream)
        .toList();
  }

  private static List<StateRow> handshake() {
    return List.of(
        initAsClient(),
        initAsServer(),
        helloReady(Role.CLIENT, "sends announceMax 1.0", CHOICE),
        helloReady(Role.SERVER, NOTHING, PROPOSAL),
        helloPending(),
        helloPendingPeerReady(Role.CLIENT, "sends hello ready, sends announceMax 1.0", CHOICE),
        helloPendingPeerReady(Role.SERVER, "sends hello ready", PROPOSAL),
        helloAsked(),
        helloAborted(),
        choice(),
        proposal(),
        confirmation());
  }

  private static List<StateRow> fromDataExchange() {
    return List.of(
        data("Data exchange", "learns the name", () -> Driven.inData(Role.SERVER)),
        data("Data exchange, the name is known", NOTHING, StateTable::named),
        closing("Closing", Happening.STOPPING, "delivers"),
        closing("Closing, the device is removed", Happening.REMOVED, NOTHING),
        closingByPeer(),
        closed());
  }

  private static StateRow initAsClient() {
    return gone(state("First message, as client", () -> Driven.begun(Role.CLIENT, true)))
        .on("C2", "sends hello ready", READY, INIT, INIT_LONG)
        .rest("C3", "closes 4001", CLOSED, Kind.MESSAGE)
        .on("C4", "closes 4001", CLOSED, TIMER)
        .on("H0", NOTHING, "init", GRANTED)
        .on("A2, K2", NOTHING, "init", GIVEN, VERIFIED)
        .on("H2", "closes 4452", CLOSED, DENIED)
        .on("E6", "closes 1001", CLOSED, STOPPING)
        .on("E6", "closes 4452", CLOSED, REMOVED);
  }

  private static StateRow initAsServer() {
    return gone(state("First message, as server", () -> Driven.begun(Role.SERVER, true)))
        .on("S2", "sends init, sends hello ready", READY, INIT, INIT_LONG)
        .rest("S3", "sends init, closes 4001", CLOSED, Kind.MESSAGE)
        .on("S4", "closes 4001", CLOSED, TIMER)
        .on("H0", NOTHING, "init", GRANTED)
        .on("A2, K2", NOTHING, "init", GIVEN, VERIFIED)
        .on("H2", "closes 4452", CLOSED, DENIED)
        .on("E6", "closes 1001", CLOSED, STOPPING)
        .on("E6", "closes 4452", CLOSED, REMOVED);
  }

  private static StateRow helloReady(Role role, String begins, String next) {
    return hello(state("Hello, ready, as " + label(role), () -> Driven.inHello(role, true)), READY)
        .on("H4", begins, next, HELLO_READY, HELLO_READY_SILENT)
        .on("H5", "sends hello ready", READY, HELLO_ASKS, HELLO_PENDING_BOTH)
        .on("H7", NOTHING, READY, HELLO_PENDING, HELLO_PENDING_SILENT)
        .on("H9", ABORT, CLOSED, TIMER)
        .on("H3", NOTHING, READY, GRANTED)
        .rest("H10", ABORT, CLOSED, Kind.MESSAGE);
  }

  private static StateRow helloPending() {
    return pendingHello(state("Hello, pending", () -> Driven.inHello(Role.SERVER, false)), PENDING)
        .on("H15", "sends hello pending", PENDING, HELLO_ASKS)
        .on("H18", ABORT, CLOSED, TIMER)
        .on("H22", "sends hello ready", READY, GRANTED)
        .rest("H10", ABORT, CLOSED, Kind.MESSAGE);
  }

  private static StateRow helloPendingPeerReady(Role role, String begins, String next) {
    return pendingHello(
            state(
                "Hello, pending, the peer is ready, as " + label(role),
                () -> Driven.inHello(role, false).hears(PEER_READY)),
            PENDING_PEER_READY)
        .on("H15", "sends hello pending", PENDING_PEER_READY, HELLO_ASKS)
        .on("H19", "sends hello, asks for more time", PENDING_PEER_READY, TIMER)
        .on("H21", begins, next, GRANTED)
        .rest("H10", ABORT, CLOSED, Kind.MESSAGE);
  }

  private static StateRow helloAsked() {
    return pendingHello(
            state(
                "Hello, pending, more time was asked for",
                () -> Driven.inHello(Role.SERVER, false).hears(PEER_READY).waits(45)),
            PENDING_PEER_READY)
        .on("H15", "sends hello pending", PENDING_PEER_READY, HELLO_ASKS)
        .on("H20", ABORT, CLOSED, TIMER)
        .on("H21", "sends hello ready", PROPOSAL, GRANTED)
        .rest("H10", ABORT, CLOSED, Kind.MESSAGE);
  }

  private static StateRow pendingHello(StateRow row, String same) {
    return hello(row, same)
        .on("H12", ABORT, CLOSED, HELLO_READY_SILENT)
        .on("H13", NOTHING, PENDING_PEER_READY, HELLO_READY)
        .on("H14", NOTHING, same, HELLO_PENDING)
        .on("H16", NOTHING, same, HELLO_PENDING_SILENT, HELLO_PENDING_BOTH);
  }

  private static StateRow hello(StateRow row, String same) {
    return announced(skipping(gone(row), same))
        .on("H8", NOTHING, ABORTED, HELLO_ABORTED)
        .on("H23", ABORT, CLOSED, DENIED, REMOVED)
        .on("A2, K2", NOTHING, same, GIVEN, VERIFIED)
        .on("E6", "closes 1001", CLOSED, STOPPING);
  }

  /** The peer gets two seconds to close with its own code. */
  private static StateRow helloAborted() {
    return announced(
            gone(
                state(
                    "Hello, aborted by the peer",
                    () -> Driven.inHello(Role.SERVER, true).hears(ConnectionHello.aborted()))))
        .on("H8", "closes 4452", CLOSED, TIMER)
        .on("E6", "closes 1001", CLOSED, STOPPING)
        .on("E6", "closes 4452", CLOSED, REMOVED)
        .on("H8", NOTHING, ABORTED, GRANTED, DENIED, GIVEN, VERIFIED)
        .rest("H8", NOTHING, ABORTED, Kind.MESSAGE);
  }

  private static StateRow choice() {
    return protocol(
            state("Protocol handshake, awaiting the choice", () -> Driven.inProtocol(Role.CLIENT)),
            CHOICE)
        .on("P2", "sends select 1.0, sends PIN state none", PIN, SELECT)
        .on("P3", "sends handshake error 3, closes 4001", CLOSED, SELECT_NEWER, SELECT_ALIEN)
        .rest("P4", "sends handshake error 2, closes 4001", CLOSED, Kind.MESSAGE)
        .on("P5", "sends handshake error 1, closes 4001", CLOSED, TIMER);
  }

  private static StateRow proposal() {
    return protocol(
            state(
                "Protocol handshake, awaiting the proposal", () -> Driven.inProtocol(Role.SERVER)),
            PROPOSAL)
        .on("P8", "sends select 1.0", CONFIRMATION, ANNOUNCE_MAX, ANNOUNCE_MAX_NEWER)
        .on("P9", "sends handshake error 3, closes 4001", CLOSED, ANNOUNCE_MAX_ALIEN)
        .rest("P10", "sends handshake error 2, closes 4001", CLOSED, Kind.MESSAGE)
        .on("P11", "sends handshake error 1, closes 4001", CLOSED, TIMER);
  }

  private static StateRow confirmation() {
    return protocol(
            state(
                "Protocol handshake, awaiting the confirmation",
                () -> Driven.inProtocol(Role.SERVER).hears(Driven.OFFER)),
            CONFIRMATION)
        .on("P12", "sends PIN state none", PIN, SELECT)
        .on("P13", "sends handshake error 3, closes 4001", CLOSED, SELECT_NEWER, SELECT_ALIEN)
        .rest("P14", "sends handshake error 2, closes 4001", CLOSED, Kind.MESSAGE)
        .on("P14", "sends handshake error 1, closes 4001", CLOSED, TIMER);
  }

  private static StateRow protocol(StateRow row, String same) {
    return announced(skipping(gone(row), same))
        .on("A2, K2", NOTHING, same, GIVEN, VERIFIED)
        .on("P6", "closes 4001", CLOSED, HANDSHAKE_ERROR, HANDSHAKE_ERROR_FLAT)
        .on("H21", NOTHING, same, GRANTED)
        .on("E6", "closes 4452", CLOSED, DENIED, REMOVED)
        .on("E6", "closes 1001", CLOSED, STOPPING);
  }

  private static Driven named() {
    return Driven.inData(Role.CLIENT).hears(new AccessMethods("i:9_u:known"));
  }

  private static StateRow data(String name, String learns, Supplier<Driven> start) {
    return inData(state(name, start), learns)
        .on("D7", NOTHING, IN_DATA, GIVEN, VERIFIED)
        .rest("D6", NOTHING, IN_DATA, Kind.READABLE);
  }

  /** Of a peer whose name is known, another one does not count (D4). */
  static StateRow inData(StateRow row, String learns) {
    return announced(skipping(gone(row), IN_DATA))
        .on("D2", "sends access methods", IN_DATA, ACCESS_REQUEST)
        .on("D3, D4", learns, IN_DATA, ACCESS)
        .on("D3, D4", NOTHING, IN_DATA, ACCESS_OWN)
        .on("D5", "delivers", IN_DATA, DATA)
        .on("D5", NOTHING, IN_DATA, DATA_ALIEN)
        .on("D8", NOTHING, IN_DATA, TIMER)
        .on("E1", "sends close announce", CLOSING, STOPPING)
        .on("E1", "sends close announce removedConnection", CLOSING, REMOVED, DENIED)
        .on("D6", NOTHING, IN_DATA, GRANTED)
        .rest("F", NOTHING, IN_DATA, Kind.UNREADABLE);
  }

  private static StateRow closing(String name, Happening wanted, String withData) {
    return gone(state(name, () -> Driven.inData(Role.SERVER).on(wanted.input())))
        .on("E2", "closes 4001", CLOSED, CLOSE_CONFIRM)
        .on("E3", "closes 4001", CLOSED, TIMER)
        .on("E4", "sends close confirm, closes 4001", CLOSED, CLOSE_ANNOUNCE)
        .on("E4", "sends close confirm, notes the removal, closes 4001", CLOSED, CLOSE_REMOVED)
        .on("E7", withData, CLOSING, DATA)
        .rest("E7", NOTHING, CLOSING, Kind.MESSAGE)
        .on("E1", NOTHING, CLOSING, GRANTED, DENIED, STOPPING, REMOVED, GIVEN, VERIFIED);
  }

  private static StateRow closingByPeer() {
    return gone(state(
            "Closing by the peer",
            () ->
                Driven.inData(Role.SERVER)
                    .hears(
                        ConnectionClose.announce(
                            Duration.ofMillis(500), ConnectionClose.Reason.UNSPECIFIC))))
        .on("E5", "closes 4001", CLOSED, TIMER)
        .rest("E7", NOTHING, CLOSING_BY_PEER, Kind.MESSAGE)
        .on("E5", NOTHING, CLOSING_BY_PEER, GRANTED, DENIED, STOPPING, REMOVED, GIVEN, VERIFIED);
  }

  private static StateRow closed() {
    return state("Closed", () -> Driven.begun(Role.SERVER, true).on(Happening.GONE.input()))
        .rest("H25", NOTHING, CLOSED, Kind.ANYTHING);
  }

  static StateRow gone(StateRow row) {
    return row.on("H25", NOTHING, CLOSED, GONE);
  }

  /** Counted; the eleventh ends the connection. */
  static StateRow skipping(StateRow row, String same) {
    return row.rest("F", NOTHING, same, Kind.SKIPPABLE);
  }

  static StateRow announced(StateRow row) {
    return row.on("E5", "sends close confirm", CLOSING_BY_PEER, CLOSE_ANNOUNCE)
        .on("E5", "sends close confirm, notes the removal", CLOSING_BY_PEER, CLOSE_REMOVED);
  }

  static String label(Role role) {
    return role == Role.CLIENT ? "client" : "server";
  }
}
