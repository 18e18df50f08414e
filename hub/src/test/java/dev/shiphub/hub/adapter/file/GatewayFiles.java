package dev.shiphub.hub.adapter.file;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.shiphub.hub.core.PinRecord;
import dev.shiphub.hub.core.StaticPeer;
import dev.shiphub.hub.core.StoredState;
import dev.shiphub.hub.core.TrustRecord;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.identity.IdentityFile;
import dev.shiphub.ship.identity.LocalIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A state directory as a gateway has left it, and what is in one. */
public final class GatewayFiles {
  public static final SecureRandom RANDOM = new SecureRandom();
  public static final Instant TODAY = Instant.parse("2026-11-22T10:00:00Z");
  public static final LocalIdentity OURS = LocalIdentity.generate("shiphub", TODAY, RANDOM);
  public static final Ski PUMP = new Ski("a1b2c3d4e5000000000000000000000000000001");

  /** A device with a penalty for wrong PINs, and a static peer. */
  public static final StoredState STORED =
      new StoredState(
          List.of(
              new TrustRecord(
                  PUMP,
                  Optional.of(new ShipId("HeatPump-1")),
                  TrustRecord.Origin.USER_INPUT,
                  64,
                  TODAY,
                  Optional.empty(),
                  new PinRecord(false, 3, Duration.ofSeconds(12)))),
          List.of(
              new StaticPeer(
                  PUMP, new Endpoint(List.of("192.0.2.9"), 4_712, "/ship/", Optional.empty()))));

  private GatewayFiles() {}

  /** Fills a directory, which is made if need be. */
  public static Path make(Path directory) throws IOException {
    Files.createDirectories(directory);
    assertInstanceOf(
        IdentityFile.Outcome.Created.class,
        new IdentityFile(directory.resolve("identity.p12")).save(OURS, RANDOM));
    new TrustFile(directory.resolve("trust.json")).save(STORED);
    new ShipIdFile(directory).save(new ShipId("our-hub"));
    return directory;
  }

  /**
   * Every file in a directory and below, by name, with its content; the lock counts for nothing.
   */
  public static Map<String, String> in(Path directory) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    if (!Files.exists(directory)) {
      return contents;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = directory.relativize(file).toString();
        if (!name.equals("lock")) {
          contents.put(name, HexFormat.of().formatHex(Files.readAllBytes(file)));
        }
      }
    }
    return contents;
  }
}
