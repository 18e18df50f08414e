package dev.shiphub.ship.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.port.Transport;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Our dialer at our listener.
 *
 * <p>Proof of promise 8.
 */
@Timeout(30)
class OwnEndsTest {
  private final Node server = new Node();
  private final Node client = new Node();
  private final Recorder atServer = new Recorder();
  private final Recorder atClient = new Recorder();
  private final Outcomes outcomes = new Outcomes();
  private final Transport here = client.open(server.ski(), listen());
  private final Transport there = server.awaitAccepted();

  private int listen() {
    try {
      return server.listen();
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  @BeforeEach
  void begin() {
    there.begin(atServer);
    here.begin(atClient);
  }

  @AfterEach
  void close() {
    server.close();
    client.close();
  }

  @Test
  void knowWhoIsThere() {
    assertEquals(server.ski(), here.peer());
    assertEquals(client.ski(), there.peer());
    assertEquals(Role.CLIENT, here.role());
    assertEquals(Role.SERVER, there.role());
    assertTrue(here.remoteAddress().startsWith("127.0.0.1:"), here.remoteAddress());
    assertEquals(List.of(client.ski()), server.authenticated);
  }

  @Test
  void carryMessagesBothWaysInOrder() {
    for (int i = 0; i < 100; i++) {
      here.send(Recorder.bytes("to server " + i), outcomes.of(i));
      there.send(Recorder.bytes("to client " + i), _ -> {});
    }
    atServer.awaitMessages(100);
    atClient.awaitMessages(100);

    List<Integer> numbers = IntStream.range(0, 100).boxed().toList();
    assertEquals(numbers.stream().map(i -> "to server " + i).toList(), atServer.texts());
    assertEquals(numbers.stream().map(i -> "to client " + i).toList(), atClient.texts());
    outcomes.awaitAll(100);
    assertEquals(numbers, outcomes.numbers());
    assertEquals(100, outcomes.written());
  }

  @Test
  void carryAMessageOfTheLargestSize() {
    byte[] large = new byte[1024 * 1024];
    new SplittableRandom(1).nextBytes(large);
    there.expectData();
    here.send(large, outcomes.of(1));
    atServer.awaitMessages(1);

    assertArrayEquals(large, atServer.messages.getFirst());
  }

  @Test
  void giveSignsOfLifeWhenPinged() {
    here.ping();
    there.ping();

    // Each end hears a ping and a pong.
    Eventually.isTrue(() -> atClient.signsOfLife.get() == 2 && atServer.signsOfLife.get() == 2);
  }

  @Test
  void tellTheirOwnersOnOneNamedThread() {
    here.send(new byte[1], _ -> {});
    there.send(new byte[1], _ -> {});
    here.ping();
    atServer.awaitMessages(1);
    atClient.awaitMessages(1);
    here.close(4001, "close");
    atServer.awaitClose();
    atClient.awaitClose();

    assertEquals(1, atServer.threads.stream().distinct().count());
    assertTrue(atServer.threads.getFirst().matches("read-\\d+"), atServer.threads::toString);
    assertEquals(1, atClient.threads.stream().distinct().count());
  }

  @Test
  void closeInGoodOrder() {
    here.close(4001, "close");

    assertEquals(CloseReason.byUs(4001, "close"), atClient.awaitClose());
    assertEquals(CloseReason.byPeer(4001, "close"), atServer.awaitClose());
    assertFalse(here.isOpen() || there.isOpen());
  }

  @RepeatedTest(20)
  void closeFromBothEndsAtOnce() throws InterruptedException {
    Thread other = Thread.ofVirtual().start(() -> there.close(4001, "by server"));
    here.close(4001, "by client");
    other.join();

    for (Recorder end : List.of(atClient, atServer)) {
      CloseReason reason = end.awaitClose();
      assertEquals(4001, reason.code(), reason::toString);
      assertEquals(1, end.closes.size());
      assertEquals(0, end.callsAfterClose.get());
    }
  }

  @Test
  void noticeACut() {
    here.cut("enough");

    assertEquals(CloseReason.byUs(1006, "enough"), atClient.awaitClose());
    assertEquals(CloseReason.Origin.NETWORK, atServer.awaitClose().origin());
  }

  // Every message is settled once and in order, wherever the end cuts in.
  @RepeatedTest(10)
  void settleEveryMessageWhenTheyEndInTheMiddle() throws InterruptedException {
    Thread sender =
        Thread.ofVirtual()
            .start(
                () -> {
                  for (int i = 0; i < 200; i++) {
                    here.send(new byte[500], outcomes.of(i));
                  }
                });
    there.cut("in the middle");
    sender.join();
    atClient.awaitClose();

    outcomes.awaitAll(200);
    assertEquals(IntStream.range(0, 200).boxed().toList(), outcomes.numbers());
    int written = (int) outcomes.written();
    assertTrue(outcomes.told.stream().limit(written).allMatch(Outcomes.Told::isWritten));
  }
}
