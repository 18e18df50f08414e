package dev.shiphub.hub.adapter.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;

/** One file of the audit log. */
record AuditFile(Path path) {
  /**
   * What a look at it has shown.
   *
   * @param lines how many are good, from the first on
   * @param size how many octets these are
   * @param trouble the first one that is not
   */
  record Look(long lines, long size, Optional<Trouble> trouble) {}

  /**
   * A line that is not good.
   *
   * @param line its number, from 1
   * @param what what is wrong with it
   * @param isLast whether no line follows
   */
  record Trouble(long line, String what, boolean isLast) {
    String words() {
      return "line " + line + ": " + what;
    }
  }

  String name() {
    return String.valueOf(path.getFileName());
  }

  /** Follows a chain through it, up to its end or the first line that is not good. */
  Look follow(AuditChain chain, Consumer<AuditEntry> each) throws IOException {
    chain.beginFile();
    try (AuditLines lines = AuditLines.of(path)) {
      long good = 0;
      long size = 0;
      Optional<byte[]> line = lines.next();
      while (line.isPresent()) {
        Optional<String> wrong =
            lines.isEnded() ? take(line.get(), chain, each) : Optional.of("it has no end");
        if (wrong.isPresent()) {
          boolean isLast = lines.next().isEmpty();
          return new Look(good, size, Optional.of(new Trouble(good + 1, wrong.get(), isLast)));
        }
        good++;
        size = lines.end();
        line = lines.next();
      }
      return new Look(
          good, size, good > 0 ? Optional.empty() : Optional.of(new Trouble(1, "missing", true)));
    }
  }

  private static Optional<String> take(byte[] line, AuditChain chain, Consumer<AuditEntry> each) {
    return switch (AuditEntry.read(line)) {
      case AuditEntry.Read.Bad(String what) -> Optional.of(what);
      case AuditEntry.Read.Ok(AuditEntry entry) -> {
        Optional<String> wrong = chain.take(entry);
        if (wrong.isEmpty()) {
          each.accept(entry);
        }
        yield wrong;
      }
    };
  }

  /** SHA-256, in hex, of its last line without the end; empty if it has none. */
  Optional<String> hashOfLastLine() throws IOException {
    try (AuditLines lines = AuditLines.of(path)) {
      Optional<byte[]> last = Optional.empty();
      Optional<byte[]> line = lines.next();
      while (line.isPresent()) {
        last = line;
        line = lines.next();
      }
      return last.map(AuditEntry::sha256);
    }
  }

  /** All behind the octet of this number, at most so many. */
  byte[] behind(long at, int most) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      in.skipNBytes(at);
      return in.readNBytes(most);
    }
  }

  /**
   * Makes this its last line, from the octet of this number on; when it returns, it is durable.
   *
   * @return where it ends
   */
  long end(long at, AuditEntry entry) throws IOException {
    byte[] line = entry.line();
    ByteBuffer octets = ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.position(at);
      while (octets.hasRemaining()) {
        channel.write(octets);
      }
      if (channel.size() > channel.position()) {
        channel.truncate(channel.position());
      }
      channel.force(true);
      return at + line.length + 1;
    }
  }

  /** Cuts off whatever is behind the octet of this number, durably. */
  void cut(long at) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.truncate(at);
      channel.force(true);
    }
  }
}
