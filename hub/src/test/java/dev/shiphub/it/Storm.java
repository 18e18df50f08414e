package dev.shiphub.it;

import static org.awaitility.Awaitility.await;

import dev.shiphub.hub.adapter.file.TrustFile;
import dev.shiphub.hub.core.HubSnapshot;
import dev.shiphub.hub.core.StaticPeer;
import dev.shiphub.hub.core.StoredState;
import dev.shiphub.it.Logbook.Deed;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.identity.LocalIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Hands that connect, cut, cross, pair and question devices all at once, by a seed, while the hub
 * among them starts and stops. The order of what they do is that of the threads.
 */
final class Storm implements AutoCloseable {
  /** As many of them have a bigger SKI than the hub as have a smaller one. */
  private static final int DEVICES = 16;

  private static final int HANDS = 8;
  private static final int LEAST_OF_A_LIFE = 100;
  private static final int MOST_OF_A_LIFE = 500;

  private static final Duration STALLED = Duration.ofSeconds(60);

  private final Path state;
  private final int calms;
  private final Duration calming;
  private final SplittableRandom random;
  private final Logbook log;
  private final LocalIdentity hub;
  private final List<StormDevice> devices = new ArrayList<>();
  private final ReadWriteLock weather = new ReentrantReadWriteLock(true);
  private final ExecutorService hands = Executors.newFixedThreadPool(HANDS);
  private volatile Optional<StormLife> life = Optional.empty();
  private volatile boolean isOver;

  /**
   * @param state where the hub writes
   * @param calms one life of the hub in so many is calmed before it ends, and the last one always
   * @param calming how long it may take until everything is at rest
   */
  Storm(long seed, Path state, int calms, Duration calming, Logbook log) throws IOException {
    this.state = state;
    this.calms = calms;
    this.calming = calming;
    this.log = log;
    random = new SplittableRandom(seed);
    List<LocalIdentity> identities =
        Stream.generate(BadCompany::fresh)
            .limit(DEVICES + 1)
            .sorted(Comparator.comparing(LocalIdentity::ski))
            .collect(Collectors.toCollection(ArrayList::new));
    hub = identities.remove(DEVICES / 2);
    for (LocalIdentity identity : identities) {
      devices.add(new StormDevice(identity, hub.ski(), log, random.split()));
    }
  }

  /** Rages, for a life at least, until it is enough or something is wrong. */
  void rage(BooleanSupplier isEnough) throws Exception {
    try (Watchdog _ = new Watchdog(log)) {
      for (int hand = 0; hand < HANDS; hand++) {
        SplittableRandom own = random.split();
        hands.execute(() -> act(own));
      }
      boolean isLast = false;
      while (!isLast && log.isClean()) {
        isLast = isEnough.getAsBoolean();
        live(isLast || random.nextInt(calms) == 0);
      }
    }
  }

  // ---- the hands

  private void act(SplittableRandom own) {
    try {
      while (!isOver) {
        weather.readLock().lock();
        try {
          if (life.isPresent()) {
            act(devices.get(own.nextInt(DEVICES)), life.get(), own);
          }
        } finally {
          weather.readLock().unlock();
        }
      }
    } catch (Exception | Error bug) {
      log.wrong("a hand: " + bug);
    }
  }

  private void act(StormDevice device, StormLife now, SplittableRandom own) throws Exception {
    if (device.isStranger()) {
      switch (own.nextInt(6)) {
        case 0 -> device.decide(now, true);
        case 1, 2 -> device.deny(now);
        default -> device.dial();
      }
      return;
    }
    switch (own.nextInt(16)) {
      case 0 -> cut(device, Deed.RESET, device.cord().reset());
      case 1 -> cut(device, Deed.SILENCE, device.cord().silence());
      case 2 -> device.breaks();
      case 3 -> device.restart();
      case 4 -> device.hangUp(now);
      case 5 -> device.cross(now);
      case 6 -> device.decide(now, false);
      case 7, 8, 9 -> device.question(now, own.nextInt(1, 20));
      default -> device.dial();
    }
  }

  /** What was cut tries again, as it would. */
  private void cut(StormDevice device, Deed how, boolean wasCut) throws InterruptedException {
    if (wasCut) {
      log.did(how);
      device.dial();
    }
  }

  // ---- the lives of the hub

