package dev.shiphub.hub.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * What the tour can do, and where it hears and sees what comes of it. Devices go by their place.
 * Owned by the demo's thread.
 */
interface TourGround {
  /** The time, counted from the daemon's listening. */
  Duration now();

  DemoDevice device(int at);

  /** Ends the process of a device with SIGKILL. */
  void kill(int at);

  /** Starts a device that has ended: its key and port are the same. */
  void startAgain(int at) throws IOException;

  /** Has a device dial the hub at once, connected or not. */
  void haveDial(int at) throws IOException;

  /**
   * Asks the hub for a decision about a device.
   *
   * @param decision as in the API: {@code pair}, {@code unpair} or {@code disconnect}
   * @return why it is refused; empty if it is not
   */
  Optional<String> ask(DemoDevice device, String decision);

  /**
   * Has the hub tell of devices that ask to be paired, for a while.
   *
   * @return why it is refused; empty if it is not
   */
  Optional<String> openWindow();

  /** How the hub sees a device, as in the API; no members if it knows none. */
  Doc look(DemoDevice device);

  /** What is heard next, waiting that long at most. */
  Optional<DemoNews> next(Duration patience) throws IOException, InterruptedException;

  /** Waits, and hears nothing meanwhile. */
  void pause(Duration length) throws InterruptedException;

  /** Why nothing more is to be expected; empty if all is well. */
  Optional<String> trouble();
}
