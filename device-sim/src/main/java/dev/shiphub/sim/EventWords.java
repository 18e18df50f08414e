package dev.shiphub.sim;

import dev.shiphub.ship.Role;
import dev.shiphub.sim.device.SimEvent;
import dev.shiphub.sim.spine.SpineDatagram;

/** Events as people read them. */
final class EventWords {
  private static final int LONGEST_FUNCTION = 80;

  private EventWords() {}

  static String of(SimEvent event) {
    return switch (event) {
      case SimEvent.Listening(var ski, var id, String profile, int port) ->
          "%s %s listens on port %d, SKI %s".formatted(profile, id, port, ski.grouped());
      case SimEvent.Connected(var ski, long number, Role role, String address) ->
          "%s  connection %d %s %s"
              .formatted(ski.brief(), number, role == Role.CLIENT ? "to" : "from", address);
      case SimEvent.TrustRequested(var ski, long number) ->
          "%s  connection %d waits for trust; to grant it type: trust %s"
              .formatted(ski.brief(), number, ski);
      case SimEvent.PinRequested(var ski, long number, boolean isRequired, boolean isBusy) ->
          "%s  connection %d: the peer %s its PIN%s; to enter it type: pin %s PIN"
              .formatted(
                  ski.brief(),
                  number,
                  isRequired ? "requires" : "would like",
                  isBusy ? ", but looks at none for now" : "",
                  ski);
      case SimEvent.PinJudged(var ski, long number, boolean isRight) ->
          "%s  connection %d: the peer says that the PIN is %s"
              .formatted(ski.brief(), number, isRight ? "right" : "wrong");
      case SimEvent.PinEntered(var ski, long number, boolean isRight, int wrong) ->
          isRight
              ? "%s  connection %d: the peer entered the right PIN".formatted(ski.brief(), number)
              : "%s  connection %d: the peer entered a wrong PIN, wrong ones so far: %d"
                  .formatted(ski.brief(), number, wrong);
      case SimEvent.DataExchange(var ski, long number) ->
          "%s  connection %d exchanges data".formatted(ski.brief(), number);
      case SimEvent.Message(var ski, long number, boolean isInbound, SpineDatagram datagram) ->
          "%s  connection %d %s %s %s"
              .formatted(
                  ski.brief(),
                  number,
                  isInbound ? "<-" : "->",
                  datagram.header().classifier().word(),
                  printable(datagram.command().function()));
      case SimEvent.NotAsked(var ski) -> "%s  cannot be asked now".formatted(ski.brief());
      case SimEvent.Disconnected(var ski, long number, var reached, _, String words) ->
          "%s  connection %d ended in %s: %s"
              .formatted(ski.brief(), number, reached.label(), words);
      case SimEvent.DialFailed(var ski, String words) ->
          "%s  could not be dialled: %s".formatted(ski.brief(), words);
      case SimEvent.Stopped(int cut) ->
          cut == 0 ? "stopped" : "stopped; %d connections had to be cut".formatted(cut);
    };
  }

  /** A peer chooses these names; they must neither be long nor steer a terminal. */
  private static String printable(String name) {
    return name.substring(0, Math.min(name.length(), LONGEST_FUNCTION)).replaceAll("\\p{C}", "?");
  }
}
