package dev.shiphub.hub.port;

import dev.shiphub.hub.core.StoredState;
import java.io.IOException;

/** Where the records survive a restart. Called by the ledger's thread only. */
public interface RecordStore {
  /**
   * Replaces what is stored, durably: when it returns, a power cut does not lose it.
   *
   * @throws IOException if it could not; then the old state is still there, whole
   */
  void save(StoredState state) throws IOException;
}
