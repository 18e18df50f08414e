package dev.shiphub.ship.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Role;
import dev.shiphub.ship.wire.ConnectionHello;
import dev.shiphub.ship.wire.ConnectionInit;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The official cases of one role and of the first message, in virtual time: as server T dials the
 * device, as client the device dials T. That the WebSocket is open is their precondition.
 */
final class InitConformanceTest {
  private static final int STILL_OPEN = 7;
  private static final int CLOSED_WITHIN = 25;

  private final Driven server = Driven.begun(Role.SERVER, true);
  private final Driven client = Driven.begun(Role.CLIENT, true);

  @Test
  void TC_SHIP_ROLE_001_serverWaitsForTheFirstMessageThenAnswersAndSaysHello() {
    assertFalse(server.waits(STILL_OPEN).isClosed());
    server.on(Sheet.CMI_VALID_INIT);
    assertEquals(ConnectionInit.VALID, server.sent().getFirst());
    assertEquals(ConnectionHello.class, server.sent().getLast().getClass());
    assertEquals(2, server.sent().size());
  }

  @Test
  void TC_SHIP_ROLE_002_clientSendsTheFirstMessageAndSaysHelloAfterTheAnswer() {
    assertEquals(List.of(ConnectionInit.VALID), client.sent());
    assertFalse(client.forget().waits(STILL_OPEN).isClosed());
    client.on(Sheet.CMI_VALID_INIT);
    assertEquals(ConnectionHello.class, client.sent().getFirst().getClass());
    assertEquals(1, client.sent().size());
  }

  @Test
  void TC_SHIP_CMI_001_serverAnswersAnInvalidMessageTypeWithItsInitThenCloses() {
    answersThenCloses(Sheet.CMI_INVALID_MESSAGE_TYPE);
  }

  @Test
  void TC_SHIP_CMI_002_clientClosesAtOnceOnAnInvalidMessageType() {
    closesWithoutAWord(Sheet.CMI_INVALID_MESSAGE_TYPE);
  }

  @Test
  void TC_SHIP_CMI_003_serverClosesWhenNoFirstMessageComes() {
    closesInTime(server);
  }

  @Test
  void TC_SHIP_CMI_004_clientClosesWhenNoAnswerComes() {
    assertEquals(List.of(ConnectionInit.VALID), client.sent());
    closesInTime(client);
  }

  @Test
  void TC_SHIP_CMI_005_serverAnswersAnInvalidCmiHeadWithItsInitThenCloses() {
    answersThenCloses(Sheet.CMI_INVALID_CMI_HEAD);
  }

  @Test
  void TC_SHIP_CMI_006_clientClosesAtOnceOnAnInvalidCmiHead() {
    closesWithoutAWord(Sheet.CMI_INVALID_CMI_HEAD);
  }

  private void answersThenCloses(Input wrong) {
    server.on(wrong);
    assertEquals(new Output.Send(ConnectionInit.VALID), server.outputs.getFirst());
    assertEquals(Output.Close.class, server.outputs.getLast().getClass());
    assertEquals(2, server.outputs.size());
  }

  private void closesWithoutAWord(Input wrong) {
    assertEquals(List.of(ConnectionInit.VALID), client.sent());
    client.forget().on(wrong);
    assertEquals(List.of(), client.sent());
    assertTrue(client.isClosed());
  }

  private static void closesInTime(Driven device) {
    assertFalse(device.waits(STILL_OPEN).isClosed());
    assertEquals(1, device.waits(CLOSED_WITHIN).closes().size());
  }
}
