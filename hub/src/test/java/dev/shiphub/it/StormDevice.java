package dev.shiphub.it;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.shiphub.hub.core.Answer;
import dev.shiphub.hub.core.Request;
import dev.shiphub.hub.core.StaticPeer;
import dev.shiphub.hub.core.TrustRecord;
import dev.shiphub.it.Logbook.Deed;
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
import dev.shiphub.sim.spine.SpineCodec;
import dev.shiphub.sim.spine.SpineDatagram;
import dev.shiphub.sim.spine.SpineNode;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A device in a storm, at the end of its cord, and the one user who decides about it. Any thread,
 * but there is one decision at a time.
 */
final class StormDevice implements AutoCloseable {
  private static final long HANDSHAKING = -1;
  private static final long SILENT_SO_FAR = 0;

  private final LocalIdentity identity;
  private final Ski hub;
  private final Logbook log;
  private final SplittableRandom delays;
  private final Cord cord;
  private final DeviceSettings settings;

  /** Asks in the name of the hub. */
  @GuardedBy("questions")
  private final SpineNode questions = new SpineNode(Catalogue.ALL.getFirst(), "storm");

  private final ReentrantLock user = new ReentrantLock();

  @GuardedBy("user")
  private boolean isPaired = true;

  private volatile boolean isStranger;
  private volatile SimDevice device;

  /** The highest number that came on each connection. */
  @GuardedBy("links")
  private final Map<Long, Long> links = new HashMap<>();

  @GuardedBy("links")
  private final BitSet asked = new BitSet();

  private final Semaphore news = new Semaphore(0);

  StormDevice(LocalIdentity identity, Ski hub, Logbook log, SplittableRandom delays)
      throws IOException {
    this.identity = identity;
    this.hub = hub;
    this.log = log;
    this.delays = delays;
    cord = new Cord(() -> log.did(Deed.CROSS));
    settings =
        DeviceSettings.of(Catalogue.ALL.getFirst(), identity.ski())
            .trusting(Set.of(hub))
            .knowing(Map.of(hub, at(cord.deviceDials())));
    device = start();
  }

  private SimDevice start() throws IOException {
    SimDevice started =
        NetworkDevice.start(settings, identity, NetworkSettings.LOOPBACK, delays, this::note);
    cord.deviceListensAt(started.port());
    return started;
  }

  private static Endpoint at(int port) {
    return new Endpoint(List.of("127.0.0.1"), port, "/ship/", Optional.empty());
  }

  Ski ski() {
    return identity.ski();
  }

  Cord cord() {
    return cord;
  }

  StaticPeer place() {
    return new StaticPeer(ski(), at(cord.hubDials()));
  }

  // ---- what it sees

  private void note(SimEvent event) {
    synchronized (links) {
      switch (event) {
        case SimEvent.Listening _ -> links.clear();
        case SimEvent.Connected opened -> opened(opened.connection());
        case SimEvent.DataExchange complete -> {
          links.put(complete.connection(), SILENT_SO_FAR);
          log.did(Deed.CONNECT);
          news.release();
        }
        case SimEvent.Message(_, long connection, boolean isInbound, SpineDatagram datagram) -> {
          if (isInbound) {
            heard(connection, datagram.header().msgCounter());
          }
        }
        case SimEvent.Disconnected ended -> links.remove(ended.connection());
        case SimEvent.DialFailed _ -> news.release();
        default -> {}
      }
    }
  }

  @GuardedBy("links")
  private void opened(long connection) {
    links.put(connection, HANDSHAKING);
    if (links.size() > 1) {
      log.did(Deed.DOUBLE);
    }
    if (isStranger) {
      news.release();
    }
  }

  @GuardedBy("links")
  private void heard(long connection, long number) {
    long before = links.getOrDefault(connection, SILENT_SO_FAR);
    if (number <= before || asked.get(Math.toIntExact(number))) {
      log.wrong(
          "promise 8: %s heard %d after %d on %d"
              .formatted(ski().brief(), number, before, connection));
    }
    asked.set(Math.toIntExact(number));
    links.put(connection, number);
  }

  /** Whether it has one connection, in data exchange, and the cord lets it through. */
  boolean isInOneConnection() {
    synchronized (links) {
      return links.size() == 1
          && !links.containsValue(HANDSHAKING)
          && cord.live() == 1
          && !cord.isSilent();
    }
  }

  private boolean isAlone() {
    synchronized (links) {
      return links.isEmpty();
    }
  }

