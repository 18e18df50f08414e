package dev.shiphub.ship.mdns;

import java.util.Optional;

/**
 * Multicast DNS on one link. Every method returns at once; what blocks happens on the responder's
 * own threads.
 *
 * <p>Once dead it stays dead: it is closed and another one opened.
 */
interface Responder {
  /** Makes responders. */
  interface Factory {
    /**
     * @param changed called on any thread when there may be something new in {@link #state} or
     *     {@link #heard}
     */
    Responder open(Link link, Runnable changed);
  }

  /** How it is. */
  sealed interface State {
    /** Not on the link yet. */
    record Opening() implements State {}

    /**
     * At work.
     *
     * @param hostName the name that it has on the link, after conflicts, without trailing dot
     * @param own the announced instance
     */
    record Running(String hostName, Optional<OwnInstance> own) implements State {}

    /** Of no more use. */
    record Dead(String why) implements State {}
  }

  /**
   * The instance that is announced.
   *
   * @param name its name, after conflicts
   * @param announced whether the name is won; before that others are asked for it
   */
  record OwnInstance(String name, boolean announced) {}

  State state();

  /** What to do from now on; replaces what was wanted before. */
  void want(Wish wish);

  /** What the link shows; empty while nothing is browsed. */
  Heard heard();

  /**
   * Starts closing.
   *
   * @param goodbye whether to take back what was announced; pointless on a link that is lost
   */
  void close(boolean goodbye);

  /** Cuts short what a responder that is closing waits for. May be repeated. */
  void hurry();

  /** Whether it is closed and has no thread left. */
  boolean isFinished();
}
