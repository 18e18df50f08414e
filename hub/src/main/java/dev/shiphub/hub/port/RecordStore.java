package dev.shiphub.hub.port;

import dev.shiphub.hub.core.AuditRecord;
import dev.shiphub.hub.core.StoredState;
import java.io.IOException;
import java.util.List;

/** Where the records survive a restart. Called by the ledger's thread only. */
public interface RecordStore {
  /**
   * Replaces what is stored, durably: when it returns, a power cut does not lose it.
   *
   * @param audit the decisions that led to this state, to be written before it
   * @throws IOException if it could not; then the old state is still there, whole
   */
  void save(StoredState state, List<AuditRecord> audit) throws IOException;
}
