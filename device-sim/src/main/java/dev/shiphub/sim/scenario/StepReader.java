package dev.shiphub.sim.scenario;

import dev.shiphub.ship.word.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the steps of a scenario whose peers are known. */
final class StepReader {
  static final int MOST_STEPS = 200;
  static final int MOST_TAKEN = 10_000;

  /** Whose SKI can be announced, besides that of a peer. */
  static final List<String> NOBODYS = List.of("own", "target", "nobody");

  private final Complaints complaints;
  private final Map<String, Cast> peers;

  /**
   * @param peers by name
   */
  StepReader(Complaints complaints, Map<String, Cast> peers) {
    this.complaints = complaints;
    this.peers = peers;
  }

  /** All of a list. */
  List<Step> steps(Told told) {
    if (!(told instanceof Told.Many many)) {
      complaints.add(told.place(), "steps: takes a list of steps");
      return List.of();
    }
    if (many.items().isEmpty() || many.items().size() > MOST_STEPS) {
      complaints.add(told.place(), "steps: takes 1 to " + MOST_STEPS + " steps");
    }
    List<Step> steps = new ArrayList<>();
    many.items().forEach(item -> step(item).ifPresent(steps::add));
    if (steps.stream().mapToLong(Step::count).sum() > MOST_TAKEN) {
      complaints.add(told.place(), "steps: more than " + MOST_TAKEN + " are taken in all");
    }
    return steps;
  }

  private Optional<Step> step(Told told) {
    if (!(told instanceof Told.Keyed(Place place, List<Told.Member> members))
        || members.size() != 1) {
      complaints.add(told.place(), "a step has one key, which says what is done");
      return Optional.empty();
    }
    Told.Member member = members.getFirst();
    Optional<Verb> verb =
        Stream.of(Verb.values()).filter(it -> it.word().equals(member.key())).findFirst();
    if (verb.isEmpty()) {
      complaints.add(
          member.place(),
          "there is no step \"%s\"; the nearest valid one is \"%s\""
              .formatted(member.key(), NearestWord.to(member.key(), Verb.all())));
      return Optional.empty();
    }
    return mapping(verb.get(), member.value()).map(values -> step(place, verb.get(), values));
  }

  private Optional<Told.Keyed> mapping(Verb verb, Told value) {
    return switch (value) {
      case Told.Keyed keyed -> Optional.of(keyed);
      case Told.Text text ->
          Optional.of(
              new Told.Keyed(
                  text.place(),
                  List.of(new Told.Member(text.place(), verb.keys().getFirst().name(), text))));
      case Told.Many many -> {
        complaints.add(many.place(), verb.word() + " takes keys with values, or one word");
        yield Optional.empty();
      }
    };
  }

  private Step step(Place place, Verb verb, Told.Keyed mapping) {
    Values values = ValueReader.read(complaints, verb.word(), verb.keys(), mapping, List.of());
    values.text("peer").ifPresent(name -> check(verb, name, mapping));
    values
        .text("ski")
        .filter(whose -> !NOBODYS.contains(whose))
        .ifPresent(name -> checkPeer("ski", name, mapping));
    List<Step> inner =
        mapping.members().stream()
            .filter(member -> verb == Verb.REPEAT && member.key().equals("steps"))
            .findFirst()
            .map(member -> steps(member.value()))
            .orElse(List.of());
    return new Step(place, verb, values, inner, verb.word() + " " + words(mapping));
  }

  private void check(Verb verb, String name, Told.Keyed mapping) {
    Optional<Cast> peer = checkPeer("peer", name, mapping);
    if (peer.isPresent() && verb.who() != Verb.Who.ANY && verb.who() != peer.get().who()) {
      complaints.add(
          placeOf("peer", mapping),
          verb.word() + " is a step of " + words(verb.who()) + ", and " + name + " is none");
    }
  }

  private Optional<Cast> checkPeer(String key, String name, Told.Keyed mapping) {
    Optional<Cast> peer = Optional.ofNullable(peers.get(name));
    if (peer.isEmpty()) {
      String nearest =
          peers.isEmpty()
              ? ""
              : "; the nearest valid one is \"" + NearestWord.to(name, peers.keySet()) + "\"";
      complaints.add(placeOf(key, mapping), "there is no peer \"" + name + "\"" + nearest);
    }
    return peer;
  }

  private static Place placeOf(String key, Told.Keyed mapping) {
    return mapping.members().stream()
        .filter(member -> member.key().equals(key))
        .findFirst()
        .orElseThrow()
        .value()
        .place();
  }

  private static String words(Verb.Who who) {
    return who == Verb.Who.DEVICE ? "a simulated device" : "a peer by hand";
  }

  /** As in the file, in one line, without the steps of a repeat. */
  private static String words(Told told) {
    return switch (told) {
      case Told.Text text -> text.text().replaceAll("\\s+", " ");
      case Told.Many many -> many.items().size() + " of them";
      case Told.Keyed keyed ->
          keyed.members().stream()
              .map(member -> member.key() + ": " + words(member.value()))
              .collect(Collectors.joining(", ", "{", "}"));
    };
  }
}
