package dev.shiphub.ship.transport;

import dev.shiphub.ship.Role;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.PingFrame;
import org.java_websocket.framing.PongFrame;
import org.java_websocket.handshake.HandshakeImpl1Client;

/**
 * One WebSocket as a codec: bytes in, {@link Received} out, and the frames to send as bytes (RFC
 * 6455). Knows no socket and no thread; Java-WebSocket's protocol engine behind a {@link
 * FrameCutter}.
 *
 * <p>After the upgrade {@link #receive} belongs to the thread that reads, and the methods that make
 * frames to the thread that writes.
 */
final class WebSocketEngine {
  /** What a close frame without a code stands for (RFC 6455 7.1.5). */
  static final int NO_CODE = 1005;

  private static final int INVALID_TEXT = 1007;

  /** The library logs whole payloads, PINs among them, and a stack trace for each hostile frame. */
  private static final Logger LIBRARY_LOG = Logger.getLogger("org.java_websocket");

  static {
    LIBRARY_LOG.setLevel(Level.OFF);
  }

  private final Intake intake = new Intake();
  private final WebSocketImpl library;
  private final FrameCutter cutter;

  private WebSocketEngine(Role own, TransportLimits.Frames limits) {
    ShipDraft draft = new ShipDraft(intake, limits.messageBytes());
    library =
        own == Role.SERVER
            ? new WebSocketImpl(intake, List.of(draft))
            : new WebSocketImpl(intake, draft);
    cutter = new FrameCutter(own, limits);
  }

  /** The server's end, for a request with that key. Its first output is the response. */
  static WebSocketEngine server(String key, TransportLimits.Frames limits) {
    WebSocketEngine engine = new WebSocketEngine(Role.SERVER, limits);
    engine.library.decode(ByteBuffer.wrap(UpgradeHead.plainRequest(key)));
    return engine;
  }

  /** The client's end. Its first output is the request. */
  static WebSocketEngine client(String host, String path, TransportLimits.Frames limits) {
    WebSocketEngine engine = new WebSocketEngine(Role.CLIENT, limits);
    HandshakeImpl1Client request = new HandshakeImpl1Client();
    request.setResourceDescriptor(path);
    request.put("Host", host);
    try {
      engine.library.startHandshake(request);
    } catch (InvalidHandshakeException unexpected) {
      throw new IllegalStateException("the library refused its own request", unexpected);
    }
    return engine;
  }

  /** The bytes of the upgrade to send. */
  byte[] upgrade() {
    return output();
  }

  /** Takes the server's {@code Sec-WebSocket-Accept}; returns whether it answers our request. */
  boolean accept(String key) {
    library.decode(ByteBuffer.wrap(UpgradeHead.plainResponse(key)));
    return library.isOpen();
  }

  /** Takes messages of full length from the next frame on. Any thread. */
  void expectData() {
    cutter.expectData();
  }

  /** What the first {@code length} bytes of a chunk complete. Nothing follows a violation. */
  List<Received> receive(byte[] chunk, int length) {
    List<Received> all = new ArrayList<>();
    for (FrameCutter.Cut cut : cutter.cut(chunk, length)) {
      switch (cut) {
        case FrameCutter.Cut.Frame frame -> all.addAll(decode(frame));
        case FrameCutter.Cut.Violation(int code, String why) ->
            all.add(new Received.Violation(code, why));
      }
    }
    return all;
  }

  private List<Received> decode(FrameCutter.Cut.Frame frame) {
    boolean isClose = frame.header().opcode() == FrameHeader.CLOSE;
    if (isClose && frame.header().payload() == 0) {
      return List.of(new Received.Close(NO_CODE, ""));
    }
    try {
      library.decode(frame.bytes());
      return intake.take();
    } catch (RuntimeException fault) {
      // The library stumbles over close phrases that are not UTF-8.
      int code = isClose ? INVALID_TEXT : FrameHeader.PROTOCOL_ERROR;
      return List.of(new Received.Violation(code, "undecodable frame"));
    }
  }

  /** One unfragmented binary frame. */
  byte[] message(ByteBuffer payload) {
    library.send(payload);
    return output();
  }

  byte[] ping() {
    library.sendFrame(new PingFrame());
    return output();
  }

  byte[] pong(ByteBuffer payload) {
    PongFrame frame = new PongFrame();
    frame.setPayload(payload);
    library.sendFrame(frame);
    return output();
  }

  /** A close frame; {@link #NO_CODE} makes an empty one. */
  byte[] close(int code, String phrase) {
    CloseFrame frame = new CloseFrame();
    frame.setReason(phrase);
    frame.setCode(code);
    library.sendFrame(frame);
    return output();
  }

  /** What the library has made: always one piece, and taken at once. */
  private byte[] output() {
    ByteBuffer made = library.outQueue.remove();
    byte[] bytes = new byte[made.remaining()];
    made.get(bytes);
    return bytes;
  }
}
