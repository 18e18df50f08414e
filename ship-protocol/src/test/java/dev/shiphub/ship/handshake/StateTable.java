package dev.shiphub.ship.handshake;

import static dev.shiphub.ship.handshake.Happening.*;
import static dev.shiphub.ship.handshake.StateRow.state;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.PinStanding;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.wire.AccessMethods;
import dev.shiphub.ship.wire.ConnectionClose;
import dev.shiphub.ship.wire.ConnectionHello;
import dev.shiphub.ship.wire.PinState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Every state of SHIP 13.4 and the reaction that is required to everything that can happen in it.
 *
 * <p>Written from the rules, not from the code: C and S are the first message (13.4.3), H hello
 * (13.4.4.1), P the protocol handshake (13.4.4.2), A the PIN (13.4.4.3; K is ours), D data exchange
 * and access methods (13.4.5, 13.4.6), E the end (13.4.7), F framing (13.4.2).
 */
final class StateTable {
  private static final String CLOSED = "closed";
  private static final String READY = "hello ready";
  private static final String PENDING = "hello pending";
  private static final String PENDING_PEER_READY = "hello pending, peer ready";
  private static final String ABORTED = "hello aborted by the peer";
  private static final String CHOICE = "protocol handshake, awaiting the choice";
  private static final String PROPOSAL = "protocol handshake, awaiting the proposal";
  private static final String CONFIRMATION = "protocol handshake, awaiting the confirmation";
  private static final String PIN = "PIN state";
  private static final String DEVICE_PIN = "PIN of the device awaited";
  private static final String PIN_SENT = "PIN sent";
  private static final String OWN_PIN = "own PIN awaited";
  private static final String ASKS_PIN = "asks for the device's PIN";
  private static final String IN_DATA = "data exchange";
  private static final String CLOSING = "closing";
  private static final String CLOSING_BY_PEER = "closing by the peer";
  private static final String NOTHING = "nothing";
  private static final String ABORT = "sends hello aborted, closes 4452";
  private static final String BEGINS = "begins data exchange, sends access methods request";
  private static final ConnectionHello PEER_READY = ConnectionHello.ready(Duration.ofSeconds(60));

  private StateTable() {}

