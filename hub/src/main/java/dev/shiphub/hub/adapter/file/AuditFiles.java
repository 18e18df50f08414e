package dev.shiphub.hub.adapter.file;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of the audit log in a state directory. */
record AuditFiles(Path directory) {
  private static final Pattern FULL = Pattern.compile("audit-([0-9]{4,9})\\.jsonl");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** The one that is written. */
  AuditFile current() {
    return new AuditFile(directory.resolve("audit.jsonl"));
  }

  boolean hasCurrent() {
    return Files.exists(current().path(), LinkOption.NOFOLLOW_LINKS);
  }

  /** Those that have become full, by number. */
  SortedMap<Integer, AuditFile> full() throws IOException {
    SortedMap<Integer, AuditFile> full = new TreeMap<>();
    for (Path path : named("audit-*.jsonl")) {
      Matcher name = FULL.matcher(String.valueOf(path.getFileName()));
      if (name.matches()) {
        full.put(Integer.parseInt(name.group(1)), new AuditFile(path));
      }
    }
    return full;
  }

  Optional<AuditFile> newestFull() throws IOException {
    return full().values().stream().reduce((_, later) -> later);
  }

  /** The name of that which is full next. */
  AuditFile nextFull() throws IOException {
    SortedMap<Integer, AuditFile> full = full();
    return full(full.isEmpty() ? 1 : full.lastKey() + 1);
  }

  AuditFile full(int number) {
    return new AuditFile(directory.resolve("audit-%04d.jsonl".formatted(number)));
  }

  /** Those that were set aside because they could not be gone on with, oldest first. */
  List<AuditFile> broken() throws IOException {
    return named("audit.broken-*.jsonl").stream()
        .sorted(Comparator.comparing(Path::toString))
        .map(AuditFile::new)
        .toList();
  }

  /** A name that none of them has. */
  Path nextBroken(Instant now) {
    String time = TIME.format(now);
    Path name = directory.resolve("audit.broken-" + time + ".jsonl");
    for (int again = 2; Files.exists(name, LinkOption.NOFOLLOW_LINKS); again++) {
      name = directory.resolve("audit.broken-%s-%d.jsonl".formatted(time, again));
    }
    return name;
  }

  /** Where a torn line is kept, by its content: once more after a crash is the same file. */
  Path torn(byte[] octets) {
    String content = AuditEntry.sha256(octets).substring(0, 8);
    return directory.resolve("audit.torn-" + content + ".jsonl");
  }

  /** The names and sizes of all that belongs to the chain: whether somebody writes it. */
  List<String> state() throws IOException {
    List<String> state = new ArrayList<>();
    for (AuditFile file : full().values()) {
      state.add(file.name());
    }
    if (hasCurrent()) {
      state.add("audit.jsonl " + Files.size(current().path()));
    }
    return state;
  }

  private List<Path> named(String pattern) throws IOException {
    List<Path> named = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, pattern)) {
      found.forEach(named::add);
    } catch (DirectoryIteratorException unreadable) {
      throw unreadable.getCause();
    }
    return named;
  }
}
