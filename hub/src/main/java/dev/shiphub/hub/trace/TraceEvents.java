package dev.shiphub.hub.trace;

import dev.shiphub.ship.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Server-sent events named {@code frame}, whose {@code id} is the number of the frame. */
record TraceEvents(FrameJson json) implements TraceForm {
  @Override
  public String mediaType() {
    return "text/event-stream; charset=utf-8";
  }

  @Override
  public byte[] head() {
    return octets(": frames of a device\n\n");
  }

  @Override
  public byte[] of(List<TracedFrame> frames) {
    StringBuilder events = new StringBuilder();
    for (TracedFrame frame : frames) {
      events.append("event: frame\nid: ").append(frame.seq()).append("\ndata: ");
      events.append(JsonWriter.COMPACT.text(json.of(frame))).append("\n\n");
    }
    return octets(events.toString());
  }

  @Override
  public byte[] gap() {
    return octets("event: resync-required\ndata: {}\n\n");
  }

  @Override
  public byte[] idle() {
    return octets(":\n\n");
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
