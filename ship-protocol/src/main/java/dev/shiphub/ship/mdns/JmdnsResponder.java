package dev.shiphub.ship.mdns;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.jmdns.impl.DNSTaskStarter;
import javax.jmdns.impl.JmDNSImpl;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Responder} by one JmDNS instance.
 *
 * <p>JmDNS is told what to do, and read, by one thread of ours. Its threads never run our code, but
 * to say that they die.
 */
final class JmdnsResponder implements Responder {
  static {
    // Our records live for two minutes (SHIP 7.2). JmDNS reads the property once, when its
    // constants are loaded.
    if (System.getProperty("net.dns.ttl") == null) {
      System.setProperty("net.dns.ttl", "120");
    }
  }

  /**
   * How often the records are looked at: JmDNS tells of changes only to listeners that we cannot
   * afford.
   */
  private static final Duration ROUND = Duration.ofMillis(250);

  private static final Duration CLOSING_ROUND = Duration.ofMillis(500);
  private static final int MOST_CLOSING_ROUNDS = 30;

  private final Link link;
  private final MdnsSettings settings;
  private final InstantSource clock;

  private final Runnable changed;
  private final Semaphore news = new Semaphore(0);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final MdnsThreads.Crew crew;

  /** Written by {@link #become} alone. */
  private volatile State state = new State.Opening();

  private volatile Wish wish = Wish.NOTHING;
  private volatile Heard heard = Heard.NOTHING;
  private volatile boolean goodbye = true;
  private volatile boolean finished;

  /** Starts opening at once. */
  JmdnsResponder(Link link, MdnsSettings settings, InstantSource clock, Runnable changed) {
    this.link = link;
    this.settings = settings;
    this.clock = clock;
    this.changed = changed;
    this.crew =
        new MdnsThreads.Crew("mdns " + link, error -> die("a thread of JmDNS died: " + error));
    crew.start(this::run);
  }

  @Override
  public State state() {
    return state;
  }

  @Override
  public void want(Wish wanted) {
    if (!wish.equals(wanted)) {
      wish = wanted;
      wake();
    }
  }

  @Override
  public Heard heard() {
    return heard;
  }

  @Override
  public void close(boolean sayGoodbye) {
    if (!sayGoodbye) {
      goodbye = false;
    }
    closing.countDown();
    wake();
  }

  /** JmDNS waits up to five seconds for each of its states; an interrupt ends one such wait. */
  @Override
  public void hurry() {
    crew.interruptOthers();
  }

  @Override
  public boolean isFinished() {
    return finished;
  }

  private void run() {
    @Nullable JmDNSImpl dns = null;
    try {
      dns = new JmDNSImpl(link.namedAddress(), settings.host().value());
      serve(dns);
    } catch (IOException e) {
      die("cannot " + (dns == null ? "open" : "send") + ": " + e.getMessage());
    } catch (InterruptedException _) {
      die("interrupted");
    } catch (Throwable bug) {
      die("failed: " + bug);
    } finally {
      shutDown(dns);
      finished = true;
      changed.run();
    }
  }

  private void serve(JmDNSImpl dns) throws IOException, InterruptedException {
    dns.setDelegate((_, _) -> die("JmDNS could not recover from an error of its socket"));
    RecordClock recordClock = new RecordClock();
    ServiceCache cache = new ServiceCache(dns, link, recordClock, settings.mostServices());
    Querier querier = new Querier(dns, cache, recordClock, clock.instant());
    OwnAnnouncement own = new OwnAnnouncement(dns);
    while (closing.getCount() > 0 && !(state instanceof State.Dead)) {
      if (dns.isCanceling() || dns.isCanceled()) {
        die("its socket failed");
        return;
      }
      recordClock.read();
      Wish wanted = wish;
      own.apply(wanted.own());
      cache.trim();
      Heard fresh = wanted.browse() ? browse(cache, querier) : Heard.NOTHING;
      publish(new State.Running(ServiceCache.withoutDot(dns.getHostName()), own.instance()), fresh);
      if (news.tryAcquire(ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
        news.drainPermits();
      }
    }
  }

  private Heard browse(ServiceCache cache, Querier querier) throws IOException {
    ServiceCache.Names names = cache.names();
    querier.ask(names.pointers(), clock.instant());
    return cache.read(names);
  }

  private void publish(State.Running now, Heard fresh) {
    boolean isNews = !fresh.equals(heard);
    heard = fresh;
    if (become(now) || isNews) {
      changed.run();
    }
  }

  /** Called on any thread. */
  private void die(String why) {
    goodbye = false;
    if (become(new State.Dead(why))) {
      wake();
      changed.run();
    }
  }

  /** Returns whether that is a change. Death is final. */
  private synchronized boolean become(State next) {
    if (state instanceof State.Dead || state.equals(next)) {
      return false;
    }
    state = next;
    return true;
  }

  private void wake() {
    if (news.availablePermits() == 0) {
      news.release();
    }
  }

  /**
   * Closes until no thread of JmDNS is left. Once may not be enough: an instance that is trying to
   * recover ignores the call, and opens its socket again when it has come through.
   */
  private void shutDown(@Nullable JmDNSImpl dns) {
    heard = Heard.NOTHING;
    for (int round = 0; dns != null && round < MOST_CLOSING_ROUNDS; round++) {
      try {
        if (!goodbye) {
          // Without this timer nothing is sent any more that would take back what a successor says.
          dns.cancelStateTimer();
        }
        dns.close();
      } catch (RuntimeException unwilling) {
        die("closing failed: " + unwilling);
      }
      if (crew.isAloneWithin(CLOSING_ROUND)) {
        return;
      }
      crew.interruptOthers();
      // A task that outlived the closing may have made new timers.
      dns.cancelTimer();
      dns.cancelStateTimer();
      DNSTaskStarter.Factory.getInstance().disposeStarter(dns);
    }
  }
}