  private void live(boolean isCalmed) throws Exception {
    StoredState stored = stored();
    checkTrust(stored);
    List<StaticPeer> places = devices.stream().map(StormDevice::place).toList();
    StormLife now = new StormLife(hub, state, stored, places, log);
    devices.forEach(device -> device.cord().hubListensAt(now.port()));
    life = Optional.of(now);
    int length = random.nextInt(LEAST_OF_A_LIFE, MOST_OF_A_LIFE);
    if (!log.awaitWeather(length, STALLED)) {
      Watchdog.report(log, "the storm has stalled");
    }
    if (isCalmed && log.isClean()) {
      calm(now);
    }
    now.stop();
    devices.forEach(device -> device.cord().unplugHub());
    checkCords();
  }

  /** The hub has stopped, so whatever it had to do with the devices is closed. */
  private void checkCords() throws Exception {
    try {
      await()
          .atMost(STALLED)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> devices.stream().noneMatch(it -> it.cord().isHeldByHub()));
    } catch (ConditionTimeoutException never) {
      Watchdog.report(log, "promise 5: the hub has stopped, and connections are left: " + devices);
    }
  }

  private StoredState stored() {
    return switch (new TrustFile(state.resolve("trust.json")).load()) {
      case TrustFile.Outcome.Loaded(StoredState loaded) -> loaded;
      case TrustFile.Outcome.Missing() ->
          LoopbackHub.trusting(devices.stream().map(StormDevice::ski).toList());
      case TrustFile.Outcome.Salvaged salvaged ->
          throw new IllegalStateException(salvaged.toString());
      case TrustFile.Outcome.Broken broken -> throw new IllegalStateException(broken.toString());
    };
  }

  /** What was acknowledged is on disk; what was refused because the hub stopped is not. */
  private void checkTrust(StoredState stored) {
    Set<Ski> trusted =
        stored.trusted().stream().map(record -> record.ski()).collect(Collectors.toSet());
    for (StormDevice device : devices) {
      if (device.isPaired() != trusted.contains(device.ski())) {
        log.wrong("promise 10: " + device + " is not remembered as it was decided");
      }
    }
  }

  // ---- the calm after it

  /** Nobody does anything any more, and all that should be connected comes to rest. */
  private void calm(StormLife now) throws Exception {
    weather.writeLock().lock();
    try {
      devices.forEach(device -> device.cord().dropHeld());
      devices.stream().filter(StormDevice::isPaired).forEach(StormDevice::encourage);
      Map<StormDevice, Long> questions = new HashMap<>();
      await()
          .atMost(calming)
          .pollInterval(Duration.ofMillis(50))
          .until(
              () -> {
                devices.stream().filter(StormDevice::isPaired).forEach(StormDevice::wake);
                return restless(now).isEmpty();
              });
      for (StormDevice device : devices) {
        if (device.isPaired()) {
          questions.put(device, device.questionOnce(now));
        }
      }
      await()
          .atMost(calming)
          .pollInterval(Duration.ofMillis(10))
          .until(() -> questions.entrySet().stream().allMatch(it -> isAnswered(now, it)));
      log.did(Deed.CALM);
    } catch (ConditionTimeoutException never) {
      Watchdog.report(log, "promise 7: not at rest: " + restless(now));
    } finally {
      weather.writeLock().unlock();
    }
  }

  private static boolean isAnswered(StormLife now, Map.Entry<StormDevice, Long> question) {
    return now.ears().answered(question.getKey().ski()).equals(Optional.of(question.getValue()));
  }

  /** Each device that is not as it should be, with what the hub sees of it. */
  private List<String> restless(StormLife now) throws Exception {
    HubSnapshot seen = now.look();
    List<String> restless = new ArrayList<>();
    for (StormDevice device : devices) {
      Optional<HubSnapshot.Device> view =
          seen.devices().stream().filter(it -> it.ski().equals(device.ski())).findFirst();
      boolean isHeard = now.ears().isConnected(device.ski());
      boolean isGood =
          device.isPaired()
              ? isHeard && device.isInOneConnection() && view.filter(Storm::isAtRest).isPresent()
              : !isHeard && view.flatMap(HubSnapshot.Device::session).isEmpty();
      if (!isGood) {
        restless.add(device + "; paired: " + device.isPaired() + "; the hub sees " + view);
      }
    }
    return restless;
  }

  private static boolean isAtRest(HubSnapshot.Device view) {
    return view.connections().size() == 1
        && view.connections().getFirst().place() == HubSnapshot.Place.OWNER
        && view.session().equals(Optional.of(view.connections().getFirst().connection()));
  }

  @Override
  public void close() throws IOException {
    isOver = true;
    hands.shutdown();
    try {
      if (!hands.awaitTermination(STALLED.toSeconds(), TimeUnit.SECONDS)) {
        Watchdog.report(log, "a hand hangs");
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    for (StormDevice device : devices) {
      device.close();
    }
  }
}
