package dev.shiphub.sim.device;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.port.DialOutcome;
import dev.shiphub.ship.port.Dialer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link Dials} with a virtual thread for each. Its methods are for one thread, the driver's. */
final class DialThreads implements Dials {
  private static final Logger LOG = LoggerFactory.getLogger(DialThreads.class);

  private final Dialer dialer;
  private final Inbox inbox;
  private final Map<Ski, Thread> running = new ConcurrentHashMap<>();

  DialThreads(Dialer dialer, Inbox inbox) {
    this.dialer = dialer;
    this.inbox = inbox;
  }

  @Override
  public void start(Ski ski, Endpoint endpoint) {
    Thread thread = DeviceThreads.prepare("dial-" + ski.brief(), () -> dial(ski, endpoint));
    // Before it runs, so that it finds itself to remove.
    running.put(ski, thread);
    thread.start();
  }

  @Override
  public void cancel(Ski ski) {
    Thread thread = running.get(ski);
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void dial(Ski ski, Endpoint endpoint) {
    Optional<DialOutcome> outcome = Optional.empty();
    try {
      outcome = Optional.of(dialer.dial(ski, endpoint));
    } catch (InterruptedException calledOff) {
      LOG.debug("{}  the dial was called off", ski.brief());
    } finally {
      running.remove(ski);
      // Nobody is left to own a transport that comes after the device has stopped.
      DeviceInput answer = new DeviceInput.DialEnded(ski, outcome);
      if (!inbox.add(answer)) {
        DeviceDriver.abandon(answer);
      }
    }
  }
}
