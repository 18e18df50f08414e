package dev.shiphub.ship.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.wire.AccessMethods;
import dev.shiphub.ship.wire.ConnectionClose;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The official cases of a connection that is established, in both roles, in virtual time. */
final class DataConformanceTest {
  private static final int REACTION = 3;
  private static final Duration TOLERANCE = Duration.ofSeconds(2);
  private static final AccessMethods OWN = new AccessMethods(Driven.OWN_ID.value());

  /** Access methods are asked for and told both ways. */
  private static Driven established(Role device) {
    Driven driven = Driven.inData(device).on(Sheet.ACCESS_METHODS_REQUEST);
    assertEquals(List.of(OWN), driven.sent());
    return driven.on(Sheet.ACCESS_METHODS).forget();
  }

  // Closing would do too; we have chosen to stay.
  @ParameterizedTest
  @EnumSource(Role.class)
  void TC_SHIP_MSG_001_aMessageWithoutValueIsIgnored(Role device) {
    ignores(Sheet.MSG_EMPTY_MESSAGE_VALUE, established(device));
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void TC_SHIP_MSG_002_aMessageOfUnknownTypeIsIgnored(Role device) {
    ignores(Sheet.MSG_UNKNOWN_MESSAGE_TYPE, established(device));
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void TC_SHIP_MSG_003_whiteSpaceInJsonIsRead(Role device) {
    assertEquals(List.of(OWN), established(device).on(Sheet.ACCESS_METHODS_REQUEST_SPACED).sent());
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void TC_SHIP_TERM_001_announcesTheCloseAndClosesAfterMaxTimeWithoutAnswer(Role device) {
    Driven driven = established(device);
    driven.on(
        new Input.CloseWanted(
            ConnectionClose.Reason.REMOVED_CONNECTION,
            CloseReason.byUs(CloseReason.NOT_TRUSTED, "trust was withdrawn")));
    ConnectionClose announced = (ConnectionClose) driven.sent().getFirst();
    assertEquals(ConnectionClose.Phase.ANNOUNCE, announced.phase());
    assertTrue(announced.reason().isPresent());
    assertEquals(0, driven.closes().size());
    driven.waits(announced.maxTime().orElseThrow().plus(TOLERANCE));
    assertEquals(1, driven.closes().size());
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void TC_SHIP_AM_001_tellsItsShipIdInItsAccessMethods(Role device) {
    Driven driven = established(device).on(Sheet.ACCESS_METHODS_REQUEST);
    assertEquals(List.of(OWN), driven.sent());
  }

  private static void ignores(Input message, Driven device) {
    device.on(message).waits(REACTION);
    assertEquals(List.of(), device.sent());
    assertEquals(List.of(OWN), device.on(Sheet.ACCESS_METHODS_REQUEST).sent());
    assertEquals(List.of(), device.closes());
  }
}
