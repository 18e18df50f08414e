package dev.shiphub.hub.port;

import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.util.List;

/** What was decided about trust, as it is kept. Any thread. */
@FunctionalInterface
public interface DecisionLog {
  /**
   * Some decisions that follow each other.
   *
   * @param entries newest first, as they are in the file
   * @param hasMore whether there are older ones
   */
  record Excerpt(List<JsonObject> entries, boolean hasMore) {
    /** Keeps a copy. */
    public Excerpt {
      entries = List.copyOf(entries);
    }
  }

  /**
   * The latest ones whose number is lower.
   *
   * @param seq the number of an entry; {@link Long#MAX_VALUE} for the latest of all
   * @param most how many, at least 1
   * @throws IOException if the files cannot be read
   */
  Excerpt before(long seq, int most) throws IOException;
}
