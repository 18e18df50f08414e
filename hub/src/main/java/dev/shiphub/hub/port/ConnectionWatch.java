package dev.shiphub.hub.port;

import dev.shiphub.hub.session.StageWatch;
import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Stage;
import java.time.Duration;

/**
 * Looks at what goes over one connection, as {@link HubWatch} does at the hub: called by the
 * connection's reader, writer and session, must return at once.
 */
public interface ConnectionWatch extends StageWatch {
  /** Looks at nothing. */
  ConnectionWatch NOBODY = new ConnectionWatch() {};

  /**
   * The peer sent a whole message.
   *
   * @param message not changed by anybody afterwards
   */
  default void received(byte[] message) {}

  /**
   * A message was handed to the connection.
   *
   * @param message not changed by anybody afterwards
   */
  default void queued(byte[] message) {}

  /**
   * What became of a queued message; once for each, in their order.
   *
   * @param octets its length
   */
  default void settled(int octets, boolean isWritten) {}

  /** We have pinged. */
  default void pinged() {}

  /** The peer has answered a ping, or pinged. */
  default void signOfLife() {}

  @Override
  default void passed(Stage left, Duration took) {}

  /** The connection is gone; the last call but that of {@link #settled}. */
  default void closed(CloseReason reason) {}
}
