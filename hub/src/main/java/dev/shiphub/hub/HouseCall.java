package dev.shiphub.hub;

import dev.shiphub.hub.adapter.doctor.Patient;
import dev.shiphub.hub.doctor.Self;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.mdns.InterfaceChoice;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** Whom the doctor is called to. */
final class HouseCall {
  /** No build of this program is older. */
  private static final Instant FIRST_BUILD = Instant.parse("2026-01-01T00:00:00Z");

  private HouseCall() {}

  /**
   * A daemon that looks at itself.
   *
   * @param stepped by how much the wall clock was set since its start
   */
  static Patient inside(HubConfig config, Path state, Ski ski, int port, Duration stepped) {
    return patient(config, state, port, Optional.of(self(config, ski, port)), true, stepped);
  }

  /**
   * A state directory, seen from outside.
   *
   * @param running the SKI of the daemon that holds it; empty if none does
   */
  static Patient outside(HubConfig config, Path state, Optional<Ski> running) {
    int port = config.ship().port();
    return patient(
        config, state, port, running.map(ski -> self(config, ski, port)), false, Duration.ZERO);
  }

  private static Patient patient(
      HubConfig config,
      Path state,
      int port,
      Optional<Self> self,
      boolean isInside,
      Duration stepped) {
    return new Patient(
        state,
        InterfaceChoice.of(config.ship().interfaces()),
        port,
        self,
        isInside,
        stepped,
        built());
  }

  private static Self self(HubConfig config, Ski ski, int port) {
    return new Self(ski.hex(), OwnFace.instance(config.ship(), ski), port, config.ship().brand());
  }

  /** The stamp of the archive that the program comes from. */
  private static Instant built() {
    try {
      Path archive =
          Path.of(HouseCall.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (JarFile jar = new JarFile(archive.toFile())) {
        return Optional.ofNullable(jar.getEntry(JarFile.MANIFEST_NAME))
            .map(ZipEntry::getTime)
            .filter(millis -> millis > 0)
            .map(Instant::ofEpochMilli)
            .orElse(FIRST_BUILD);
      }
    } catch (IOException | URISyntaxException notPacked) {
      return FIRST_BUILD;
    }
  }
}
