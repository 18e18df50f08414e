package dev.shiphub.sim.scenario;

import dev.shiphub.sim.bench.ShipBytes;
import dev.shiphub.sim.raw.RawFrame;
import java.io.ByteArrayOutputStream;

/** Frames of WebSocket that are wrong, or too many, by the names of scenarios. */
final class Frames {
  private static final int CONTINUATION = 0;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PONG = 10;
  private static final int RSV1 = 0x40;

  private Frames() {}

  /**
   * Their bytes on the wire.
   *
   * @param isClient whether we dialled, and so have to mask
   */
  static byte[] bytes(String name, boolean isClient) {
    return switch (name) {
      case "unmasked" -> RawFrame.binary(ShipBytes.CMI).bytes(!isClient);
      case "rsv1" -> reserved(isClient);
      case "opcode-3" -> new RawFrame(true, 3, ShipBytes.CMI).bytes(isClient);
      case "too-long" -> RawFrame.claiming(1L << 30);
      case "endless-message" -> parts(new byte[1024], 50, isClient);
      case "endless-parts" -> parts(new byte[0], 5_000, isClient);
      case "ping" -> RawFrame.ping(new byte[100]).bytes(isClient);
      case "pong" -> new RawFrame(true, PONG, new byte[100]).bytes(isClient);
      case "lonely-part" -> new RawFrame(true, CONTINUATION, new byte[0]).bytes(isClient);
      case "half-code" -> new RawFrame(true, CLOSE, new byte[1]).bytes(isClient);
      default -> throw new IllegalStateException("no such frame: " + name);
    };
  }

  private static byte[] reserved(boolean isClient) {
    byte[] frame = RawFrame.binary(ShipBytes.CMI).bytes(isClient);
    frame[0] |= RSV1;
    return frame;
  }

  private static byte[] parts(byte[] part, int count, boolean isClient) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      all.writeBytes(new RawFrame(false, i == 0 ? BINARY : CONTINUATION, part).bytes(isClient));
    }
    return all.toByteArray();
  }
}
