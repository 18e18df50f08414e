package dev.shiphub.hub.adapter.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.hub.core.Connection;
import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.hub.core.HubEffect;
import dev.shiphub.hub.core.HubEvent;
import dev.shiphub.hub.core.Notice;
import dev.shiphub.hub.core.NoticeType;
import dev.shiphub.hub.port.ConnectionWatch;
import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import dev.shiphub.ship.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is counted of which happening. */
final class HubFiguresTest {
  private static final Ski PUMP = new Ski("a1b2c3d4e5000000000000000000000000000001");
  private static final Ski STRANGER = new Ski("c1b2c3d4e5000000000000000000000000000003");
  private static final CloseReason DOUBLE =
      CloseReason.byUs(CloseReason.SHIP_CLOSE, "double connection");

  private final Set<Ski> paired = new HashSet<>(Set.of(PUMP));
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private final HubFigures figures = new HubFigures(2, paired::contains, () -> now);
  private long connections;

  private Connection connection(Ski ski, Role role) {
    connections++;
    return new Connection(new ConnectionId(connections), ski, role, "192.0.2.7:4711");
  }

  private static Map<String, Long> counts(Tally tally) {
    Map<String, Long> counts = new TreeMap<>();
    tally.each((words, count) -> counts.put(String.join("/", words), count));
    return counts;
  }

  private void tells(NoticeType type, Ski ski) {
    figures.decided(
        new HubEffect.Notify(new Notice(type, Optional.of(ski), Optional.empty(), "because")));
  }

  private void passes(int seconds) {
    now = now.plusSeconds(seconds);
  }

  private void closed(Connection connection, Stage reached, CloseReason reason, boolean removal) {
    figures.happened(
        new HubEvent.Closed(connection, reached, reason, Trouble.CLOSED, "why", removal));
  }

  @Test
  void messagesAreCountedWhenTheyAreReadAndWhenTheyAreWritten() {
    ConnectionWatch pump = figures.opened(connection(PUMP, Role.CLIENT));
    pump.received(new byte[5]);
    pump.queued(new byte[7]);
    pump.queued(new byte[9]);
    DeviceFigures device = figures.device(PUMP);
    assertEquals(Map.of("in", 1L), counts(device.messages));
    assertEquals(Map.of(PUMP, 2L), figures.queued());
    pump.settled(7, true);
    pump.settled(9, false);
    assertEquals(Map.of("in", 1L, "out", 1L), counts(device.messages));
    assertEquals(Map.of("in", 5L, "out", 7L), counts(device.octets));
    assertEquals(1, device.unwritten.sum());
    assertEquals(Map.of(PUMP, 0L), figures.queued());
  }

  // A queue that was begun as a stranger's would else be less than empty ever after.
  @Test
  void aDeviceThatIsPairedWhileAMessageWaitsLeavesNoQueueBehind() {
    ConnectionWatch watch = figures.opened(connection(STRANGER, Role.SERVER));
    watch.queued(new byte[7]);
    paired.add(STRANGER);
    watch.settled(7, true);
    assertEquals(Map.of(STRANGER, 0L), figures.queued());
  }

  @Test
  void theAnswerToAPingIsTimedAndAPingOfTheDeviceIsNot() {
    ConnectionWatch pump = figures.opened(connection(PUMP, Role.CLIENT));
    pump.signOfLife();
    assertEquals(Optional.empty(), figures.device(PUMP).roundTrip());
    pump.pinged();
    passes(2);
    pump.signOfLife();
    assertEquals(Optional.of(Duration.ofSeconds(2)), figures.device(PUMP).roundTrip());
    assertEquals(Optional.of(now), figures.device(PUMP).heardAt());
  }

  @Test
  void connectionsAndDialsAreCountedByWhatCameOfThem() {
    figures.opened(connection(PUMP, Role.CLIENT));
    figures.opened(connection(PUMP, Role.SERVER));
    figures.happened(new HubEvent.DialYielded(PUMP));
    assertEquals(Map.of("out", 1L, "in", 1L), counts(figures.device(PUMP).connections));
    assertEquals(Map.of("opened", 1L, "gave way", 1L), counts(figures.device(PUMP).dials));
  }

