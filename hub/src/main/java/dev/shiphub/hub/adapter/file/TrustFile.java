package dev.shiphub.hub.adapter.file;

import dev.shiphub.hub.core.StoredState;
import dev.shiphub.ship.file.DurableFile;
import dev.shiphub.ship.file.FileTrouble;
import dev.shiphub.ship.json.JsonLimits;
import dev.shiphub.ship.json.JsonReader;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import dev.shiphub.ship.json.Parsed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The trusted devices and the static peers as one file, {@code trust.json}.
 *
 * <p>A file that cannot be read is left as it is, and nothing is ever written over it: the hub does
 * not start. A single entry that is none is not trusted; {@link #setAside} keeps it in a file
 * beside, so that it is neither lost nor in the way.
 */
public final class TrustFile {
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

    /**
     * It could be read, but for some entries.
     *
     * @param state what the others say
     * @param rejected those that are none, to be set aside
     */
    record Salvaged(StoredState state, List<RejectedEntry> rejected) implements Outcome {}

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
      case RecordsJson.Read.Ok(StoredState state, var rejected) when rejected.isEmpty() ->
          new Outcome.Loaded(state);
      case RecordsJson.Read.Ok(StoredState state, var rejected) ->
          new Outcome.Salvaged(state, rejected);
      case RecordsJson.Read.Failed(String what) -> broken(name, what);
    };
  }

  /**
   * Whether reading it and writing it again gives the same; times are cut to whole milliseconds.
   */
  private static boolean isReadWhole(byte[] text) {
    return READER.read(text) instanceof Parsed.Ok(JsonObject root)
        && RecordsJson.read(root) instanceof RecordsJson.Read.Ok(StoredState again, var rejected)
        && rejected.isEmpty()
        && Arrays.equals(octets(again), text);
  }

  private static byte[] octets(StoredState state) {
    return RecordsJson.write(state).getBytes(StandardCharsets.UTF_8);
  }

  private static Outcome broken(String name, String why) {
    return new Outcome.Broken(
        name + " cannot be read: " + why,
        "repair it or restore it from a backup; to start without any paired device, move it away");
  }

  /**
   * Keeps the rejected entries in {@code trust.rejected-….json} and takes them out of this file, in
   * this order, so that a crash leaves them in one of both at least.
   *
   * @return where they are
   * @throws IOException if that could not be done; then this file is what it was
   */
  public Path setAside(Outcome.Salvaged salvaged) throws IOException {
    List<JsonValue> entries =
        salvaged.rejected().stream().<JsonValue>map(RejectedEntry::toJson).toList();
    byte[] text =
        JsonWriter.COMPACT
            .text(JsonValue.object().put("rejected", new JsonArray(entries)).build())
            .getBytes(StandardCharsets.UTF_8);
    // Named by its content: once more after a crash is the same file, others are others.
    CRC32 content = new CRC32();
    content.update(text);
    Path beside = file.resolveSibling("trust.rejected-%08x.json".formatted(content.getValue()));
    DurableFile.write(beside, text);
    save(salvaged.state());
    return beside;
  }

  /**
   * Replaces what is stored, durably. What could not be read back whole is refused: it would not be
   * trusted after the next start.
   *
   * @throws IOException if it could not; then the old state is still there, whole
   */
  public void save(StoredState state) throws IOException {
    byte[] text = octets(state);
    if (text.length > MOST_BYTES || !isReadWhole(text)) {
      throw new IOException("there is an entry in it that is none");
    }
    DurableFile.write(file, text);
  }
}
