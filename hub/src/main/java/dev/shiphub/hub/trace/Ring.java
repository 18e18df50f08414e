package dev.shiphub.hub.trace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;

/** The last frames, as many as have room. Not thread-safe. */
final class Ring {
  private final TraceLimits limits;
  private final Deque<TracedFrame> frames = new ArrayDeque<>();
  private int octets;
  private long dropped;
  private long lastDropped;

  Ring(TraceLimits limits) {
    this.limits = limits;
  }

  void add(TracedFrame frame) {
    frames.addLast(frame);
    octets += frame.octets().length;
    while (frames.size() > limits.frames() || octets > limits.octets()) {
      TracedFrame oldest = frames.removeFirst();
      octets -= oldest.octets().length;
      dropped++;
      lastDropped = oldest.seq();
    }
  }

  /** All that is kept, the oldest first. */
  Stream<TracedFrame> frames() {
    return frames.stream();
  }

  /** How many are not kept any more. */
  long dropped() {
    return dropped;
  }

  /** The number of the latest of those; 0 if there is none. */
  long lastDropped() {
    return lastDropped;
  }

  /** The number of the latest frame; 0 if there was none. */
  long last() {
    return frames.isEmpty() ? lastDropped : frames.getLast().seq();
  }
}
