package dev.shiphub.ship.handshake;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.wire.ConnectionHello;
import dev.shiphub.ship.wire.ShipMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The next phase and what is to be done on the way there. */
record Step(Phase next, List<Output> outputs) {
  private static final CloseReason NOT_TRUSTED =
      CloseReason.byUs(CloseReason.NOT_TRUSTED, "Node rejected by application");

  Step {
    outputs = List.copyOf(outputs);
  }

  static Step to(Phase next, Output... outputs) {
    return new Step(next, Arrays.asList(outputs));
  }

  static Output send(ShipMessage message) {
    return new Output.Send(message);
  }

  /** Ends the connection: nothing is sent any more but the close frame. */
  static Step close(CloseReason reason, String why, Output... before) {
    List<Output> outputs = new ArrayList<>(Arrays.asList(before));
    outputs.add(new Output.Close(reason, why));
    return new Step(new Phase.Closed(why), outputs);
  }

  static Step protocolError(String why, Output... before) {
    return protocolError(why, why, before);
  }

  /** The peer is told in a sentence; people are told what a parser found. */
  static Step protocolError(String told, String why, Output... before) {
    return close(CloseReason.byUs(CloseReason.SHIP_CLOSE, told), why, before);
  }

  static Step unreadable(String what, Output... before) {
    return protocolError("a message could not be read", "unreadable message: " + what, before);
  }

  /** The user says no where there is no hello to say it with. */
  static Step rejected(String why) {
    return close(NOT_TRUSTED, why);
  }

  /** The common abort procedure: hello aborted, then close (SHIP 13.4.4.1.3). */
  static Step abortHello(String why) {
    return close(NOT_TRUSTED, why, send(ConnectionHello.aborted()));
  }

  static Step remark(Phase same, String words) {
    return to(same, new Output.Remark(words));
  }

  Step withMore(List<Output> more) {
    List<Output> all = new ArrayList<>(outputs);
    all.addAll(more);
    return new Step(next, all);
  }
}
