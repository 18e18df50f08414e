package dev.shiphub.hub.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which devices play in the tour, and what they need for it.
 *
 * @param killed the place of the device that is killed: one that dials by itself comes back sooner
 * @param dialled the place of the device that is unpaired and dials in the same moment as the hub
 */
record TourCast(int killed, int dialled) {
  /** The cast among so many devices; a single one plays both. */
  static TourCast of(int devices) {
    int lastThatDials = Math.max(0, devices - 1 - devices % 2);
    return new TourCast(lastThatDials, Math.min(1, devices - 1));
  }

  /**
   * The arguments for a device beside those of the demo. Who is killed keeps its key. Who dials
   * knows the hub even without multicast DNS, and has the bigger SKI: beside a smaller one, the hub
   * would give its own dial up in time (SHIP 12.2.2), and there would be no double connection.
   *
   * @param folder for keys
   */
  List<String> arguments(int at, DemoHub hub, Path folder) {
    List<String> arguments = new ArrayList<>();
    if (at == killed) {
      arguments.addAll(List.of("--state", folder.resolve("device-" + at).toString()));
    }
    if (at == dialled) {
      String place = hub.ski() + "@" + DemoHub.HOST + ":" + hub.port();
      arguments.addAll(List.of("--peer", place, "--ski-order", "bigger", "--than", hub.ski()));
    }
    return arguments;
  }
}
