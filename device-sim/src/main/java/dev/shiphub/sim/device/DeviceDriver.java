package dev.shiphub.sim.device;

import dev.shiphub.ship.discovery.Announcement;
import dev.shiphub.ship.port.DialOutcome;
import dev.shiphub.ship.port.Discovery;
import dev.shiphub.ship.port.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the thread of a device does: hands its core one input after the other, and the time.
 *
 * <p>Whatever happens, in the end the port is free, the announcement is taken back, and every
 * transport is closed.
 */
final class DeviceDriver implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceDriver.class);

  /** How long to look away if nothing has a deadline. */
  private static final Duration LONG = Duration.ofHours(1);

  private final DeviceSettings settings;
  private final DevicePorts ports;
  private final Inbox inbox;
  private final Consumer<SimEvent> events;
  private final DeviceCore core;
  private final Thread farewell;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile int port;
  private volatile boolean isBroken;

  /** When stopping has to be done; set once it has begun. */
  private Optional<Instant> stopBy = Optional.empty();

  DeviceDriver(DeviceSettings settings, DevicePorts ports, Inbox inbox, Consumer<SimEvent> events) {
    this.settings = settings;
    this.ports = ports;
    this.inbox = inbox;
    this.events = events;
    Dials dials = new DialThreads(ports.dialer(), inbox);
    core =
        new DeviceCore(
            settings, new DialPlan(settings, dials, ports.random()), events, this::deliver);
    farewell =
        DeviceThreads.prepare(
            "farewell-" + settings.ski().brief(),
            () -> ports.discovery().ifPresent(Discovery::close));
  }

  /** Where the device listens; before it runs. */
  void listensAt(int bound) {
    port = bound;
  }

  int port() {
    return port;
  }

  /** Zero once all is done. */
  CountDownLatch over() {
    return over;
  }

  /** Whether it ended by a bug. */
  boolean isBroken() {
    return isBroken;
  }

  /** Takes over a transport, from any thread. */
  void accept(Transport transport) {
    deliver(new DeviceInput.Accepted(transport));
  }

  @Override
  public void run() {
    try {
      begin();
      while (!core.isOver()) {
        step();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error bug) {
      isBroken = true;
      LOG.error("{}  the device broke", settings.ski().brief(), bug);
    } finally {
      finish();
    }
  }

  private void begin() {
    events.accept(
        new SimEvent.Listening(settings.ski(), settings.shipId(), settings.profile().name(), port));
    Announcement own = settings.announcement(port);
    ports.discovery().ifPresent(discovery -> discovery.announce(own));
    if (settings.isDialling()) {
      ports.discovery().ifPresent(it -> it.browse(seen -> deliver(new DeviceInput.Sighted(seen))));
    }
    core.begin(ports.clock().instant());
  }

  private void step() throws InterruptedException {
    Instant now = ports.clock().instant();
    Duration patience = core.deadline().map(due -> Duration.between(now, due)).orElse(LONG);
    Optional<DeviceInput> input = inbox.take(patience);
    Instant then = ports.clock().instant();
    if (input.isPresent()) {
      if (input.get() instanceof DeviceInput.Stop) {
        withdraw(then);
      }
      core.on(input.get(), then);
    }
    if (core.deadline().filter(due -> !due.isAfter(then)).isPresent()) {
      core.onDeadline(then);
    }
  }

  /** Nobody new comes from now on. The goodbye takes two seconds, beside everything else. */
  private void withdraw(Instant now) {
    if (stopBy.isEmpty()) {
      stopBy = Optional.of(now.plus(settings.times().stop()));
      ports.listener().close();
      farewell.start();
    }
  }

  private void finish() {
    try {
      withdraw(ports.clock().instant());
      inbox.close().forEach(DeviceDriver::abandon);
      core.cutAll();
      Duration left = Duration.between(ports.clock().instant(), stopBy.orElseThrow());
      if (!farewell.join(left)) {
        LOG.warn("{}  multicast DNS takes too long to say goodbye", settings.ski().brief());
      }
      ports.rest().run();
      events.accept(new SimEvent.Stopped(core.cut()));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      over.countDown();
    }
  }

  private void deliver(DeviceInput input) {
    if (!inbox.add(input)) {
      abandon(input);
    }
  }

  /** Ends what an input stands for that nobody takes any more. */
  static void abandon(DeviceInput input) {
    switch (input) {
      case DeviceInput.Accepted(Transport transport) -> transport.cut("the device has stopped");
      case DeviceInput.DialEnded(_, var outcome) -> outcome.ifPresent(DeviceDriver::abandon);
      case DeviceInput.Heard(Link link, _) -> link.cut("the device has stopped");
      case DeviceInput.Alive _,
          DeviceInput.Ended _,
          DeviceInput.Sighted _,
          DeviceInput.Trust _,
          DeviceInput.EnterPin _,
          DeviceInput.Dial _,
          DeviceInput.Ask _,
          DeviceInput.Break _,
          DeviceInput.Stop _ -> {}
    }
  }

  private static void abandon(DialOutcome outcome) {
    if (outcome instanceof DialOutcome.Opened(Transport transport)) {
      transport.cut("the device has stopped");
    }
  }
}
