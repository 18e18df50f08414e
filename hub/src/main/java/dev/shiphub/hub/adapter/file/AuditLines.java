package dev.shiphub.hub.adapter.file;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The lines of a file, one after the other, however big the file and its lines are. */
final class AuditLines implements Closeable {
  private static final int BUFFER = 64 * 1024;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;
  private long begin;
  private long end;
  private boolean isEnded = true;

  private AuditLines(InputStream in) {
    this.in = in;
  }

  static AuditLines of(Path file) throws IOException {
    return new AuditLines(Files.newInputStream(file));
  }

  /** The next line without its end; of one that is too long, no more than shows that. */
  Optional<byte[]> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    begin = end;
    isEnded = false;
    while (!isEnded && fill()) {
      int at = from;
      while (at < to && buffer[at] != '\n') {
        at++;
      }
      isEnded = at < to;
      line.write(buffer, from, Math.min(at - from, room(line)));
      end += at - from + (isEnded ? 1 : 0);
      from = isEnded ? at + 1 : at;
    }
    return end == begin ? Optional.empty() : Optional.of(line.toByteArray());
  }

  private static int room(ByteArrayOutputStream line) {
    return AuditEntry.LONGEST_LINE + 1 - line.size();
  }

  private boolean fill() throws IOException {
    if (from == to) {
      from = 0;
      to = Math.max(0, in.read(buffer));
    }
    return to > from;
  }

  /** Where the line begins that was read last, in octets from the beginning. */
  long begin() {
    return begin;
  }

  /** Where it ends, with its end. */
  long end() {
    return end;
  }

  /** Whether it has an end. */
  boolean isEnded() {
    return isEnded;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
