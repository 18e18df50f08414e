package dev.shiphub.ship.handshake;

import static dev.shiphub.ship.handshake.Happening.*;
import static dev.shiphub.ship.handshake.StateRow.state;
import static dev.shiphub.ship.handshake.StateTable.BEGINS;
import static dev.shiphub.ship.handshake.StateTable.CLOSED;
import static dev.shiphub.ship.handshake.StateTable.IN_DATA;
import static dev.shiphub.ship.handshake.StateTable.NOTHING;
import static dev.shiphub.ship.handshake.StateTable.PIN;
import static dev.shiphub.ship.handshake.StateTable.announced;
import static dev.shiphub.ship.handshake.StateTable.gone;
import static dev.shiphub.ship.handshake.StateTable.label;
import static dev.shiphub.ship.handshake.StateTable.skipping;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.PinStanding;
import dev.shiphub.ship.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The states of PIN verification (SHIP 13.4.4.3): A is the device's PIN, asked of us, K is ours.
 * Where a PIN is optional they go on in data exchange (D7).
 */
final class PinStates {
  private static final String DEVICE_PIN = "PIN of the device awaited";
  private static final String PIN_SENT = "PIN sent";
  private static final String OWN_PIN = "own PIN awaited";
  private static final String ASKS = "asks for the device's PIN";
  private static final String IS_WRONG = "tells that the PIN was wrong";
  private static final String SENDS = "sends the PIN";
  private static final String OK = "sends PIN state pin_ok";
  private static final String PENALTY =
      "sends PIN error, sends PIN state required busy, notes a wrong PIN";
  private static final Pin RIGHT = new Pin("12345678");
  private static final Pin OTHER = new Pin("00000000");
  private static final PinStanding NOTHING_TRIED = PinStanding.FRESH;

  private PinStates() {}

  static List<StateRow> rows() {
    return List.of(
        strict(init(Role.CLIENT)),
        strict(init(Role.SERVER)),
        strict(wanted()),
        strict(held()),
        strict(sent()),
        strict(ownRight()),
        strict(
            ownWrong("PIN, ours is required, and theirs is wrong", 0)
                .on("K6, K7", "sends PIN error, notes a wrong PIN", OWN_PIN, PIN_INPUT)),
        strict(
            ownWrong("PIN, ours is required, and theirs is wrong for the third time", 2)
                .on("K6, K8", PENALTY, OWN_PIN, PIN_INPUT)),
        strict(ownBusy()),
        optionalOfDevice(),
        optionalOfOurs());
  }

  private static StateRow strict(StateRow row) {
    return row.rest("13.4.4.3", "closes 4001", CLOSED, Kind.MESSAGE);
  }

  /** ASK_INIT; we have no PIN. */
  private static StateRow init(Role role) {
    return inPin(state("PIN, as " + label(role), () -> Driven.inPin(role)), PIN)
        .on("A1", BEGINS, IN_DATA, PIN_NONE, PIN_OK)
        .on("A4", ASKS + ", " + BEGINS, IN_DATA, PIN_OPTIONAL)
        .on("A3", ASKS, DEVICE_PIN, PIN_REQUIRED)
        .on("A7", ASKS, DEVICE_PIN, PIN_BUSY)
        .on("A6", NOTHING, PIN, PIN_ERROR)
        .on("A2", NOTHING, PIN, GIVEN)
        .on("13.4.4.3", "closes 4001", CLOSED, TIMER);
  }

  /** ASK_PROCESS, and the user has not entered it yet. */
  private static StateRow wanted() {
    return inAsk("PIN, the device requires its own", PIN_REQUIRED, DEVICE_PIN)
        .on("A5", BEGINS, IN_DATA, PIN_OK)
        .on("A4", ASKS + ", " + BEGINS, IN_DATA, PIN_OPTIONAL)
        .on("A3", ASKS, DEVICE_PIN, PIN_REQUIRED)
        .on("A7", ASKS, DEVICE_PIN, PIN_BUSY)
        .on("A6", NOTHING, DEVICE_PIN, PIN_ERROR)
        .on("A2", SENDS, PIN_SENT, GIVEN);
  }

  /** ASK_PROCESS; what the user entered waits for the device's permission. */
  private static StateRow held() {
    return inAsk("PIN, the device looks at none, ours is held", PIN_BUSY, DEVICE_PIN, GIVEN)
        .on("A5", BEGINS, IN_DATA, PIN_OK)
        .on("A7", ASKS + ", " + SENDS, PIN_SENT, PIN_REQUIRED)
        .on("A7", ASKS + ", " + SENDS + ", " + BEGINS, IN_DATA, PIN_OPTIONAL)
        .on("A7", ASKS, DEVICE_PIN, PIN_BUSY)
        .on("A7", NOTHING, DEVICE_PIN, GIVEN)
        .on("A6", IS_WRONG, DEVICE_PIN, PIN_ERROR);
  }

