package dev.shiphub.sim.fleet;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.ship.transport.Deadlines;
import dev.shiphub.sim.bench.AdminControl;
import dev.shiphub.sim.raw.RawThreads;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many devices in one process: a key, a SKI and an address for each, one timer and no platform
 * thread of their own for all.
 *
 * <p>Owned by one thread, which starts them and lets them flap; the flaps themselves run on virtual
 * threads.
 */
public final class Fleet implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

  /** A device that is busy is passed over; after so many tries the flap is given up. */
  private static final int TRIES = 16;

  private final FleetPlan plan;
  private final Optional<AdminControl> admin;
  private final Optional<FleetVoice> voice;
  private final RandomGenerator random;
  private final Deadlines deadlines = new Deadlines();
  private final FleetTally tally = new FleetTally();
  private final List<FleetMember> members = new ArrayList<>();
  private int started;

  /** The next one to be announced again. */
  private int spoken;

  /**
   * Not started yet.
   *
   * @param keys one for each device
   * @param admin that of the hub, if the devices are to be paired there
   * @param clock a steady clock
   * @param randoms one that chooses who flaps, then one for the delays of each device
   * @throws IOException if multicast DNS is wanted and not possible
   */
  public Fleet(
      FleetPlan plan,
      List<LocalIdentity> keys,
      Optional<AdminControl> admin,
      InstantSource clock,
      Supplier<? extends RandomGenerator> randoms)
      throws IOException {
    this.plan = plan;
    this.admin = admin;
    random = randoms.get();
    voice =
        plan.voice().isPresent()
            ? Optional.of(FleetVoice.on(plan.voice().get()))
            : Optional.empty();
    FleetAddresses addresses = new FleetAddresses(keys.size());
    var shared = new FleetMember.Shared(plan, addresses, deadlines, clock, tally);
    for (LocalIdentity key : keys) {
      members.add(new FleetMember(members.size(), key, randoms.get(), shared));
    }
  }

  /** Whether every device was started. */
  public boolean isStarted() {
    return started == members.size();
  }

  /**
   * Pairs the next device at the hub, starts it, and tells where it is.
   *
   * @throws IOException if it cannot listen, or the hub does not take it; why, in words
   */
  public void startNext() throws IOException {
    FleetMember next = members.get(started);
    if (admin.isPresent()) {
      heed(admin.get().trust(next.ski()));
    }
    next.start();
    started++;
    tellPlace(next);
  }

  private void tellPlace(FleetMember member) throws IOException {
    if (admin.isPresent() && plan.isToldOf()) {
      InetSocketAddress place = member.place();
      heed(admin.get().peer(member.ski(), place.getAddress().getHostAddress(), place.getPort()));
    }
    if (voice.isPresent()) {
      voice.get().announce(member);
    }
  }

  private static void heed(Optional<String> refusal) throws IOException {
    if (refusal.isPresent()) {
      throw new IOException(refusal.get());
    }
  }

  /**
   * Repeats what multicast DNS is to say.
   *
   * @param share of all devices, 0 to 1, whose turn it is
   * @return false if that is not yet one device
   */
  public boolean speak(double share) throws IOException {
    long turns = Math.min(started, (long) (share * started));
    for (long turn = 0; turn < turns && voice.isPresent(); turn++) {
      spoken = (spoken + 1) % started;
      voice.get().announce(members.get(spoken));
    }
    return turns > 0;
  }

  /** Lets that happen to any device that is not busy, or anything if it is not said what. */
  public void flapAny(Optional<Flap> wanted) {
    Flap flap = wanted.orElseGet(() -> Flap.ALL.get(random.nextInt(Flap.ALL.size())));
    for (int tries = 0; started > 0 && tries < TRIES; tries++) {
      FleetMember member = members.get(random.nextInt(started));
      if (!member.isFlapping()) {
        begin(member, flap);
        return;
      }
    }
  }

  /** Lets that happen to this device; returns whether there is one. */
  public boolean flap(Ski ski, Flap flap) {
    Optional<FleetMember> member =
        members.stream().filter(one -> one.isStarted() && one.ski().equals(ski)).findFirst();
    member.ifPresent(one -> begin(one, flap));
    return member.isPresent();
  }

  private void begin(FleetMember member, Flap flap) {
    RawThreads.start("flap", () -> flap(member, flap));
  }

  private void flap(FleetMember member, Flap flap) {
    try {
      boolean hasHappened = member.flap(flap);
      if (hasHappened && flap == Flap.MOVE) {
        tellPlace(member);
      }
    } catch (IOException failed) {
      LOG.error("{}  does not come back: {}", member.ski().brief(), failed.getMessage());
    }
  }

  /** Whether every device that was started exchanges data and nothing is being done to any. */
  public boolean isAtRest() {
    return members.subList(0, started).stream()
        .allMatch(member -> member.isInData() && !member.isFlapping());
  }

  /** Who does not exchange data. */
  public List<Ski> missing() {
    return members.stream().filter(member -> !member.isInData()).map(FleetMember::ski).toList();
  }

  /** How it is. */
  public FleetFigures figures() {
    Runtime jvm = Runtime.getRuntime();
    Delays delays = tally.delays();
    return new FleetFigures(
        members.size(),
        started,
        (int) members.stream().filter(FleetMember::isInData).count(),
        tally.flaps(),
        tally.dials(),
        tally.accepted(),
        tally.vainDials(),
        tally.ends(),
        tally.messages(),
        delays.count(),
        delays.quantile(50),
        delays.quantile(99),
        delays.longest(),
        // Virtual threads are not among them.
        Thread.getAllStackTraces().size(),
        (jvm.totalMemory() - jvm.freeMemory()) >> 10);
  }

  /** Stops all devices in order, side by side; with the default times within 4 s. */
  @Override
  public void close() {
    List<Thread> farewells =
        members.stream().map(member -> RawThreads.start("farewell", () -> leave(member))).toList();
    try {
      for (Thread farewell : farewells) {
        farewell.join();
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    voice.ifPresent(FleetVoice::close);
    deadlines.close();
  }

  private void leave(FleetMember member) {
    boolean wasStarted = member.isStarted();
    member.close();
    try {
      if (wasStarted && voice.isPresent()) {
        voice.get().withdraw(member);
      }
    } catch (IOException unheard) {
      LOG.debug("{}  no goodbye: {}", member.ski().brief(), unheard.getMessage());
    }
  }
}
