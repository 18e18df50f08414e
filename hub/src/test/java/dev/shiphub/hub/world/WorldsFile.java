package dev.shiphub.hub.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The worlds that were run so far: disjoint ranges of seeds, for each state of the code that they
 * are about.
 */
final class WorldsFile {
  private static final Path ROOT = Path.of("..");
  private static final Path FILE = ROOT.resolve("docs/worlds.csv");
  private static final String HEAD =
      "core,from,to,events,virtual days,sessions,replaced,dials,yielded,faults,agreed within ms";

  /** What the proof is about: a change here starts a new count. */
  private static final List<String> SUBJECT =
      List.of(
          "hub/src/main/java/dev/shiphub/hub/core",
          "hub/src/main/java/dev/shiphub/hub/session",
          "ship-protocol/src/main/java/dev/shiphub/ship/handshake",
          "ship-protocol/src/main/java/dev/shiphub/ship/wire");

  /**
   * Enters a range without a violation.
   *
   * @throws IllegalStateException if some of it is there already
   */
  void enter(long from, long seeds, Figures figures) throws IOException {
    String core = core();
    List<String> before =
        Files.exists(FILE) ? Files.readAllLines(FILE, StandardCharsets.UTF_8) : List.of();
    for (String line : before) {
      String[] cells = line.split(",", -1);
      boolean isOverlap =
          cells[0].equals(core)
              && from < Long.parseLong(cells[2])
              && Long.parseLong(cells[1]) < from + seeds;
      if (isOverlap) {
        throw new IllegalStateException("these worlds were run before: " + line);
      }
    }
    if (before.isEmpty()) {
      Files.writeString(FILE, HEAD + "\n");
    }
    Files.writeString(FILE, row(core, from, seeds, figures) + "\n", StandardOpenOption.APPEND);
  }

  private static String row(String core, long from, long seeds, Figures figures) {
    long faults = 0;
    for (Action.Kind kind : Action.Kind.values()) {
      faults += figures.times("fault " + kind);
    }
    return String.join(
        ",",
        Stream.of(
                core,
                from,
                from + seeds,
                figures.times("events"),
                Duration.ofSeconds(figures.times("virtual seconds")).toDays(),
                figures.times("SessionStarted"),
                figures.times("SessionReplaced"),
                figures.times("dial"),
                figures.times("yielded dial"),
                faults,
                figures.slowest().toMillis())
            .map(String::valueOf)
            .toList());
  }

  /** A short name of the state of the code. */
  private static String core() throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String directory : SUBJECT) {
        try (Stream<Path> files = Files.list(ROOT.resolve(directory))) {
          files.sorted().forEach(file -> digest.update(bytes(file)));
        }
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