  @Override
  public String toString() {
    synchronized (links) {
      return "%s (%s than the hub): %s; cord: %d%s"
          .formatted(
              ski().brief(),
              ski().isBiggerThan(hub) ? "bigger" : "smaller",
              links,
              cord.live(),
              cord.isSilent() ? ", silent" : "");
    }
  }

  // ---- what it does

  /** Dials, and waits a little for what becomes of it. */
  void dial() throws InterruptedException {
    news.drainPermits();
    device.dial(hub);
    awaitNews();
  }

  /** Waits a little until it is connected or its dial has failed; either may be. */
  void awaitNews() throws InterruptedException {
    boolean isNews = news.tryAcquire(1, TimeUnit.SECONDS);
    if (isNews) {
      news.drainPermits();
    }
  }

  /** The hub dials it, too. */
  void cross(StormLife life) throws InterruptedException, ExecutionException {
    news.drainPermits();
    cord.cross();
    cord.reset();
    device.dial(hub);
    decide(life, true);
    awaitNews();
  }

  void breaks() {
    if (!isAlone()) {
      device.breakConnections();
      log.did(Deed.BREAK);
    }
  }

  /** Stops in order, and is there again at another port; its user does nothing else meanwhile. */
  void restart() throws IOException {
    if (user.tryLock()) {
      try {
        device.close();
        device = start();
        log.did(Deed.RESTART);
      } finally {
        user.unlock();
      }
    }
  }

  /** The hub asks it, so many times in a row. */
  void question(StormLife life, int times) {
    synchronized (questions) {
      for (int time = 0; time < times; time++) {
        life.send(ski(), SpineCodec.encode(questions.discoveryRead()));
      }
    }
  }

  /** The number of the last question. */
  long questionOnce(StormLife life) {
    synchronized (questions) {
      SpineDatagram question = questions.discoveryRead();
      life.send(ski(), SpineCodec.encode(question));
      return question.header().msgCounter();
    }
  }

  /** Whatever it was told or has tried before, it dials soon. */
  void encourage() {
    device.trust(hub);
  }

  /** If nothing has come for a while, it would notice, and dial. */
  void wake() {
    if (cord.isSilent() && cord.live() == 1) {
      device.dial(hub);
    }
  }

  // ---- what its user decides

  boolean isPaired() {
    user.lock();
    try {
      return isPaired;
    } finally {
      user.unlock();
    }
  }

  /** Whether it is not paired, as far as its user knows by now. */
  boolean isStranger() {
    return isStranger;
  }

  /** Pairs it, or takes its trust away; unless its user is busy. */
  void decide(StormLife life, boolean isWanted) throws InterruptedException, ExecutionException {
    if (!user.tryLock()) {
      return;
    }
    try {
      Request request =
          isWanted
              ? new Request.Pair(ski(), TrustRecord.Origin.USER_INPUT, SteadyClock.wall().instant())
              : new Request.Unpair(ski());
      answered(life.ask(request), isWanted);
    } finally {
      user.unlock();
    }
  }

  @GuardedBy("user")
  private void answered(Answer answer, boolean isWanted) {
    boolean isChange = isWanted != isPaired;
    switch (answer) {
      case Answer.Done(String words) when isChange == words.equals("saved") -> {
        isPaired = isWanted;
        isStranger = !isWanted;
        if (isChange) {
          log.did(isWanted ? Deed.PAIR : Deed.UNPAIR);
          device.trust(hub);
        }
      }
      case Answer.Refused(Answer.Kind kind, _) when kind == Answer.Kind.STOPPING -> {}
      case Answer.Refused(Answer.Kind kind, _)
          when kind == Answer.Kind.UNKNOWN && !isWanted && !isChange -> {}
      default -> log.wrong("promise 10: " + ski().brief() + " paired " + isPaired + ": " + answer);
    }
  }

  /** The hub closes what it has with it, in order. */
  void hangUp(StormLife life) throws InterruptedException, ExecutionException {
    if (life.ask(new Request.Disconnect(ski())) instanceof Answer.Done) {
      log.did(Deed.HANG_UP);
    }
  }

  /** Refuses it, if it waits for a decision. */
  void deny(StormLife life) throws InterruptedException, ExecutionException {
    if (user.tryLock()) {
      try {
        if (life.ask(new Request.Deny(ski())) instanceof Answer.Done) {
          log.did(Deed.DENY);
        }
      } finally {
        user.unlock();
      }
    }
  }

  @Override
  public void close() throws IOException {
    device.close();
    cord.close();
  }
}
