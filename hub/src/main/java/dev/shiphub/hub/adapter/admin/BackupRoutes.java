package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.port.BackupSource;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Backups of the identity. Any thread. */
final class BackupRoutes {
  private final BackupSource source;

  /** One at a time: each keeps a processor busy for a second, which devices need, too. */
  private final Semaphore turn = new Semaphore(1);

  BackupRoutes(BackupSource source) {
    this.source = source;
  }

  Route route() {
    return Route.of("POST", "/api/v1/identity/backup", this::backup);
  }

  private Reply backup(AdminRequest request) {
    return switch (Body.of(request).only("passphrase")) {
      case Problem problem -> problem;
      case Body.Members(JsonObject members) ->
          members
              .text("passphrase")
              .filter(it -> !BackupSource.isTooShort(it))
              .map(this::inTurn)
              .orElseGet(BackupRoutes::tooShort);
    };
  }

  private Reply inTurn(String passphrase) {
    if (!turn.tryAcquire()) {
      return Problem.of(
          409,
          "busy",
          "Another backup is being made",
          "another backup is being made at this moment",
          "try again in some seconds");
    }
    try {
      return Reply.Document.ok(source.backup(passphrase));
    } catch (IOException unreadable) {
      String words = Optional.ofNullable(unreadable.getMessage()).orElse(unreadable.toString());
      return Problem.of(
          500,
          "no-backup",
          "There is nothing whole to make a backup of",
          words,
          "see to the state directory, then try again");
    } finally {
      turn.release();
    }
  }

  private static Reply tooShort() {
    return Problem.badRequest(
        "the passphrase of a backup has at least "
            + BackupSource.SHORTEST_PASSPHRASE
            + " characters",
        "take a longer one");
  }
}
