package dev.shiphub.hub.adapter.file;

import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.file.DurableFile;
import dev.shiphub.ship.file.FileTrouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The SHIP ID that was configured, {@code ship-id}: devices remember it, so it must not be lost
 * with the configuration (SHIP 13.4.6.2).
 */
public final class ShipIdFile {
  private final Path file;

  /** The file need not exist; its directory must. */
  public ShipIdFile(Path state) {
    file = state.resolve(StateFiles.SHIP_ID);
  }

  /**
   * What is stored, if anything is.
   *
   * @throws IOException if it cannot be read; the message says what to do
   */
  public Optional<ShipId> load() throws IOException {
    return Files.exists(file) ? read(file.toString(), octets()) : Optional.empty();
  }

  private byte[] octets() throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new IOException(
          file + " cannot be read: " + FileTrouble.words(unreadable) + "; make it readable",
          unreadable);
    }
  }

  /** An empty file says as much as none. */
  static Optional<ShipId> read(String name, byte[] octets) throws IOException {
    String text = new String(octets, StandardCharsets.UTF_8).strip();
    Optional<ShipId> id = ShipId.parse(text);
    if (id.isEmpty() && !text.isEmpty()) {
      throw new IOException(name + " holds no SHIP ID; move it away, or put the right one in it");
    }
    return id;
  }

  /**
   * Keeps it.
   *
   * @throws IOException if it cannot be written; the message says what to do
   */
  public void save(ShipId id) throws IOException {
    try {
      DurableFile.write(file, (id.value() + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException failed) {
      throw new IOException(
          file + " cannot be written: " + FileTrouble.words(failed) + "; see to its disk", failed);
    }
  }
}
