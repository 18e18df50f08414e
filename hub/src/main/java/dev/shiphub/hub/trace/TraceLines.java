package dev.shiphub.hub.trace;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A JSON document for each frame, each in a line of its own. */
record TraceLines(FrameJson json) implements TraceForm {
  @Override
  public String mediaType() {
    return "application/jsonl";
  }

  @Override
  public byte[] head() {
    return new byte[0];
  }

  @Override
  public byte[] of(List<TracedFrame> frames) {
    StringBuilder lines = new StringBuilder();
    frames.forEach(frame -> lines.append(JsonWriter.COMPACT.text(json.of(frame))).append('\n'));
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] idle() {
    return new byte[] {'\n'};
  }

  @Override
  public byte[] gap() {
    String line = JsonWriter.COMPACT.text(JsonValue.object().put("gap", true).build());
    return (line + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
