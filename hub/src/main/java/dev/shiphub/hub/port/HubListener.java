package dev.shiphub.hub.port;

import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue.JsonObject;

/**
 * Hears what happens, in order, one call after the other, on a thread of its own.
 *
 * <p>A slow listener delays only itself; one that falls too far behind is told how many notices it
 * missed. Data is not dropped: if there is no room for it any more, the session that it came in
 * ends. Nothing is delivered after {@code HubStopped}.
 */
public interface HubListener {
  /** Something happened. */
  void onNotice(PublishedNotice notice);

  /**
   * A device sent data in its running session.
   *
   * @param payload an object with one root, in EEBUS form
   */
  default void onData(Ski ski, ConnectionId session, JsonObject payload) {}

  /** The listener was so slow that this many notices and messages could not be kept for it. */
  default void onGap(long missed) {}
}
