package dev.shiphub.hub.adapter.file;

import dev.shiphub.hub.core.StoredState;
import dev.shiphub.hub.port.RecordStore;
import dev.shiphub.ship.file.DurableFile;
import dev.shiphub.ship.file.FileTrouble;
import dev.shiphub.ship.json.JsonLimits;
import dev.shiphub.ship.json.JsonReader;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.Parsed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The trusted devices and the static peers as one file, {@code trust.json}.
 *
 * <p>A file that cannot be read whole is left as it is, and nothing is ever written over it: the
 * hub does not start.
 */
public final class TrustFile implements RecordStore {
  private static final int MOST_BYTES = 1 << 20;
  private static final JsonReader READER = new JsonReader(JsonLimits.ofBytes(MOST_BYTES));

  private final Path file;

  /** The file need not exist; its directory must. */
  public TrustFile(Path file) {
    this.file = file;
  }

  /** What the file says. */
  public sealed interface Outcome {
    /** It could be read. */
    record Loaded(StoredState state) implements Outcome {}

    /** There is none. */
    record Missing() implements Outcome {}

    /**
     * It cannot be read, and was left as it is.
     *
     * @param why what is wrong, with the entry
     * @param remedy what the operator can do
     */
    record Broken(String why, String remedy) implements Outcome {}
  }

  /** Whether there is one. */
  public boolean exists() {
    return Files.exists(file);
  }

  /** Reads the file. */
  public Outcome load() {
    try {
      if (Files.size(file) > MOST_BYTES) {
        return broken(file.toString(), "it is too big");
      }
      return read(file.toString(), Files.readAllBytes(file));
    } catch (NoSuchFileException missing) {
      return new Outcome.Missing();
    } catch (IOException unreadable) {
      return broken(file.toString(), FileTrouble.words(unreadable));
    }
  }

  /**
   * Reads the content of such a file, wherever it comes from.
   *
   * @param name what to call it
   */
  static Outcome read(String name, byte[] octets) {
    return switch (READER.read(octets)) {
      case Parsed.Ok(JsonObject root) -> read(name, root);
      case Parsed.Ok _ -> broken(name, "it is no JSON object");
      case Parsed.Failed(String what) -> broken(name, what);
    };
  }

  private static Outcome read(String name, JsonObject root) {
    return switch (RecordsJson.read(root)) {
      case RecordsJson.Read.Ok(StoredState state) -> new Outcome.Loaded(state);
      case RecordsJson.Read.Failed(String what) -> broken(name, what);
    };
  }

  private static Outcome broken(String name, String why) {
    return new Outcome.Broken(
        name + " cannot be read: " + why,
        "repair it or restore it from a backup; to start without any paired device, move it away");
  }

  @Override
  public void save(StoredState state) throws IOException {
    DurableFile.write(file, RecordsJson.write(state).getBytes(StandardCharsets.UTF_8));
  }
}
