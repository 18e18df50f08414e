package dev.shiphub.hub;

import dev.shiphub.hub.adapter.file.AuditLog;
import dev.shiphub.hub.adapter.file.StateDirectory;
import dev.shiphub.hub.adapter.file.TrustFile;
import dev.shiphub.hub.core.StoredState;
import dev.shiphub.hub.port.RecordStore;
import dev.shiphub.ship.Ski;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The stores as a daemon opens them at its start.
 *
 * @param directory locked until it is closed
 * @param trust the trust file
 * @param ski who the hub is
 * @param stored what it remembers
 * @param records where trust is saved behind its audit log
 * @param audit the audit log
 */
public record FreshStart(
    StateDirectory directory,
    TrustFile trust,
    Ski ski,
    StoredState stored,
    RecordStore records,
    AuditLog audit)
    implements AutoCloseable {
  /**
   * Opens them.
   *
   * @throws IOException if the daemon would not start, with what it would tell its operator
   */
  public static FreshStart of(Path state, InstantSource wall, SecureRandom random)
      throws IOException {
    StateDirectory directory = StateDirectory.open(state);
    TrustFile trust = new TrustFile(state.resolve("trust.json"));
    try {
      Possessions loaded = Possessions.load(directory, Optional.empty(), trust, wall, random);
      return new FreshStart(
          directory,
          trust,
          loaded.identity().ski(),
          loaded.stored(),
          loaded.records(),
          loaded.audit());
    } catch (StartFailure | IOException failed) {
      directory.close();
      throw new IOException(failed.getMessage(), failed);
    }
  }

  @Override
  public void close() throws IOException {
    directory.close();
  }
}
