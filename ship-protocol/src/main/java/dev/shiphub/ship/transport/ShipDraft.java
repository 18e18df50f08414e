package dev.shiphub.ship.transport;

import java.nio.ByteBuffer;
import java.util.List;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.protocols.Protocol;

/**
 * RFC 6455 with sub-protocol {@code ship} and without extensions, as a mere codec: close frames and
 * faults are told to the {@link Intake}, so that the library never closes or answers by itself.
 */
final class ShipDraft extends Draft_6455 {
  private final Intake intake;
  private final int mostBytes;

  ShipDraft(Intake intake, int mostBytes) {
    super(List.of(), List.of(new Protocol(UpgradeHead.SUB_PROTOCOL)), mostBytes);
    this.intake = intake;
    this.mostBytes = mostBytes;
  }

  @Override
  public List<Framedata> translateFrame(ByteBuffer buffer) {
    try {
      return super.translateFrame(buffer);
    } catch (InvalidDataException fault) {
      intake.add(violation(fault));
      return List.of();
    }
  }

  @Override
  public void processFrame(WebSocketImpl socket, Framedata frame) {
    if (frame instanceof CloseFrame close) {
      intake.add(new Received.Close(close.getCloseCode(), close.getMessage()));
      return;
    }
    try {
      super.processFrame(socket, frame);
    } catch (InvalidDataException fault) {
      intake.add(violation(fault));
    }
  }

  private static Received.Violation violation(InvalidDataException fault) {
    return new Received.Violation(fault.getCloseCode(), "undecodable frame");
  }

  /** The library makes a copy for each connection. */
  @Override
  public Draft copyInstance() {
    return new ShipDraft(intake, mostBytes);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