  @ParameterizedTest
  @CsvSource({"1, newer kept", "2, older kept"})
  void aDoubleConnectionIsCountedByWhichOfTheTwoIsKept(int loser, String outcome) {
    Connection older = connection(PUMP, Role.CLIENT);
    Connection newer = connection(PUMP, Role.SERVER);
    figures.opened(older);
    figures.opened(newer);
    figures.decided(new HubEffect.Close(loser == 1 ? older : newer, DOUBLE, false));
    assertEquals(Map.of(outcome, 1L), counts(figures.device(PUMP).doubles));
  }

  @Test
  void aDoubleConnectionThatTheDeviceResolvesIsCountedAsItsOwn() {
    Connection connection = connection(PUMP, Role.CLIENT);
    figures.opened(connection);
    closed(connection, Stage.HELLO, CloseReason.byPeer(4001, "double connection"), false);
    assertEquals(Map.of("closed by the device", 1L), counts(figures.device(PUMP).doubles));
  }

  @ParameterizedTest
  @CsvSource({
    "DATA, NETWORK, 1006, reset, false, data/network/lost",
    "DATA, PEER, 4001, '', false, data/device/closed",
    "DATA, PEER, 1000, '', true, data/device/removed",
    "HELLO, PEER, 4452, '', false, handshake/device/not trusted",
    "HELLO, US, 1008, 'too much', false, handshake/hub/policy",
    "DATA, PEER, 3999, 'whatever a peer says', false, data/device/other code"
  })
  void theEndOfAConnectionIsCountedByFewWords(
      Stage reached,
      CloseReason.Origin origin,
      int code,
      String phrase,
      boolean removal,
      String counted) {
    closed(connection(PUMP, Role.CLIENT), reached, new CloseReason(origin, code, phrase), removal);
    assertEquals(Map.of(counted, 1L), counts(figures.device(PUMP).ends));
  }

  @Test
  void timeInDataExchangeAndOutOfItAddUp() {
    passes(5);
    tells(NoticeType.DEVICE_CONNECTED, PUMP);
    passes(60);
    tells(NoticeType.DEVICE_DISCONNECTED, PUMP);
    passes(7);
    assertEquals(
        new DeviceFigures.Link(
            Duration.ofSeconds(60), Duration.ofSeconds(12), Duration.ofSeconds(7)),
        figures.device(PUMP).link(now));
  }

  @Test
  void theTimeOfADeviceBeginsWhenItIsPaired() {
    passes(100);
    paired.add(STRANGER);
    tells(NoticeType.TRUST_GRANTED, STRANGER);
    passes(3);
    assertEquals(Duration.ofSeconds(3), figures.device(STRANGER).link(now).disconnected());
  }

  @Test
  void aStageIsTimedWhenItIsPassed() {
    figures.opened(connection(PUMP, Role.CLIENT)).passed(Stage.HELLO, Duration.ofMillis(300));
    Spread.Counted counted = figures.stage(Stage.HELLO).counted();
    assertEquals(0.3, counted.sum(), 1e-9);
    assertEquals(1, counted.counts().get(Spread.BOUNDS.indexOf(0.5)));
  }

  @Test
  void whatTakesLongerThanEveryBoundIsCountedToo() {
    figures.stage(Stage.HELLO).add(Duration.ofHours(9));
    assertEquals(1, figures.stage(Stage.HELLO).counted().counts().getLast());
  }

  /** Whoever knocks must not fill the memory. */
  @Nested
  final class Bounded {
    @Test
    void strangersAreCountedTogether() {
      for (int at = 0; at < 100; at++) {
        figures.opened(connection(new Ski("%040x".formatted(at)), Role.SERVER));
      }
      assertEquals(Map.of("in", 100L), counts(figures.strangers().connections));
      assertEquals(Set.of(), figures.paired().keySet());
    }

    @Test
    void whoIsNotPairedAnyMoreGivesItsPlaceUp() {
      for (int at = 0; at < 10; at++) {
        Ski ski = new Ski("%040x".formatted(at));
        paired.add(ski);
        figures.opened(connection(ski, Role.SERVER));
        assertEquals(Map.of("in", 1L), counts(figures.device(ski).connections));
        paired.remove(ski);
      }
      assertEquals(Set.of(), figures.paired().keySet());
    }
  }
}
