package dev.shiphub.ship.transport;

import dev.shiphub.ship.CloseReason;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketAdapter;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.Handshakedata;

/**
 * Collects what the library decodes, so that nobody's code runs inside of it.
 *
 * <p>Owned by the thread that reads.
 */
final class Intake extends WebSocketAdapter {
  private List<Received> collected = new ArrayList<>();

  /** What was collected since the last call. */
  List<Received> take() {
    List<Received> taken = collected;
    collected = new ArrayList<>();
    return taken;
  }

  void add(Received received) {
    collected.add(received);
  }

  @Override
  public void onWebsocketMessage(WebSocket socket, ByteBuffer payload) {
    add(new Received.Message(payload));
  }

  @Override
  public void onWebsocketMessage(WebSocket socket, String text) {
    add(new Received.Violation(CloseReason.UNSUPPORTED, "SHIP has no text frames"));
  }

  @Override
  public void onWebsocketPing(WebSocket socket, Framedata frame) {
    add(new Received.Ping(frame.getPayloadData()));
  }

  @Override
  public void onWebsocketPong(WebSocket socket, Framedata frame) {
    add(new Received.Pong());
  }

  @Override
  public void onWebsocketError(WebSocket socket, Exception problem) {
    add(new Received.Violation(FrameHeader.PROTOCOL_ERROR, "undecodable frame"));
  }

  @Override
  public void onWebsocketOpen(WebSocket socket, Handshakedata handshake) {
    // The engine asks the library whether it is open.
  }

  @Override
  public void onWebsocketClose(WebSocket socket, int code, String phrase, boolean isRemote) {
    // Closing is the transport's business.
  }

  @Override
  public void onWebsocketClosing(WebSocket socket, int code, String phrase, boolean isRemote) {
    // Closing is the transport's business.
  }

  @Override
  public void onWebsocketCloseInitiated(WebSocket socket, int code, String phrase) {
    // Closing is the transport's business.
  }

  @Override
  public void onWriteDemand(WebSocket socket) {
    // Whoever makes the library encode something takes the bytes at once.
  }

  @Override
  public InetSocketAddress getLocalSocketAddress(WebSocket socket) {
    throw new UnsupportedOperationException("the library has no socket");
  }

  @Override
  public InetSocketAddress getRemoteSocketAddress(WebSocket socket) {
    throw new UnsupportedOperationException("the library has no socket");
  }
}
