package dev.shiphub.hub.trace;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** How a trace is written. Any thread. */
public sealed interface TraceForm permits TraceText, TraceLines, TraceEvents, Pcapng {
  /** The media type of what comes out. */
  String mediaType();

  /** What stands before the first frame. */
  byte[] head();

  /** Frames, as they follow each other. */
  byte[] of(List<TracedFrame> frames);

  /** That frames are missing here; nothing if it cannot be said. */
  byte[] gap();

  /** That nothing has come for a while, so that it is noticed when nobody reads any more. */
  byte[] idle();

  /**
   * The form that has this name.
   *
   * @param name {@code text}, {@code jsonl}, {@code events} or {@code pcapng}
   * @param wall turns instants of the frames into times that people read
   * @throws IllegalArgumentException if no form has it
   */
  static TraceForm named(String name, UnaryOperator<Instant> wall, Redaction redaction) {
    return switch (name) {
      case "text" -> new TraceText(wall, redaction);
      case "jsonl" -> new TraceLines(new FrameJson(wall, redaction));
      case "events" -> new TraceEvents(new FrameJson(wall, redaction));
      case "pcapng" -> new Pcapng(wall, redaction);
      default -> throw new IllegalArgumentException("not a form of a trace: " + name);
    };
  }
}
