package dev.shiphub.hub.trace;

import dev.shiphub.ship.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** A line for each frame, for people. */
record TraceText(UnaryOperator<Instant> wall, Redaction redaction) implements TraceForm {
  /** In milliseconds, always of the same width. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  @Override
  public String mediaType() {
    return "text/plain; charset=utf-8";
  }

  @Override
  public byte[] head() {
    return new byte[0];
  }

  @Override
  public byte[] of(List<TracedFrame> frames) {
    StringBuilder lines = new StringBuilder();
    frames.forEach(frame -> lines.append(line(frame)).append('\n'));
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] idle() {
    return new byte[] {'\n'};
  }

  @Override
  public byte[] gap() {
    return "... some frames are not kept any more\n".getBytes(StandardCharsets.UTF_8);
  }

  private String line(TracedFrame frame) {
    byte[] octets = redaction.of(frame.octets());
    FrameReading reading = FrameReading.of(frame, octets);
    String body =
        reading
            .body()
            .map(JsonWriter.COMPACT::text)
            .orElseGet(() -> reading.isShown() ? "" : HexFormat.of().formatHex(octets));
    String line =
        "%s  %-4s  %-3s  %6d  %-10s  %-24s  %s%s"
            .formatted(
                TIME.format(wall.apply(frame.at())),
                frame.connection().id(),
                frame.isOutgoing() ? "out" : "in",
                frame.length(),
                reading.kind(),
                reading.message().orElse(""),
                body,
                frame.isCut() ? "..." : "");
    return printable(line).stripTrailing();
  }

  /** What a peer sent is shown on terminals. */
  private static String printable(String text) {
    return text.replaceAll("\\p{C}", "?");
  }
}
