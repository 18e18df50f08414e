package dev.shiphub.hub.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.core.Connection;
import dev.shiphub.hub.port.ConnectionWatch;
import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Ski;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is kept of the frames, and for how long. */
@Timeout(60)
final class TracesTest {
  private static final Ski PUMP = Frames.PUMP;
  private static final Ski BOX = Frames.BOX;
  private static final Ski STRANGER = Frames.STRANGER;

  private final Set<Ski> paired = new HashSet<>(Set.of(PUMP, BOX));
  private final Traces traces =
      new Traces(new TraceLimits(2, 4, 100, 60), paired::contains, InstantSource.fixed(Frames.NOW));

  private ConnectionWatch open(Ski ski) {
    Connection connection = Frames.connection(ski);
    return traces.opened(connection);
  }

  private static byte[] octets(int length) {
    byte[] octets = new byte[length];
    octets[0] = 2;
    return octets;
  }

  private static List<Long> numbers(TracePage page) {
    return page.frames().stream().map(TracedFrame::seq).toList();
  }

  @Test
  void framesOfADeviceComeInTheirOrderWithTheirDirection() {
    ConnectionWatch pump = open(PUMP);
    pump.received(octets(3));
    open(BOX).received(octets(4));
    pump.queued(octets(5));
    TracePage page = traces.latest(PUMP, 10);
    assertEquals(List.of(1L, 3L), numbers(page));
    assertEquals(
        List.of(false, true), page.frames().stream().map(TracedFrame::isOutgoing).toList());
    assertEquals(0, page.dropped());
    assertEquals(3, page.last());
  }

  // The one cost of a trace that nobody looks at.
  @Test
  void aFrameIsKeptWithoutBeingCopied() {
    byte[] message = octets(10);
    open(PUMP).received(message);
    assertSame(message, traces.latest(PUMP, 1).frames().getFirst().octets());
  }

  @Test
  void theOldestFrameGivesWayWhenThereAreTooMany() {
    ConnectionWatch pump = open(PUMP);
    for (int at = 0; at < 6; at++) {
      pump.received(octets(1));
    }
    TracePage page = traces.latest(PUMP, 10);
    assertEquals(List.of(3L, 4L, 5L, 6L), numbers(page));
    assertEquals(2, page.dropped());
  }

  @Test
  void theOldestFrameGivesWayWhenTheyAreTooLong() {
    ConnectionWatch pump = open(PUMP);
    pump.received(octets(50));
    pump.received(octets(50));
    assertEquals(List.of(1L, 2L), numbers(traces.latest(PUMP, 10)));
    pump.received(octets(1));
    assertEquals(List.of(2L, 3L), numbers(traces.latest(PUMP, 10)));
  }

  @Test
  void ofALongFrameTheBeginningIsKept() {
    open(PUMP).received(octets(61));
    TracedFrame frame = traces.latest(PUMP, 1).frames().getFirst();
    assertArrayEquals(octets(60), frame.octets());
    assertEquals(61, frame.length());
    assertTrue(frame.isCut());
  }

  @Test
  void strangersPushOutOnlyStrangers() {
    open(PUMP).received(octets(1));
    for (int at = 0; at < 10; at++) {
      open(new Ski(Integer.toString(at).repeat(40))).received(octets(1));
    }
    assertEquals(List.of(1L), numbers(traces.latest(PUMP, 10)));
    assertEquals(List.of(), numbers(traces.latest(new Ski("0".repeat(40)), 10)));
    assertEquals(List.of(11L), numbers(traces.latest(new Ski("9".repeat(40)), 10)));
  }

  // What went before the decision is the most interesting part of a pairing.
  @Test
  void aStrangerThatIsPairedKeepsItsFrames() {
    ConnectionWatch stranger = open(STRANGER);
    stranger.received(octets(1));
    paired.add(STRANGER);
    stranger.received(octets(2));
    assertEquals(List.of(1L, 2L), numbers(traces.latest(STRANGER, 10)));
  }

  @Test
  void theDeviceThatWasSilentForLongestGivesItsRingUp() {
    paired.add(STRANGER);
    open(PUMP).received(octets(1));
    open(BOX).received(octets(1));
    open(STRANGER).received(octets(1));
    assertEquals(List.of(), numbers(traces.latest(PUMP, 10)));
    assertEquals(List.of(2L), numbers(traces.latest(BOX, 10)));
    assertEquals(List.of(3L), numbers(traces.latest(STRANGER, 10)));
  }

  @Test
  void whoComesBackGetsWhatFollowsAndIsToldOfAGap() {
    ConnectionWatch pump = open(PUMP);
    for (int at = 0; at < 6; at++) {
      pump.received(octets(1));
    }
    TracePage next = traces.after(PUMP, 2, 3);
    assertEquals(List.of(3L, 4L, 5L), numbers(next));
    assertFalse(next.isGap());
    assertEquals(5, next.last());
    assertTrue(traces.after(PUMP, 1, 3).isGap());
    assertEquals(6, traces.after(PUMP, 6, 3).last());
  }

  @Test
  void aFollowerIsWokenByAFrameOfItsDevice() throws Exception {
    CompletableFuture<TracePage> follower = new CompletableFuture<>();
    Thread waiting =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    follower.complete(traces.await(PUMP, 1, 10, Duration.ofSeconds(50)));
                  } catch (InterruptedException stopped) {
                    follower.completeExceptionally(stopped);
                  }
                });
    Awaitility.await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
    open(BOX).received(octets(1));
    open(PUMP).received(octets(1));
    assertEquals(List.of(2L), numbers(follower.get(10, TimeUnit.SECONDS)));
  }

  @Test
  void whoeverWaitsIsLetGoAtTheEndAndHasHeardEverything() throws Exception {
    open(PUMP).received(octets(1));
    traces.close();
    TracePage last = traces.await(PUMP, 0, 10, Duration.ofSeconds(50));
    assertEquals(List.of(1L), numbers(last));
    assertTrue(last.isOver());
  }

  @Test
  void aPingItsAnswerAndThePingOfAPeerAreToldApart() {
    ConnectionWatch pump = open(PUMP);
    pump.pinged();
    pump.signOfLife();
    pump.signOfLife();
    assertEquals(
        List.of(TracedFrame.Form.PING, TracedFrame.Form.PONG, TracedFrame.Form.PING),
        traces.latest(PUMP, 10).frames().stream().map(TracedFrame::form).toList());
  }

  @Test
  void theEndOfAConnectionIsAFrameOfWhoeverEndedIt() {
    ConnectionWatch pump = open(PUMP);
    pump.closed(CloseReason.byPeer(4001, "bye"));
    pump.closed(CloseReason.byUs(1001, ""));
    List<TracedFrame> frames = traces.latest(PUMP, 10).frames();
    assertArrayEquals(new byte[] {0x0f, (byte) 0xa1, 'b', 'y', 'e'}, frames.get(0).octets());
    assertFalse(frames.get(0).isOutgoing());
    assertTrue(frames.get(1).isOutgoing());
  }
}
