package dev.shiphub.hub.adapter.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shiphub.hub.core.StoredState;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.identity.IdentityFile;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.ship.json.JsonObjectBuilder;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The files that make a gateway what it is, each read whole and found good: identity, trust (with
 * static peers and PIN penalties) and SHIP ID.
 *
 * <p>One picture, also while a daemon runs: trust is one file that is only ever replaced whole, and
 * the other two do not change under a daemon.
 */
public final class StateFiles {
  /** Key and certificate. */
  public static final String IDENTITY = "identity.p12";

  /** Trusted devices and static peers. */
  public static final String TRUST = "trust.json";

  static final String SHIP_ID = "ship-id";

  /** The identity comes last: with it, the gateway is there. */
  static final List<String> NAMES = List.of(TRUST, SHIP_ID, IDENTITY);

  /** What stands for a file that need not be there, so that a restore always replaces it. */
  private static final Map<String, byte[]> WITHOUT =
      Map.of(TRUST, RecordsJson.write(StoredState.EMPTY).getBytes(UTF_8), SHIP_ID, new byte[0]);

  private final SequencedMap<String, byte[]> contents;
  private final Ski ski;
  private final StoredState stored;
  private final Optional<ShipId> shipId;

  private StateFiles(SequencedMap<String, byte[]> contents) throws IOException {
    this.contents = contents;
    ski = ski(octets(IDENTITY));
    stored = stored(octets(TRUST));
    shipId = ShipIdFile.read(SHIP_ID, octets(SHIP_ID));
  }

  private byte[] octets(String name) throws IOException {
    return Optional.ofNullable(contents.get(name))
        .orElseThrow(() -> new IOException("the backup holds no " + name));
  }

  /**
   * Those of a state directory.
   *
   * @throws IOException if one is missing or not good; the message says what to do
   */
  public static StateFiles in(Path directory) throws IOException {
    // Judges not only what is in it, but also who may read it.
    if (new IdentityFile(directory.resolve(IDENTITY)).load()
        instanceof IdentityFile.Outcome.Broken(String why, String remedy)) {
      throw new IOException(why + "; " + remedy);
    }
    SequencedMap<String, byte[]> contents = new LinkedHashMap<>();
    for (String name : NAMES) {
      Path file = directory.resolve(name);
      if (Files.exists(file)) {
        contents.put(name, Files.readAllBytes(file));
      } else {
        contents.put(name, WITHOUT.getOrDefault(name, new byte[0]));
      }
    }
    return new StateFiles(contents);
  }

  /**
   * Those of a backup.
   *
   * @throws IOException if it is none of ours
   */
  static StateFiles of(JsonObject backup) throws IOException {
    SequencedMap<String, byte[]> contents = new LinkedHashMap<>();
    for (String name : NAMES) {
      Optional<String> text = backup.text(name);
      if (text.isPresent()) {
        contents.put(name, decoded(text.get()));
      }
    }
    return new StateFiles(contents);
  }

  private static byte[] decoded(String text) throws IOException {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException foreign) {
      throw new IOException("the backup holds something else than files", foreign);
    }
  }

  private static Ski ski(byte[] identity) throws IOException {
    return switch (IdentityFile.read(IDENTITY, identity)) {
      case IdentityFile.Outcome.Loaded(LocalIdentity known) -> known.ski();
      case IdentityFile.Outcome.Created _ ->
          throw new IllegalStateException("reading does not create");
      case IdentityFile.Outcome.Broken(String why, String remedy) ->
          throw new IOException(why + "; " + remedy);
    };
  }

  private static StoredState stored(byte[] trust) throws IOException {
    return switch (TrustFile.read(TRUST, trust)) {
      case TrustFile.Outcome.Loaded(StoredState state) -> state;
      // The next start sets aside what is none, wherever the file is then.
      case TrustFile.Outcome.Salvaged(StoredState state, var _) -> state;
      case TrustFile.Outcome.Missing() -> StoredState.EMPTY;
      case TrustFile.Outcome.Broken(String why, String remedy) ->
          throw new IOException(why + "; " + remedy);
    };
  }

  /** Whether a directory holds a gateway already, in whatever state it may be. */
  public static boolean holdsIdentity(Path directory) {
    return Files.exists(directory.resolve(IDENTITY), LinkOption.NOFOLLOW_LINKS);
  }

  /** Whose they are. */
  public Ski ski() {
    return ski;
  }

  /** The devices and static peers in them. */
  public StoredState stored() {
    return stored;
  }

  /** The SHIP ID, if it was ever configured. */
  public Optional<ShipId> shipId() {
    return shipId;
  }

  /** By name, in the order in which they are to be put into a directory. */
  SequencedMap<String, byte[]> contents() {
    return contents;
  }

  JsonObject toJson() {
    JsonObjectBuilder json = JsonValue.object();
    contents.forEach((name, octets) -> json.put(name, Base64.getEncoder().encodeToString(octets)));
    return json.build();
  }
}
