package dev.shiphub.hub.adapter.doctor;

import dev.shiphub.hub.doctor.Check;
import dev.shiphub.hub.doctor.ClockCheck;
import dev.shiphub.hub.doctor.DiskCheck;
import dev.shiphub.hub.doctor.JavaCheck;
import dev.shiphub.hub.doctor.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the program needs of the machine: time, room on disk and in memory, and Java. */
record MachineProbe(Patient patient, Machine machine, Instant now) implements Probe {
  @Override
  public Set<Topic> topics() {
    return Set.of(Topic.CLOCK, Topic.DISK, Topic.MEMORY, Topic.JAVA);
  }

  @Override
  public List<Check> look() throws IOException {
    Path state = patient.state();
    long free = Files.getFileStore(existing(state)).getUsableSpace();
    Runtime.Version java = Runtime.version();
    return List.of(
        new ClockCheck(now, patient.built(), patient.stepped(), newest(state)),
        new DiskCheck(state.toString(), free),
        new MemoryFacts(machine, patient.isInside()).check(),
        new JavaCheck(java.feature(), java.toString(), java.pre().isEmpty()));
  }

  /** The directory, or the nearest one above it: that is where it would be made. */
  private static Path existing(Path path) {
    return Stream.iterate(path, Objects::nonNull, Path::getParent)
        .filter(Files::exists)
        .findFirst()
        .orElse(Path.of("/"));
  }

  /** The youngest stamp of a file there. */
  private static Optional<Instant> newest(Path state) throws IOException {
    if (!Files.isDirectory(state)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(state)) {
      return files.flatMap(MachineProbe::stamp).max(Instant::compareTo);
    }
  }

  private static Stream<Instant> stamp(Path file) {
    try {
      return Stream.of(Files.getLastModifiedTime(file).toInstant());
    } catch (IOException gone) {
      return Stream.empty();
    }
  }
}
