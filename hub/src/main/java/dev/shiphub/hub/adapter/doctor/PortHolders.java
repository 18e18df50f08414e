package dev.shiphub.hub.adapter.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which programs have a port open, as far as this user may know: those of others are seen by root
 * alone.
 *
 * @param proc what the kernel tells
 */
record PortHolders(Path proc) {
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final int LOCAL = 1;
  private static final int INODE = 9;

  /** Their names, each once. */
  List<String> ofUdp(int port) {
    String suffix = ":%04X".formatted(port);
    Set<String> sockets =
        Stream.of("net/udp", "net/udp6")
            .flatMap(name -> lines(proc.resolve(name)).stream().skip(1))
            .map(line -> BLANKS.split(line.strip()))
            .filter(fields -> fields.length > INODE && fields[LOCAL].endsWith(suffix))
            .map(fields -> "socket:[" + fields[INODE] + "]")
            .collect(Collectors.toSet());
    return sockets.isEmpty()
        ? List.of()
        : entries(proc).stream()
            .filter(entry -> entry.getFileName().toString().chars().allMatch(Character::isDigit))
            .filter(process -> holds(process, sockets))
            .flatMap(process -> lines(process.resolve("comm")).stream())
            .distinct()
            .sorted()
            .toList();
  }

  private static boolean holds(Path process, Set<String> sockets) {
    return entries(process.resolve("fd")).stream().anyMatch(it -> sockets.contains(target(it)));
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException gone) {
      return "";
    }
  }

  private static List<Path> entries(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
    } catch (IOException | UncheckedIOException notForUs) {
      return List.of();
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException gone) {
      return List.of();
    }
  }
}
