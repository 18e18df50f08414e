package dev.shiphub.hub.core;

import dev.shiphub.ship.Ski;
import java.util.Optional;

/**
 * Something the application is told.
 *
 * @param type what happened
 * @param ski to which device, if to one
 * @param session in which session or on which connection, if in one
 * @param cause why, for people; for {@code SESSION_REPLACED} the id of the session that follows
 */
public record Notice(
    NoticeType type, Optional<Ski> ski, Optional<ConnectionId> session, String cause) {
  static Notice ofHub(NoticeType type, String cause) {
    return new Notice(type, Optional.empty(), Optional.empty(), cause);
  }

  static Notice ofDevice(NoticeType type, Ski ski, String cause) {
    return new Notice(type, Optional.of(ski), Optional.empty(), cause);
  }

  static Notice ofConnection(NoticeType type, Connection connection, String cause) {
    return new Notice(type, Optional.of(connection.peer()), Optional.of(connection.id()), cause);
  }
}
