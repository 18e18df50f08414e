package dev.shiphub.hub.cli;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps what a gateway must not lose, for the commands that need no daemon.
 *
 * <p>Where a state directory is optional, the usual one is taken. Whatever cannot be done is told
 * by an {@link IOException}, whose message says what to do; then nothing has changed.
 */
public interface Custodian {
  /**
   * An encrypted backup of a state directory on which no daemon runs.
   *
   * @param passphrase of 8 characters or more
   */
  JsonObject backup(Optional<Path> state, String passphrase) throws IOException;

  /** Puts a backup into a state directory that holds no identity. */
  Restored restore(Path backup, Optional<Path> state, String passphrase) throws IOException;

  /** Makes a new certificate for the key of a state directory on which no daemon runs. */
  Renewed renew(Optional<Path> state) throws IOException;

  /**
   * Makes a token for the admin API, whether a daemon runs or not.
   *
   * @param file where its digest is to be added; empty takes the usual one of the state directory
   * @param name who is to have it
   */
  NewToken createToken(Optional<Path> file, Optional<Path> state, String name) throws IOException;

  /**
   * Writes a private file whole or not at all.
   *
   * @param mayReplace whether a file of that name may be replaced
   */
  void keep(Path file, byte[] content, boolean mayReplace) throws IOException;

  /**
   * Looks through an audit log, also of a directory on which a daemon runs.
   *
   * @param head one that was noted earlier, 64 hex digits; an entry must have it
   * @param each gets the good entries, in their order
   */
  Audited audit(Optional<Path> state, Optional<String> head, Consumer<JsonObject> each)
      throws IOException;

  /**
   * Examines a state directory and the network, whether a daemon runs on it or not; changes
   * nothing.
   *
   * @param config the configuration; empty takes the defaults
   * @return the same document as the admin API has
   * @throws InterruptedException if interrupted meanwhile
   */
  JsonObject examine(Optional<Path> config, Optional<Path> state)
      throws IOException, InterruptedException;

  /**
   * How an audit log stands.
   *
   * @param gateway whose it is
   * @param entries how many are good, from the first on
   * @param from the time of the first
   * @param until the time of the last
   * @param head the hash of the last
   * @param notes what an auditor has to know though it is in order
   * @param faults what is wrong, with file and line
   */
  record Audited(
      Path state,
      Optional<Ski> gateway,
      long entries,
      Optional<Instant> from,
      Optional<Instant> until,
      Optional<String> head,
      List<String> notes,
      List<String> faults) {}

  /**
   * What was restored.
   *
   * @param devices how many are paired
   * @param peers how many static peers there are
   * @param shipId the SHIP ID that had been configured, if one had
   */
  record Restored(Path state, Ski ski, int devices, int peers, Optional<String> shipId) {}

  /**
   * What was made.
   *
   * @param token the secret, which is kept nowhere
   */
  record NewToken(Path file, String token) {
    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
      return "token of " + file;
    }
  }

  /**
   * What was renewed.
   *
   * @param ski which stays
   * @param until when the new certificate ends
   */
  record Renewed(Path state, Ski ski, Instant until) {}
}
