package dev.shiphub.ship.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Role;
import dev.shiphub.ship.wire.AccessMethods;
import dev.shiphub.ship.wire.PinState;
import dev.shiphub.ship.wire.ProtocolHandshake;
import dev.shiphub.ship.wire.ProtocolHandshakeError;
import dev.shiphub.ship.wire.ShipMessage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The official cases of version, format and PIN state, in virtual time. */
final class ProtocolConformanceTest {
  private static final int ERROR_WITHIN = 12;

  private static Driven helloCompleted(Role device) {
    return Driven.inHello(device, true).on(Sheet.HELLO_STATE_READY);
  }

  @Test
  void TC_SHIP_PROT_001_serverSelectsUtf8AndNoHigherVersionThanOffered() {
    Driven server = helloCompleted(Role.SERVER).forget().on(Sheet.PROT_ANNOUNCE_MAX);
    ProtocolHandshake choice = (ProtocolHandshake) server.sent().getFirst();
    assertEquals(ProtocolHandshake.Type.SELECT, choice.type());
    assertEquals(List.of("JSON-UTF8"), choice.formats());
    assertTrue(choice.version().compareTo(new ProtocolHandshake.Version(1, 0)) <= 0);
    server.forget().on(Sheet.SELECT);
    assertEquals(PinState.class, server.sent().getFirst().getClass());
  }

  @Test
  void TC_SHIP_PROT_002_clientAnnouncesUtf8AndItsVersionAndRepeatsTheChoice() {
    Driven client = helloCompleted(Role.CLIENT);
    assertEquals(List.of(announcement()), client.sent());
    client.forget().on(Sheet.SELECT);
    ShipMessage chosen = ((Input.Received) Sheet.SELECT).message();
    assertEquals(List.of(chosen, PinState.NONE), client.sent());
  }

  @Test
  void TC_SHIP_PROT_003_serverTellsATimeoutAndCloses() {
    fails(helloCompleted(Role.SERVER).waits(ERROR_WITHIN), ProtocolHandshakeError.TIMEOUT);
  }

  @Test
  void TC_SHIP_PROT_004_clientTellsATimeoutAndCloses() {
    fails(announced().waits(ERROR_WITHIN), ProtocolHandshakeError.TIMEOUT);
  }

  @Test
  void TC_SHIP_PROT_005_serverTellsThatAnotherHelloIsUnexpectedAndCloses() {
    Driven server = helloCompleted(Role.SERVER).on(Sheet.HELLO_STATE_READY);
    fails(server, ProtocolHandshakeError.UNEXPECTED_MESSAGE);
  }

  @Test
  void TC_SHIP_PROT_006_clientTellsThatAnotherHelloIsUnexpectedAndCloses() {
    fails(announced().on(Sheet.HELLO_STATE_READY), ProtocolHandshakeError.UNEXPECTED_MESSAGE);
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void TC_SHIP_PIN_001_tellsThatItWantsNoPinAndGoesOn(Role role) {
    Driven device = helloCompleted(role);
    if (role == Role.SERVER) {
      device.on(Sheet.PROT_ANNOUNCE_MAX);
    }
    device.on(Sheet.SELECT);
    assertEquals(PinState.NONE, device.sent().getLast());
    device.on(Sheet.PIN_STATE_NONE).forget().on(Sheet.ACCESS_METHODS_REQUEST);
    assertEquals(List.of(new AccessMethods(Driven.OWN_ID.value())), device.sent());
  }

  /** PAR_shipVersion is 1.0. */
  private static ProtocolHandshake announcement() {
    return new ProtocolHandshake(
        ProtocolHandshake.Type.ANNOUNCE_MAX,
        new ProtocolHandshake.Version(1, 0),
        List.of("JSON-UTF8"));
  }

  private static Driven announced() {
    Driven client = helloCompleted(Role.CLIENT);
    assertEquals(List.of(announcement()), client.sent());
    return client.forget();
  }

  private static void fails(Driven device, ProtocolHandshakeError error) {
    assertEquals(new Output.Send(error), device.outputs.getFirst());
    assertEquals(Output.Close.class, device.outputs.getLast().getClass());
    assertEquals(2, device.outputs.size());
  }
}
