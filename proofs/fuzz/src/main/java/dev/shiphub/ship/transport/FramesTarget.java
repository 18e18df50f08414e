package dev.shiphub.ship.transport;

import dev.shiphub.fuzz.Cost;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * WebSocket frames, read as a server and as a client. Here, because the engine is nobody else's
 * business.
 */
public final class FramesTarget {
  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  /** What an engine costs before it has heard anything, in bytes of input. */
  private static final int ENGINE = 200;

  /** The shortest frame has two bytes, and the library makes so many values of it. */
  private static final int MOST_OBJECTS = 4;

  private FramesTarget() {}

  /**
   * The first byte says who reads, how much is allowed and in which pieces the rest comes: in one
   * or in many, the same is heard.
   */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length > 1) {
      int piece = 1 + (input[0] & 0x3F);
      boolean isServer = (input[0] & 0x40) != 0;
      boolean isData = (input[0] & 0x80) != 0;
      byte[] stream = Arrays.copyOfRange(input, 1, input.length);
      String whole =
          Cost.within(
              ENGINE + MOST_OBJECTS * input.length,
              () -> heard(stream, stream.length, isServer, isData));
      String pieces = heard(stream, piece, isServer, isData);
      if (!whole.equals(pieces)) {
        throw new IllegalStateException("in one piece: " + whole + "; in many: " + pieces);
      }
    }
  }

  private static String heard(byte[] stream, int piece, boolean isServer, boolean isData) {
    WebSocketEngine engine =
        isServer
            ? WebSocketEngine.server(KEY, TransportLimits.Frames.DEFAULTS)
            : WebSocketEngine.client("ship", "/ship/", TransportLimits.Frames.DEFAULTS);
    engine.upgrade();
    if (!isServer) {
      engine.accept("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }
    if (isData) {
      engine.expectData();
    }
    List<String> heard = new ArrayList<>();
    for (int at = 0; at < stream.length && !isOver(heard); at += piece) {
      byte[] chunk = Arrays.copyOfRange(stream, at, Math.min(stream.length, at + piece));
      for (Received received : engine.receive(chunk, chunk.length)) {
        if (!isOver(heard)) {
          heard.add(words(received));
        }
      }
    }
    return heard.toString();
  }

  private static boolean isOver(List<String> heard) {
    return !heard.isEmpty() && heard.getLast().startsWith("end");
  }

  private static String words(Received received) {
    return switch (received) {
      case Received.Message(var payload) -> "message " + payload.remaining();
      case Received.Ping(var payload) -> "ping " + payload.remaining();
      case Received.Pong() -> "pong";
      case Received.Close(int code, String phrase) -> "end " + code + " " + phrase;
      case Received.Violation(int code, String why) -> "end, violation " + code + " " + why;
    };
  }
}
