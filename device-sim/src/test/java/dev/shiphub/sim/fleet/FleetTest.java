package dev.shiphub.sim.fleet;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.sim.NetworkDevice;
import dev.shiphub.sim.NetworkSettings;
import dev.shiphub.sim.device.DeviceSettings;
import dev.shiphub.sim.device.SimDevice;
import dev.shiphub.sim.device.SimEvent;
import dev.shiphub.sim.profile.Catalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A small fleet at one passive device, which stands for the hub. */
@Timeout(60)
final class FleetTest {
  private static final int COUNT = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir private Path directory;

  /** From which addresses each device came. */
  private final Map<Ski, Set<String>> addresses = new ConcurrentHashMap<>();

  private List<LocalIdentity> keys = List.of();
  private SimDevice hub;
  private Fleet fleet;

  @BeforeEach
  void startAll() throws Exception {
    keys = keys(COUNT);
    LocalIdentity own = LocalIdentity.generate("hub", SteadyClock.wall().instant(), RANDOM);
    Set<Ski> skis = keys.stream().map(LocalIdentity::ski).collect(Collectors.toSet());
    DeviceSettings settings =
        DeviceSettings.of(Catalogue.ALL.getLast(), own.ski()).trusting(skis).onlyAccepting();
    hub = NetworkDevice.start(settings, own, NetworkSettings.LOOPBACK, RANDOM, this::note);
    Endpoint place = new Endpoint(List.of("127.0.0.1"), hub.port(), "/ship/", Optional.empty());
    fleet =
        new Fleet(
            new FleetPlan(Catalogue.ALL, own.ski(), place, true, false, Optional.empty()),
            keys,
            Optional.empty(),
            new SteadyClock(),
            // No delays.
            () -> () -> 0L);
    while (!fleet.isStarted()) {
      fleet.startNext();
    }
    awaitRest();
  }

  @AfterEach
  void endAll() {
    fleet.close();
    hub.close();
  }

  private void note(SimEvent event) {
    if (event instanceof SimEvent.Connected opened) {
      String host = opened.address().replaceFirst(":\\d+$", "");
      addresses.computeIfAbsent(opened.ski(), _ -> ConcurrentHashMap.newKeySet()).add(host);
    }
  }

  private List<LocalIdentity> keys(int count) throws Exception {
    return new FleetKeys(Optional.of(directory), SteadyClock.wall(), RANDOM).first(count, _ -> {});
  }

  private void awaitRest() {
    await().atMost(PATIENCE).until(fleet::isAtRest);
  }

  @Test
  void everyDeviceComesFromAnAddressOfItsOwn() {
    Set<String> all = addresses.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    assertEquals(Set.of("127.1.0.1", "127.1.0.2", "127.1.0.3", "127.1.0.4"), all);
    assertEquals(COUNT, addresses.size());
  }

  @ParameterizedTest
  @EnumSource
  void aDeviceIsBackInDataExchangeAfterEachFlap(Flap flap) {
    long before = fleet.figures().dials();
    Ski flapped = keys.getFirst().ski();

    assertTrue(fleet.flap(flapped, flap));
    await().atMost(PATIENCE).until(() -> fleet.figures().dials() > before);
    awaitRest();

    assertEquals(1, fleet.figures().flaps());
    assertTrue(fleet.figures().isComplete());
    boolean hasMoved = addresses.getOrDefault(flapped, Set.of()).contains("127.1.0." + (COUNT + 1));
    assertEquals(flap == Flap.MOVE, hasMoved, () -> addresses.toString());
  }

  @Test
  void whoIsNotInDataExchangeIsNamed() {
    hub.untrust(keys.getLast().ski());
    await().atMost(PATIENCE).until(() -> fleet.missing().equals(List.of(keys.getLast().ski())));
    assertFalse(fleet.figures().isComplete());
    assertFalse(fleet.isAtRest());
  }

  @Test
  void nobodyFlapsWhomTheFleetDoesNotHave() {
    assertFalse(fleet.flap(hub.ski(), Flap.KILL));
  }

  @Test
  void theSameDirectoryHasTheSameKeysAndMoreAreMade() throws Exception {
    List<Ski> more = keys(COUNT + 2).stream().map(LocalIdentity::ski).toList();
    assertEquals(keys.stream().map(LocalIdentity::ski).toList(), more.subList(0, COUNT));
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(COUNT + 2, files.count());
    }
  }

  @Test
  void aFleetNeedsNoPlatformThreadForEachDevice() {
    long own =
        Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .filter(name -> name.startsWith("ship-deadlines"))
            .count();
    // One of the fleet and one of the hub.
    assertTrue(own <= 2, own + " timers");
  }
}
