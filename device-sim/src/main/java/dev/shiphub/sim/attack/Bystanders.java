package dev.shiphub.sim.attack;

import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.DeviceStage;
import dev.shiphub.sim.bench.Lab;
import dev.shiphub.sim.device.DevicePins;
import dev.shiphub.sim.device.DeviceSettings;
import dev.shiphub.sim.device.SimDevice;
import dev.shiphub.sim.profile.Catalogue;
import dev.shiphub.sim.raw.RawThreads;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Two paired devices that ask the daemon something once a second: one dials it, the other is found
 * by multicast DNS and dialled.
 */
public final class Bystanders implements AutoCloseable {
  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Grounds grounds;
  private final Duration bound;
  private final List<Bystander> all = new ArrayList<>();
  private final List<SimDevice> devices = new ArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);

  /**
   * @param bound how much longer than usual an answer may take
   */
  public Bystanders(Grounds grounds, Duration bound) {
    this.grounds = grounds;
    this.bound = bound;
  }

  /** Pairs and connects both, and lets them ask for some seconds in peace. */
  void begin(DeviceStage stage, Duration calm) throws InterruptedException, CaseEnded, IOException {
    start(stage, true);
    start(stage, false);
    for (Bystander bystander : all) {
      if (!bystander.connected().await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw CaseEnded.unmet(
            "bystander " + bystander.ski().brief() + " did not come into data exchange");
      }
    }
    RawThreads.start("metronome", this::beat);
    if (end.await(calm.toMillis(), TimeUnit.MILLISECONDS)) {
      throw CaseEnded.unmet("ended before it began");
    }
  }

  private void start(DeviceStage stage, boolean isDialling)
      throws InterruptedException, CaseEnded, IOException {
    Lab lab = grounds.lab();
    LocalIdentity identity =
        LocalIdentity.generate("bystander", lab.wall().instant(), lab.random());
    Bystander bystander = new Bystander(identity, lab.target().ski(), lab.clock());
    Optional<String> trouble = lab.control().trust(identity.ski());
    if (trouble.isPresent()) {
      throw CaseEnded.unmet("a bystander could not be paired: " + trouble.get());
    }
    Endpoint hub =
        new Endpoint(
            List.of(lab.target().address().getAddress().getHostAddress()),
            lab.target().address().getPort(),
            lab.target().path(),
            Optional.empty());
    DeviceSettings settings =
        DeviceSettings.of(Catalogue.ALL.get(all.size()), identity.ski())
            .trusting(Set.of(lab.target().ski()))
            .knowing(isDialling ? Map.of(lab.target().ski(), hub) : Map.of())
            .with(new DevicePins(Optional.empty(), grounds.pin()));
    all.add(bystander);
    devices.add(
        stage.start(
            isDialling ? settings : settings.onlyAccepting(),
            identity,
            !isDialling,
            bystander::on));
  }

  private void beat() {
    try {
      do {
        for (int i = 0; i < all.size(); i++) {
          all.get(i).askBy(devices.get(i));
        }
      } while (!end.await(BEAT.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** The one that dials the daemon. */
  Bystander dialling() {
    return all.getFirst();
  }

  /** The one that is found by multicast DNS, and dialled. */
  Bystander found() {
    return all.getLast();
  }

  /** Where the one listens that is found by multicast DNS. */
  int foundAt() {
    return devices.getLast().port();
  }

  /** What an answer takes at most: the usual, and the bound. */
  Duration late() {
    Duration usual =
        all.stream()
            .map(it -> it.exchanges().usual())
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    return usual.plus(bound);
  }

  /** What they noticed of that span. */
  Noticed between(Instant from, Instant to) {
    Duration late = late();
    Instant now = grounds.lab().clock().instant();
    return all.stream()
        .map(it -> it.exchanges().between(from, to, late, now))
        .reduce(Noticed::and)
        .orElseThrow();
  }

  /** Stops asking, and waits until what was asked is answered or too late. */
  void fallSilent() throws InterruptedException {
    end.countDown();
    Pause.of(late());
  }

  @Override
  public void close() {
    end.countDown();
    devices.forEach(SimDevice::close);
    for (Bystander bystander : all) {
      try {
        Optional<String> _ = grounds.lab().control().untrust(bystander.ski());
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
