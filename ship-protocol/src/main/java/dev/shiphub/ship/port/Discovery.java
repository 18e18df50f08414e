package dev.shiphub.ship.port;

import dev.shiphub.ship.discovery.Announcement;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds the SHIP nodes of the links, and makes this one findable (SHIP 7).
 *
 * <p>Works on every chosen interface, those that come later included. A link that dies and returns
 * is its business alone: callers see {@link Sighting}s or none.
 */
public interface Discovery extends AutoCloseable {
  /**
   * Starts browsing; returns at once, whether or not there is a network.
   *
   * @param sightings called on the implementation's threads, possibly at the same time; must not
   *     block for long
   */
  void browse(Consumer<Sighting> sightings);

  /** Announces this node; an earlier announcement is replaced. Returns at once. */
  void announce(Announcement own);

  /** Says goodbye for the announcement, if any, and browses on. Returns at once. */
  void withdraw();

  /** What works and what does not, for people: one line for each interface. */
  List<String> report();

  /**
   * Says goodbye and frees all resources; takes about two seconds, the time JmDNS needs. Later
   * calls do nothing.
   */
  @Override
  void close();
}
