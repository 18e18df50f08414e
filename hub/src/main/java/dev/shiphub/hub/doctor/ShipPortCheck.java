package dev.shiphub.hub.doctor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether devices can reach us.
 *
 * @param port 0 if it is not bound, or any free one is wanted
 * @param isRunning whether a daemon runs, which has bound it
 * @param doors the announced addresses; without a daemon none
 * @param taken why a daemon could not bind it, in English
 */
public record ShipPortCheck(int port, boolean isRunning, List<Door> doors, Optional<String> taken)
    implements Check {
  /**
   * An announced address with that port.
   *
   * @param trouble why it cannot be reached from this machine, in English
   */
  public record Door(String address, Optional<String> trouble) {}

  public ShipPortCheck {
    doors = List.copyOf(doors);
  }

  @Override
  public Topic topic() {
    return Topic.SHIP_PORT;
  }

  @Override
  public Finding finding() {
    return isRunning ? bound() : free();
  }

  private Finding bound() {
    List<Door> closed = doors.stream().filter(door -> door.trouble().isPresent()).toList();
    if (port == 0) {
      return Finding.fail("the SHIP port is not bound", "der SHIP-Port ist nicht offen")
          .remedy(
              "look into the log of the daemon, and restart it",
              "ins Protokoll des Dienstes sehen und ihn neu starten");
    }
    if (!closed.isEmpty()) {
      String list =
          closed.stream()
              .map(door -> door.address() + " (" + door.trouble().orElse("") + ")")
              .collect(Collectors.joining(", "));
      return Finding.fail(
              "port " + port + " cannot be reached at " + list,
              "Port " + port + " ist nicht erreichbar unter " + list)
          .remedy(
              "let TCP port " + port + " through the firewall of this machine",
              "TCP-Port " + port + " durch die Firewall dieses Rechners lassen");
    }
    String list = doors.stream().map(Door::address).collect(Collectors.joining(", "));
    return Finding.ok(
        "port " + port + " answers at " + (list.isEmpty() ? "no address" : list),
        "Port " + port + " antwortet unter " + (list.isEmpty() ? "keiner Adresse" : list));
  }

  private Finding free() {
    return taken
        .map(
            why ->
                Finding.fail(
                        "port " + port + " cannot be opened (" + why + ")",
                        "Port " + port + " kann nicht geöffnet werden (" + why + ")")
                    .remedy(
                        "stop what uses it (ss -ltnp), or choose another with ship.port",
                        "beenden, was ihn benutzt (ss -ltnp), oder mit ship.port einen anderen"
                            + " wählen"))
        .orElseGet(
            () ->
                port == 0
                    ? Finding.ok("any free port will do", "jeder freie Port ist recht")
                    : Finding.ok("port " + port + " is free", "Port " + port + " ist frei"));
  }
}
