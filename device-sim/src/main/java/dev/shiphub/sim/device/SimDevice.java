package dev.shiphub.sim.device;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.port.Discovery;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running SHIP device, on a virtual thread of its own. Any thread may call it. */
public final class SimDevice implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SimDevice.class);
  private static final int MOST_WAITING = 256;

  /** What closing waits for beyond the limit of stopping, before it gives up. */
  private static final Duration MARGIN = Duration.ofMillis(500);

  private final DeviceSettings settings;
  private final Inbox inbox = new Inbox(MOST_WAITING);
  private final DeviceDriver driver;
  private final Thread thread;

  private SimDevice(DeviceSettings settings, DevicePorts ports, Consumer<SimEvent> events) {
    this.settings = settings;
    driver = new DeviceDriver(settings, ports, inbox, events);
    thread = DeviceThreads.prepare("device-" + settings.ski().brief(), driver);
  }

  /**
   * Starts a device: listens, announces itself, and browses if it dials.
   *
   * @param events called on the device's thread, in order, {@link SimEvent.Listening} first and
   *     {@link SimEvent.Stopped} last; must not block
   * @throws IOException if the port cannot be bound; nothing is left open then
   */
  public static SimDevice start(
      DeviceSettings settings, DevicePorts ports, Consumer<SimEvent> events) throws IOException {
    SimDevice device = new SimDevice(settings, ports, events);
    try {
      device.driver.listensAt(ports.listener().open(device.driver::accept));
    } catch (IOException taken) {
      ports.discovery().ifPresent(Discovery::close);
      ports.rest().run();
      throw taken;
    }
    device.thread.start();
    return device;
  }

  /** Who it is. */
  public Ski ski() {
    return settings.ski();
  }

  /** Where it listens. */
  public int port() {
    return driver.port();
  }

  /** Trusts a peer from now on; one that waits for it is let in, one that is known is dialled. */
  public void trust(Ski peer) {
    order(new DeviceInput.Trust(peer, true));
  }

  /** Trusts a peer no more; its connections are closed as removed (SHIP 13.4.7). */
  public void untrust(Ski peer) {
    order(new DeviceInput.Trust(peer, false));
  }

  /** Enters the PIN of a peer, now or as soon as it asks for it. */
  public void enterPin(Ski peer, Pin pin) {
    order(new DeviceInput.EnterPin(peer, pin));
  }

  /**
   * Opens a connection to a trusted peer now, even beside another one, even if the device never
   * dials by itself.
   */
  public void dial(Ski peer) {
    order(new DeviceInput.Dial(peer));
  }

  /**
   * Asks a peer what it is, as at the beginning of a conversation; the question and the reply are
   * {@link SimEvent.Message}s, and {@link SimEvent.NotAsked} says that there is no connection.
   */
  public void ask(Ski peer) {
    order(new DeviceInput.Ask(peer));
  }

  /** Breaks every connection without a word, as a power cut does. */
  public void breakConnections() {
    order(new DeviceInput.Break());
  }

  /**
   * Stops: takes back the announcement, closes every connection in order, frees the port. Returns
   * when all of it is done and its threads have ended, with the default times within 3 s. Later
   * calls wait for the same. Called by the consumer of events it begins to stop and returns.
   */
  @Override
  public void close() {
    order(new DeviceInput.Stop());
    if (Thread.currentThread().equals(thread)) {
      return;
    }
    try {
      long most = settings.times().stop().plus(MARGIN).toMillis();
      if (!driver.over().await(most, TimeUnit.MILLISECONDS)) {
        LOG.error("{}  the device does not stop", ski().brief());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits until it has stopped.
   *
   * @return whether it stopped because it was told to, and not because it broke
   */
  public boolean awaitStop() throws InterruptedException {
    driver.over().await();
    return !driver.isBroken();
  }

  private void order(DeviceInput input) {
    boolean isTaken = inbox.add(input);
    if (!isTaken) {
      LOG.debug("{}  stopped already: {}", ski().brief(), input);
    }
  }
}
