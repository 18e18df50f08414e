package dev.shiphub.ship.transport;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a byte stream into whole WebSocket frames, and refuses what SHIP does not allow as soon as a
 * header shows it (RFC 6455 5, SHIP 10.3).
 *
 * <p>Memory follows the bytes that really came, never a length that was only declared. Nothing is
 * cut after a violation. Owned by the thread that reads.
 */
final class FrameCutter {
  /** What the stream held. */
  sealed interface Cut {
    /** A whole frame as it came, still masked. */
    record Frame(FrameHeader header, ByteBuffer bytes) implements Cut {}

    /** The peer broke the protocol or a limit; the last cut. */
    record Violation(int code, String why) implements Cut {}
  }

  private static final byte[] NOTHING = {};
  private static final int FIRST_BUFFER = 512;

  private final boolean isMaskExpected;
  private final TransportLimits.Frames limits;

  /** The longest message at this moment. */
  private volatile int mostBytes;

  private byte[] frame = NOTHING;
  private int filled;
  private int wanted = FrameHeader.SHORTEST;

  /** Null until the header of the current frame is whole. */
  private @Nullable FrameHeader header;

  private boolean isMessageOpen;
  private long messageBytes;
  private int fragments;
  private boolean isBroken;

  FrameCutter(Role own, TransportLimits.Frames limits) {
    this.isMaskExpected = own == Role.SERVER;
    this.limits = limits;
    this.mostBytes = limits.handshakeBytes();
  }

  /** Takes messages of full length from the next frame on. Any thread. */
  void expectData() {
    mostBytes = limits.messageBytes();
  }

  /** The cuts in the first {@code length} bytes of a chunk, joined to what came before. */
  List<Cut> cut(byte[] chunk, int length) {
    List<Cut> cuts = new ArrayList<>();
    int position = 0;
    while (position < length && !isBroken) {
      position += take(chunk, position, length);
      if (filled == wanted) {
        next().ifPresent(cuts::add);
      }
    }
    return cuts;
  }

  private int take(byte[] chunk, int position, int length) {
    int taken = Math.min(wanted - filled, length - position);
    if (filled + taken > frame.length) {
      int roomy = Math.min(wanted, Math.max(FIRST_BUFFER, 2 * frame.length));
      frame = Arrays.copyOf(frame, Math.max(filled + taken, roomy));
    }
    System.arraycopy(chunk, position, frame, filled, taken);
    filled += taken;
    return taken;
  }

  /** All that was wanted is there: more of the header, the whole header, or the whole frame. */
  private Optional<Cut> next() {
    if (header != null) {
      return Optional.of(whole(header));
    }
    return switch (FrameHeader.read(frame, filled, isMaskExpected)) {
      case FrameHeader.Reading.Unfinished(int bytes) -> {
        wanted = bytes;
        yield Optional.empty();
      }
      case FrameHeader.Reading.Refused(int code, String why) -> Optional.of(broken(code, why));
      case FrameHeader.Reading.Finished(FrameHeader finished) -> begin(finished);
    };
  }

  private Optional<Cut> begin(FrameHeader begun) {
    if (!FrameHeader.isControl(begun.opcode())) {
      if (isMessageOpen != (begun.opcode() == FrameHeader.CONTINUATION)) {
        return Optional.of(
            broken(FrameHeader.PROTOCOL_ERROR, "fragments of messages are out of order"));
      }
      if (begun.payload() > mostBytes - messageBytes) {
        return Optional.of(broken(CloseReason.TOO_BIG, "message over the limit"));
      }
      fragments++;
      if (fragments > limits.fragments()) {
        return Optional.of(broken(CloseReason.TOO_BIG, "message in too many fragments"));
      }
      messageBytes += begun.payload();
    }
    header = begun;
    wanted = begun.bytes() + (int) begun.payload();
    return filled == wanted ? Optional.of(whole(begun)) : Optional.empty();
  }

  private Cut whole(FrameHeader finished) {
    if (!FrameHeader.isControl(finished.opcode())) {
      isMessageOpen = !finished.isFinal();
      if (finished.isFinal()) {
        messageBytes = 0;
        fragments = 0;
      }
    }
    Cut cut = new Cut.Frame(finished, ByteBuffer.wrap(frame, 0, filled));
    reset();
    return cut;
  }

  private Cut broken(int code, String why) {
    isBroken = true;
    reset();
    return new Cut.Violation(code, why);
  }

  private void reset() {
    frame = NOTHING;
    filled = 0;
    wanted = FrameHeader.SHORTEST;
    header = null;
  }
}
