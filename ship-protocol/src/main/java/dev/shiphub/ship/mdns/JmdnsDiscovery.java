package dev.shiphub.ship.mdns;

import dev.shiphub.ship.discovery.Announcement;
import dev.shiphub.ship.port.Discovery;
import dev.shiphub.ship.port.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link Discovery} by JmDNS: one responder for each local address, under a supervisor that
 * replaces the dead ones.
 *
 * <p>One virtual thread supervises and calls the consumer of sightings, one at a time. Nothing else
 * is waited for, least of all JmDNS. Any thread may call in.
 */
public final class JmdnsDiscovery implements Discovery {
  /**
   * News that come within this time are looked at together, so that a flood does not buy a step for
   * each packet.
   */
  private static final Duration GATHER = Duration.ofMillis(100);

  private static final Duration HURRY_AFTER = Duration.ofMillis(2_600);
  private static final Duration CLOSE_AT_MOST = Duration.ofSeconds(3);
  private static final Duration HURRY_EACH = Duration.ofMillis(50);

  private static final Logger LOG = LoggerFactory.getLogger(JmdnsDiscovery.class);

  private final InstantSource clock;
  private final InstantSource wall;
  private final WakeWatch wakeWatch = new WakeWatch();
  private final Roster roster;
  private final Supervisor supervisor;
  private final Semaphore news = new Semaphore(0);
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Object lock = new Object();

  /** Written under the lock. */
  private volatile Wish wish = Wish.NOTHING;

  private volatile Consumer<Sighting> consumer = _ -> {};
  private volatile List<String> report = List.of("not started");

  /** Guarded by the lock. */
  private @Nullable Thread thread;

  /**
   * @param clock a steady clock
   * @param wall the clock that goes on while the machine sleeps
   */
  public JmdnsDiscovery(MdnsSettings settings, InstantSource clock, InstantSource wall) {
    this(
        settings,
        clock,
        wall,
        new LinkWatch(settings.interfaces(), ThisMachine::interfaces),
        (link, changed) -> new JmdnsResponder(link, settings, clock, changed));
  }

  JmdnsDiscovery(
      MdnsSettings settings,
      InstantSource clock,
      InstantSource wall,
      LinkWatch watch,
      Responder.Factory factory) {
    this.clock = clock;
    this.wall = wall;
    this.roster = new Roster(factory, this::wake);
    this.supervisor = new Supervisor(settings, watch, roster);
  }

  /**
   * {@inheritDoc}
   *
   * <p>The consumer is called on the supervisor's thread alone, and for one service at most twice a
   * second. A second call replaces it; the new one is told what changes from then on.
   */
  @Override
  public void browse(Consumer<Sighting> sightings) {
    synchronized (lock) {
      consumer = sightings;
      change(wish.browsing());
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the SHIP ID or the path cannot be announced
   */
  @Override
  public void announce(Announcement own) {
    Offer offer = Offer.of(own);
    synchronized (lock) {
      change(wish.announcing(Optional.of(offer)));
    }
  }

  @Override
  public void withdraw() {
    synchronized (lock) {
      change(wish.announcing(Optional.empty()));
    }
  }

  @Override
  public List<String> report() {
    return report;
  }

  /**
   * Takes 2 s as a rule, at most a little over 3 s. Calls of any kind that come later do nothing.
   */
  @Override
  public void close() {
    stopping.countDown();
    wake();
    @Nullable Thread running;
    synchronized (lock) {
      running = thread;
    }
    if (running == null || running.equals(Thread.currentThread())) {
      return;
    }
    try {
      running.join(CLOSE_AT_MOST.plusMillis(500));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Caller holds the lock. */
  private void change(Wish next) {
    if (stopping.getCount() == 0) {
      return;
    }
    wish = next;
    if (thread == null && !next.isIdle()) {
      thread = MdnsThreads.supervise("mdns", this::run);
    }
    wake();
  }

  private void wake() {
    if (news.availablePermits() == 0) {
      news.release();
    }
  }

  private void run() {
    try {
      while (stopping.getCount() > 0) {
        Instant next = step();
        await(Duration.between(clock.instant(), next));
        if (stopping.await(GATHER.toMillis(), TimeUnit.MILLISECONDS)) {
          break;
        }
      }
      closeAll();
    } catch (InterruptedException _) {
      roster.retireAll();
    } finally {
      report = List.of("closed");
    }
  }

  private Instant step() {
    Instant now = clock.instant();
    try {
      Supervisor.Step step = supervisor.step(wish, now);
      if (wakeWatch.hasSlept(now, wall.instant())) {
        tell(new Sighting.NetworkChanged());
      }
      step.sightings().forEach(this::tell);
      report = supervisor.report(now);
      return step.next();
    } catch (Throwable bug) {
      LOG.error("mdns: a step failed", bug);
      return now.plusSeconds(1);
    }
  }

  private void tell(Sighting sighting) {
    if (stopping.getCount() == 0) {
      return;
    }
    try {
      consumer.accept(sighting);
    } catch (Throwable foreign) {
      LOG.warn("mdns: the consumer of sightings failed", foreign);
    }
  }

  private void await(Duration time) throws InterruptedException {
    if (time.isPositive() && news.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS)) {
      news.drainPermits();
    }
  }

  private void closeAll() throws InterruptedException {
    Instant start = clock.instant();
    roster.retireAll();
    while (roster.closing() > 0) {
      Duration elapsed = Duration.between(start, clock.instant());
      if (elapsed.compareTo(CLOSE_AT_MOST) >= 0) {
        LOG.warn("mdns: {} responders do not close and are left alone", roster.closing());
        return;
      }
      if (elapsed.compareTo(HURRY_AFTER) >= 0) {
        roster.hurry();
      }
      await(HURRY_EACH);
    }
  }
}
