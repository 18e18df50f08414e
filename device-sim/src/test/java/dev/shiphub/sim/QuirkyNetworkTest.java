package dev.shiphub.sim;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.sim.device.DeviceSettings;
import dev.shiphub.sim.device.DeviceTimes;
import dev.shiphub.sim.device.SimDevice;
import dev.shiphub.sim.device.SimEvent;
import dev.shiphub.sim.profile.Catalogue;
import dev.shiphub.sim.quirk.QuirkSet;
import dev.shiphub.sim.quirk.Quirks;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Odd devices and good ones, over real TCP, TLS and WebSocket. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class QuirkyNetworkTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final RandomGenerator EAGER = () -> 0;

  private final List<SimDevice> running = new CopyOnWriteArrayList<>();
  private final List<SimEvent> heardByGood = new CopyOnWriteArrayList<>();
  private final List<SimEvent> heardByOdd = new CopyOnWriteArrayList<>();

  /** The good one notices silence after so long. */
  private Duration ping = Duration.ofSeconds(50);

  private static Quirks quirks(String... typed) {
    return assertInstanceOf(Quirks.Parsed.Ok.class, Quirks.parse(List.of(typed))).quirks();
  }

  @AfterEach
  void stopAll() {
    running.forEach(SimDevice::close);
  }

  private static LocalIdentity identity() {
    return LocalIdentity.generate("test", SteadyClock.wall().instant(), RANDOM);
  }

  private SimDevice start(DeviceSettings settings, LocalIdentity identity, List<SimEvent> events)
      throws IOException {
    SimDevice device =
        NetworkDevice.start(settings, identity, NetworkSettings.LOOPBACK, EAGER, events::add);
    running.add(device);
    return device;
  }

  private static DeviceSettings settings(LocalIdentity own, LocalIdentity peer) {
    return DeviceSettings.of(Catalogue.named("meter").orElseThrow(), own.ski())
        .trusting(Set.of(peer.ski()));
  }

  private static Map<Ski, Endpoint> place(Ski ski, int port) {
    return Map.of(ski, new Endpoint(List.of("127.0.0.1"), port, "/ship/", Optional.empty()));
  }

  /** Starts both; one of them dials the other. */
  private void meet(boolean isOddDialling, Quirks quirks) throws IOException {
    LocalIdentity odd = identity();
    LocalIdentity good = identity();
    DeviceTimes usual = DeviceTimes.DEFAULT;
    DeviceSettings goodOne =
        settings(good, odd)
            .with(
                new DeviceTimes(
                    usual.handshake(),
                    ping,
                    Duration.ofSeconds(1),
                    usual.farewell(),
                    usual.stop()));
    DeviceSettings oddOne = settings(odd, good).with(quirks);
    if (isOddDialling) {
      int port = start(goodOne.onlyAccepting(), good, heardByGood).port();
      start(oddOne.knowing(place(good.ski(), port)), odd, heardByOdd);
    } else {
      int port = start(oddOne.onlyAccepting(), odd, heardByOdd).port();
      start(goodOne.knowing(place(odd.ski(), port)), good, heardByGood);
    }
  }

  private boolean hasReply(List<SimEvent> events) {
    return events.stream()
        .anyMatch(
            event ->
                event instanceof SimEvent.Message message
                    && message.isInbound()
                    && message.datagram().header().classifier().word().equals("reply"));
  }

  private <T extends SimEvent> Optional<T> first(Class<T> kind) {
    return heardByGood.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  private void awaitConversation() {
    await().atMost(SOON).until(() -> hasReply(heardByGood) && hasReply(heardByOdd));
    assertEquals(Optional.empty(), first(SimEvent.Disconnected.class));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no-pong",
        "fragments=7",
        "cbc-only",
        "tls-1.3",
        "non-der-certificate",
        "bare-certificate",
        "expired-certificate",
        "future-certificate",
        "half-open=1h",
        "trailing-nul=2",
        "white-space",
        "plain-json",
        "shuffled-order",
        "explicit-defaults",
        "big-messages=60000",
        "no-access-methods",
        "ready-without-waiting"
      })
  void anOddOneThatAGoodOneBearsIsInDataExchangeWhoeverDials(String quirk) throws IOException {
    meet(true, quirks(quirk));
    awaitConversation();
    stopAll();
    heardByGood.clear();
    heardByOdd.clear();
    meet(false, quirks(quirk));
    awaitConversation();
  }

  static List<String> bearable() {
    return QuirkSet.names().stream().filter(it -> !it.equals("evcc-old-certificate")).toList();
  }

  @ParameterizedTest
  @MethodSource("bearable")
  void everyMakeCanBeSpokenTo(String set) throws IOException {
    meet(false, QuirkSet.named(set).orElseThrow().quirks());
    awaitConversation();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aWrongSkiIsRefusedDuringTls(boolean isOddDialling) throws IOException {
    meet(isOddDialling, quirks("wrong-ski-certificate"));
    if (isOddDialling) {
      await().atMost(SOON).until(() -> has(heardByOdd, SimEvent.DialFailed.class));
    } else {
      await().atMost(SOON).until(() -> first(SimEvent.DialFailed.class).isPresent());
      String words = first(SimEvent.DialFailed.class).orElseThrow().words();
      assertTrue(words.contains("the certificate of the peer was refused"), words);
    }
    assertEquals(Optional.empty(), first(SimEvent.Connected.class));
  }

  private static boolean has(List<SimEvent> events, Class<? extends SimEvent> kind) {
    return events.stream().anyMatch(kind::isInstance);
  }

  @Test
  void textFramesAreRefusedWith1003() throws IOException {
    meet(true, quirks("text-frames"));
    await().atMost(SOON).until(() -> first(SimEvent.Disconnected.class).isPresent());
    assertEquals(1003, first(SimEvent.Disconnected.class).orElseThrow().reason().code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-pong", "half-open=1ms"})
  void whoDoesNotAnswerAPingIsCut(String quirk) throws IOException {
    ping = Duration.ofSeconds(1);
    meet(true, quirks(quirk));
    await().atMost(SOON).until(() -> first(SimEvent.Disconnected.class).isPresent());
    SimEvent.Disconnected end = first(SimEvent.Disconnected.class).orElseThrow();
    assertEquals(CloseReason.Origin.US, end.reason().origin());
    assertTrue(end.reason().toString().contains("no answer to a ping"), end.toString());
  }

  @Test
  void anOddOneThatIsClosedSaysGoodbye() throws IOException {
    meet(true, quirks("fragments"));
    awaitConversation();
    running.getLast().close();
    await().atMost(SOON).until(() -> first(SimEvent.Disconnected.class).isPresent());
    assertEquals(
        CloseReason.byPeer(4001, "close"),
        first(SimEvent.Disconnected.class).orElseThrow().reason());
  }
}
