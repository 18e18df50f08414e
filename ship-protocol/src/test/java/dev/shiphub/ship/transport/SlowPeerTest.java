package dev.shiphub.ship.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.ship.port.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A peer that never reads what we send.
 *
 * <p>Proof of promises 8, 9.
 */
@Timeout(30)
class SlowPeerTest {
  private static final LocalIdentity PEER = Node.newIdentity();

  private final Node node = new Node();
  private final Recorder owner = new Recorder();
  private final Outcomes outcomes = new Outcomes();
  private final RawPeer peer = connect();
  private final Transport transport = node.awaitAccepted();

  private RawPeer connect() {
    try {
      RawPeer connected = RawPeer.dial(node.listen(), RawTls.showing(PEER));
      assertTrue(connected.upgrade().startsWith("HTTP/1.1 101"));
      return connected;
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  @BeforeEach
  void begin() {
    transport.begin(owner);
  }

  @AfterEach
  void close() throws IOException {
    peer.close();
    node.close();
  }

  /** Fills the buffers of both kernels, so that the writer is stuck; returns how many were sent. */
  private int sendUntilStuck() {
    int sent = 0;
    while (outcomes.told.size() == sent) {
      transport.send(new byte[60_000], outcomes.of(sent));
      sent++;
      awaitSettled(sent);
    }
    return sent;
  }

  /** Waits until all are settled, but not for ever: then one of them is stuck. */
  private void awaitSettled(int goal) {
    try {
      Eventually.isTrueWithin(Duration.ofMillis(300), () -> outcomes.told.size() >= goal);
    } catch (ConditionTimeoutException stuck) {
      assertEquals(goal - 1, outcomes.told.size());
    }
  }

  @Test
  void isCutOffWhenTooMuchWaits() {
    int stuck = sendUntilStuck();
    for (int i = stuck; i < stuck + 30; i++) {
      transport.send(new byte[60_000], outcomes.of(i));
    }

    int sent = stuck + 30;
    CloseReason reason = owner.awaitClose();
    assertEquals(CloseReason.Origin.US, reason.origin());
    assertTrue(reason.phrase().contains("does not read"), reason::phrase);
    outcomes.awaitAll(sent);
    assertEquals(IntStream.range(0, sent).boxed().toList(), outcomes.numbers());
    assertEquals(stuck - 1, outcomes.written());
  }

  @Test
  void isCutWhileAWriteIsStuck() {
    int sent = sendUntilStuck();
    transport.cut("no pong");

    assertEquals(CloseReason.byUs(1006, "no pong"), owner.awaitClose());
    outcomes.awaitAll(sent);
    assertEquals(IntStream.range(0, sent).boxed().toList(), outcomes.numbers());
  }

  @Test
  void cannotHoldUpAClose() {
    sendUntilStuck();
    long start = System.nanoTime();
    transport.close(1001, "stopping");

    assertEquals(CloseReason.byUs(1001, "stopping"), owner.awaitClose());
    long millis = (System.nanoTime() - start) / 1_000_000;
    assertTrue(millis < 7_000, millis + " ms");
  }

  @Test
  void isStillHeard() throws IOException {
    sendUntilStuck();
    peer.write(RawFrame.masked(RawFrame.FINAL | RawFrame.BINARY, Recorder.bytes("busy")));
    owner.awaitMessages(1);

    assertEquals(List.of("busy"), owner.texts());
  }
}
