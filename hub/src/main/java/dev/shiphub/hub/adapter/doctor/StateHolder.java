package dev.shiphub.hub.adapter.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which process holds a state directory, found out without touching its lock: a daemon that starts
 * at this moment must not find it taken by us.
 */
public final class StateHolder {
  private StateHolder() {}

  /**
   * Its number; empty if none does.
   *
   * @param proc what the kernel tells, with one line for each lock of a file
   */
  public static Optional<String> of(Path state, Path proc) {
    Path lock = state.resolve("lock");
    try {
      String suffix = ":" + Files.getAttribute(lock, "unix:ino");
      boolean isLocked =
          Files.readAllLines(proc.resolve("locks")).stream()
              .map(line -> line.strip().split("\\s+"))
              .anyMatch(fields -> fields.length > 5 && fields[5].endsWith(suffix));
      return isLocked ? Optional.of(Files.readString(lock).strip()) : Optional.empty();
    } catch (IOException none) {
      return Optional.empty();
    }
  }
}