  static List<StateRow> rows() {
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
        confirmation(),
        pin(Role.CLIENT),
        pin(Role.SERVER),
        pinOfDevice(),
        pinOfDeviceSent(),
        ownPin("PIN, ours is required", Pin.parse("1234 5678"))
            .on("K5", "sends PIN state pin_ok, notes a right PIN, " + BEGINS, IN_DATA, PIN_INPUT)
            .on("K3", NOTHING, OWN_PIN, TIMER)
            .rest("13.4.4.3", "closes 4001", CLOSED, Kind.MESSAGE),
        ownPin(
                "PIN, ours is required, and theirs is wrong for the third time",
                Pin.parse("00000000"))
            .on(
                "K6, K8",
                "sends PIN error, sends PIN state required busy, notes a wrong PIN",
                OWN_PIN,
                PIN_INPUT)
            .on("K3", NOTHING, OWN_PIN, TIMER)
            .rest("13.4.4.3", "closes 4001", CLOSED, Kind.MESSAGE),
        ownPinBusy(),
        data("Data exchange", "learns the name", () -> Driven.inData(Role.SERVER)),
        data("Data exchange, the name is known", NOTHING, StateTable::named),
        closing(),
        closingByPeer(),
        closed());
  }

  private static StateRow initAsClient() {
    return gone(state("First message, as client", () -> Driven.begun(Role.CLIENT, true)))
        .on("C2", "sends hello ready", READY, INIT, INIT_LONG)
        .rest("C3", "closes 4001", CLOSED, Kind.MESSAGE)
        .on("C4", "closes 4001", CLOSED, TIMER)
        .on("H0", NOTHING, "init", GRANTED)
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
        .on("H8", NOTHING, ABORTED, GRANTED, DENIED)
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
        .on("P6", "closes 4001", CLOSED, HANDSHAKE_ERROR, HANDSHAKE_ERROR_FLAT)
        .on("H21", NOTHING, same, GRANTED)
        .on("E6", "closes 4452", CLOSED, DENIED, REMOVED)
        .on("E6", "closes 1001", CLOSED, STOPPING);
  }

  private static StateRow pin(Role role) {
    return inPin(state("PIN, as " + label(role), () -> Driven.inPin(role)), PIN)
        .on("A1", BEGINS, IN_DATA, PIN_NONE, PIN_OK)
        .on("A4", ASKS_PIN + ", " + BEGINS, IN_DATA, PIN_OPTIONAL)
        .on("A3", ASKS_PIN, DEVICE_PIN, PIN_REQUIRED)
        .on("A6", NOTHING, PIN, PIN_ERROR)
        .on("13.4.4.3", "closes 4001", CLOSED, TIMER)
        .rest("13.4.4.3", "closes 4001", CLOSED, Kind.MESSAGE);
  }

  private static StateRow pinOfDevice() {
    return inPin(state("PIN, the device requires its own", StateTable::asked), DEVICE_PIN)
        .on("A5", BEGINS, IN_DATA, PIN_NONE, PIN_OK)
        .on("A4", ASKS_PIN + ", " + BEGINS, IN_DATA, PIN_OPTIONAL)
        .on("A3", ASKS_PIN, DEVICE_PIN, PIN_REQUIRED)
        .on("A6", NOTHING, DEVICE_PIN, PIN_ERROR)
        .on("A3", NOTHING, DEVICE_PIN, TIMER)
        .rest("13.4.4.3", "closes 4001", CLOSED, Kind.MESSAGE);
  }

  private static StateRow pinOfDeviceSent() {
    return inPin(
            state(
                "PIN, the device has the one that we sent",
                () -> asked().on(new Input.PinGiven(new Pin("12345678")))),
            PIN_SENT)
        .on("A5", "tells that the PIN was right, " + BEGINS, IN_DATA, PIN_NONE, PIN_OK)
        .on("A6", "tells that the PIN was wrong", DEVICE_PIN, PIN_ERROR)
        .on("A5", NOTHING, PIN_SENT, PIN_OPTIONAL, PIN_REQUIRED, TIMER)
        .rest("13.4.4.3", "closes 4001", CLOSED, Kind.MESSAGE);
  }

  private static Driven asked() {
    return Driven.inPin(Role.CLIENT)
        .hears(new PinState(PinState.State.REQUIRED, Optional.of(PinState.InputPermission.OK)));
  }

  private static StateRow ownPin(String name, Optional<Pin> pin) {
    PinStanding standing = new PinStanding(false, 2, Optional.empty());
    return ownPin(state(name, () -> ownPin(pin, standing)));
  }

  private static StateRow ownPinBusy() {
    PinStanding standing =
        new PinStanding(false, 3, Optional.of(Driven.START.plus(Duration.ofSeconds(15))));
    return ownPin(
            state(
                "PIN, ours is required, a penalty runs",
                () -> ownPin(Pin.parse("12345678"), standing)))
        .on("K9", "sends PIN state required busy", OWN_PIN, PIN_INPUT)
        .on("K10", "sends PIN state required ok", OWN_PIN, TIMER)
        .rest("13.4.4.3", "closes 4001", CLOSED, Kind.MESSAGE);
  }

  private static Driven ownPin(Optional<Pin> pin, PinStanding standing) {
    return Driven.inPin(pin.map(it -> new PinDemand(it, true)), standing).hears(PinState.NONE);
  }

  private static StateRow ownPin(StateRow row) {
    return inPin(row, OWN_PIN)
        .on("A1", NOTHING, OWN_PIN, PIN_NONE, PIN_OK, PIN_OPTIONAL, PIN_REQUIRED)
        .on("A6", NOTHING, OWN_PIN, PIN_ERROR);
  }

  private static StateRow inPin(StateRow row, String same) {
    return announced(skipping(gone(row), same))
        .on("D2", "sends access methods", same, ACCESS_REQUEST)
        .on("D9", NOTHING, same, DATA)
        .on("D5", NOTHING, same, DATA_ALIEN)
        .on("H21", NOTHING, same, GRANTED)
        .on("E6", "closes 4452", CLOSED, DENIED, REMOVED)
        .on("E6", "closes 1001", CLOSED, STOPPING);
  }

  private static Driven named() {
    return Driven.inData(Role.CLIENT).hears(new AccessMethods("i:9_u:known"));
  }

  /** Of a peer whose name is known, another one does not count (D4). */
  private static StateRow data(String name, String learns, Supplier<Driven> start) {
    return announced(skipping(gone(state(name, start)), IN_DATA))
        .on("D2", "sends access methods", IN_DATA, ACCESS_REQUEST)
        .on("D3, D4", learns, IN_DATA, ACCESS)
        .on("D3, D4", NOTHING, IN_DATA, ACCESS_OWN)
        .on("D5", "delivers", IN_DATA, DATA)
        .on("D5", NOTHING, IN_DATA, DATA_ALIEN)
        .on("D8", NOTHING, IN_DATA, TIMER)
        .on("E1", "sends close announce", CLOSING, STOPPING)
        .on("E1", "sends close announce removedConnection", CLOSING, REMOVED, DENIED)
        .on("D6", NOTHING, IN_DATA, GRANTED)
        .rest("D6", NOTHING, IN_DATA, Kind.READABLE)
        .rest("F", NOTHING, IN_DATA, Kind.UNREADABLE);
  }

  private static StateRow closing() {
    return gone(state("Closing", () -> Driven.inData(Role.SERVER).on(Happening.STOPPING.input())))
        .on("E2", "closes 4001", CLOSED, CLOSE_CONFIRM)
        .on("E3", "closes 4001", CLOSED, TIMER)
        .on("E4", "sends close confirm, closes 4001", CLOSED, CLOSE_ANNOUNCE)
        .on("E4", "sends close confirm, notes the removal, closes 4001", CLOSED, CLOSE_REMOVED)
        .rest("E7", NOTHING, CLOSING, Kind.MESSAGE)
        .on("E1", NOTHING, CLOSING, GRANTED, DENIED, STOPPING, REMOVED);
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
        .on("E5", NOTHING, CLOSING_BY_PEER, GRANTED, DENIED, STOPPING, REMOVED);
  }

  private static StateRow closed() {
    return state("Closed", () -> Driven.begun(Role.SERVER, true).on(Happening.GONE.input()))
        .rest("H25", NOTHING, CLOSED, Kind.ANYTHING);
  }

  private static StateRow gone(StateRow row) {
    return row.on("H25", NOTHING, CLOSED, GONE);
  }

  /** Counted; the eleventh ends the connection. */
  private static StateRow skipping(StateRow row, String same) {
    return row.rest("F", NOTHING, same, Kind.SKIPPABLE);
  }

  private static StateRow announced(StateRow row) {
    return row.on("E5", "sends close confirm", CLOSING_BY_PEER, CLOSE_ANNOUNCE)
        .on("E5", "sends close confirm, notes the removal", CLOSING_BY_PEER, CLOSE_REMOVED);
  }

  private static String label(Role role) {
    return role == Role.CLIENT ? "client" : "server";
  }
}
