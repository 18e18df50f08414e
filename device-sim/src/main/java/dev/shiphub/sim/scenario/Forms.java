package dev.shiphub.sim.scenario;

import static dev.shiphub.sim.scenario.Key.may;
import static dev.shiphub.sim.scenario.Key.must;

import java.util.List;

/** The keys of a scenario besides those of its steps. */
final class Forms {
  /** Those of the file. */
  static final List<Key> SCENARIO =
      List.of(
          must("name", Kind.WORD, "what reports call it; a shipped one has that of its file"),
          must("description", Kind.TEXT, "what it shows, and of which clause or lesson"),
          must(
              "layer",
              Kind.choice("tcp", "tls", "websocket", "ship", "mdns", "quirk"),
              "where the fault is"),
          may("limit", Kind.SPAN_OF_TIME, "how long all of it may take; 2m"),
          may(
              "bystander",
              Kind.FLAG,
              "whether another device of the target has to stay in data exchange all the time;"
                  + " true"),
          may(
              "needs-pin",
              Kind.FLAG,
              "whether the target has to require a PIN, which --pin says; false"),
          may("alone", Kind.FLAG, "whether no other scenario may run at the same time; false"));

  /** Those of a simulated device. */
  static final List<Key> DEVICE =
      List.of(
          may("profile", Kind.PROFILE, "what it is, as of sim list; wallbox"),
          may("like", Kind.LIKE, "whose faults it has; none"),
          may("quirks", Kind.QUIRKS, "further ones, each name or name=value"),
          may("trusts", Kind.FLAG, "whether it trusts the target from its start; true"),
          may("dials", Kind.FLAG, "whether it dials the target; true"),
          may(
              "told",
              Kind.FLAG,
              "whether the target is told where it is; true unless it dials or is announced"),
          may(
              "announced",
              Kind.FLAG,
              "whether multicast DNS shows it, and so the target dials it past its relay; false"),
          may("pin", Kind.PIN, "what the target must enter; none"),
          may(
              "enters",
              Kind.PIN_OR_TARGET,
              "the PIN that it enters if the target asks for one; target: that of --pin; none"),
          may(
              "ping",
              Kind.SPAN_OF_TIME,
              "how long the target may be silent before it is pinged; 50s"),
          may("pong", Kind.SPAN_OF_TIME, "how long it may then stay silent; 10s"),
          may("from", Kind.ADDRESS, "the address that its connections come from"));

  /** Those of a peer by hand. */
  static final List<Key> HAND =
      List.of(may("from", Kind.ADDRESS, "the address that its connections come from"));

  private Forms() {}
}