  /** ASK_PROCESS; the same PIN does not go twice, or a slip would count twice. */
  private static StateRow sent() {
    return inAsk("PIN, the device has the one that we sent", PIN_REQUIRED, PIN_SENT, GIVEN)
        .on("A5", "tells that the PIN was right, " + BEGINS, IN_DATA, PIN_OK)
        .on("A6", IS_WRONG, DEVICE_PIN, PIN_ERROR)
        .on("A6", NOTHING, PIN_SENT, PIN_REQUIRED, GIVEN)
        .on("A4", BEGINS, IN_DATA, PIN_OPTIONAL)
        .on("A7", ASKS, DEVICE_PIN, PIN_BUSY);
  }

  private static StateRow inAsk(
      String name, Happening asked, String phase, Happening... afterwards) {
    return inPin(
            state(
                name,
                () -> {
                  Driven driven = Driven.inPin(Role.CLIENT).on(asked.input());
                  for (Happening happening : afterwards) {
                    driven.on(happening.input());
                  }
                  return driven;
                }),
            phase)
        .on("A1", BEGINS, IN_DATA, PIN_NONE)
        .on("A3", NOTHING, phase, TIMER);
  }

  private static StateRow ownRight() {
    return inCheck("PIN, ours is required", demand(RIGHT, true), NOTHING_TRIED)
        .on("K3", NOTHING, OWN_PIN, TIMER)
        .on("K5", OK + ", notes a right PIN, " + BEGINS, IN_DATA, PIN_INPUT);
  }

  private static StateRow ownWrong(String name, int before) {
    PinStanding standing = new PinStanding(false, before, Optional.empty());
    return inCheck(name, demand(OTHER, true), standing).on("K3", NOTHING, OWN_PIN, TIMER);
  }

  /** CHECK_BUSY_WAIT: not even the right one is looked at. */
  private static StateRow ownBusy() {
    PinStanding standing =
        new PinStanding(false, 3, Optional.of(Driven.START.plus(Duration.ofSeconds(15))));
    return inCheck("PIN, ours is required, a penalty runs", demand(RIGHT, true), standing)
        .on("K9", "sends PIN state required busy", OWN_PIN, PIN_INPUT)
        .on("K10", "sends PIN state required ok", OWN_PIN, TIMER);
  }

  /** CHECK_LISTEN and CHECK_BUSY_WAIT, with a device that has no PIN. */
  private static StateRow inCheck(String name, Optional<PinDemand> demand, PinStanding standing) {
    return inPin(state(name, () -> Driven.inPin(demand, standing).on(PIN_NONE.input())), OWN_PIN)
        .on("A1", NOTHING, OWN_PIN, PIN_NONE, PIN_OK, PIN_OPTIONAL, PIN_REQUIRED, PIN_BUSY)
        .on("A1", NOTHING, OWN_PIN, PIN_ERROR, GIVEN);
  }

  private static Optional<PinDemand> demand(Pin pin, boolean isRequired) {
    return Optional.of(new PinDemand(pin, isRequired));
  }

  private static StateRow inPin(StateRow row, String same) {
    boolean isOursAwaited = same.equals(OWN_PIN);
    return announced(skipping(gone(row), same))
        .on("D2", "sends access methods", same, ACCESS_REQUEST)
        .on("D9", NOTHING, same, DATA)
        .on("D5", NOTHING, same, DATA_ALIEN)
        .on("H21", NOTHING, same, GRANTED)
        .on(
            isOursAwaited ? "K2" : "K1",
            isOursAwaited ? OK + ", " + BEGINS : NOTHING,
            isOursAwaited ? IN_DATA : same,
            VERIFIED)
        .on("E6", "closes 4452", CLOSED, DENIED, REMOVED)
        .on("E6", "closes 1001", CLOSED, STOPPING);
  }

  /** ASK_RESTRICTED: data flows, and the PIN can be entered at any time. */
  private static StateRow optionalOfDevice() {
    return inData(
            "Data exchange, the device's PIN is optional",
            () -> Driven.inPin(Role.CLIENT).on(PIN_OPTIONAL.input()))
        .on("A8", SENDS, IN_DATA, GIVEN)
        .on("A7", ASKS, IN_DATA, PIN_OPTIONAL, PIN_REQUIRED, PIN_BUSY)
        .on("K1", NOTHING, IN_DATA, VERIFIED)
        .rest("D6", NOTHING, IN_DATA, Kind.READABLE);
  }

  /** CHECK_LISTEN beside data exchange. */
  private static StateRow optionalOfOurs() {
    return inData(
            "Data exchange, ours is optional",
            () -> Driven.inPin(demand(RIGHT, false), NOTHING_TRIED).on(PIN_NONE.input()))
        .on("K5", OK + ", notes a right PIN", IN_DATA, PIN_INPUT)
        .on("K2", OK, IN_DATA, VERIFIED)
        .on("A1", NOTHING, IN_DATA, GIVEN)
        .rest("D6", NOTHING, IN_DATA, Kind.READABLE);
  }

  private static StateRow inData(String name, Supplier<Driven> start) {
    return StateTable.inData(state(name, start), "learns the name");
  }
}
