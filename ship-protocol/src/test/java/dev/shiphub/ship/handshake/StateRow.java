package dev.shiphub.ship.handshake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** One state of the table: how to come there, and the reaction to everything that can happen. */
final class StateRow {
  private final String name;
  private final Supplier<Driven> start;
  private final Map<Happening, Required> required = new EnumMap<>(Happening.class);
  private final Map<Required, List<String>> page = new LinkedHashMap<>();

  private StateRow(String name, Supplier<Driven> start) {
    this.name = name;
    this.start = start;
  }

  /**
   * A required reaction.
   *
   * @param rule what requires it
   */
  record Required(String rule, Reaction reaction) {}

  static StateRow state(String name, Supplier<Driven> start) {
    return new StateRow(name, start);
  }

  /** Requires a reaction to these happenings. */
  StateRow on(String rule, String does, String next, Happening... happenings) {
    Required reaction = new Required(rule, new Reaction(does, next));
    for (Happening happening : happenings) {
      require(happening, reaction);
      show(reaction, happening.label());
    }
    return this;
  }

  /** Requires a reaction to all of a kind that has none yet. */
  StateRow rest(String rule, String does, String next, Happening.Kind kind) {
    Required reaction = new Required(rule, new Reaction(does, next));
    Arrays.stream(Happening.values())
        .filter(kind::includes)
        .filter(happening -> !required.containsKey(happening))
        .forEach(happening -> require(happening, reaction));
    show(reaction, "*every other " + kind.label() + "*");
    return this;
  }

  private void require(Happening happening, Required reaction) {
    if (required.put(happening, reaction) != null) {
      throw new IllegalStateException(name + " has two reactions to " + happening);
    }
  }

  private void show(Required reaction, String label) {
    page.computeIfAbsent(reaction, _ -> new ArrayList<>()).add(label);
  }

  /** What nothing is required for; there must be none. */
  Set<Happening> open() {
    EnumSet<Happening> open = EnumSet.allOf(Happening.class);
    open.removeAll(required.keySet());
    return open;
  }

  /** The phase that it stands for. */
  String phase() {
    return start.get().phase().getClass().getSimpleName();
  }

  /** Where the real handshake does something else. */
  List<String> faults() {
    return required.entrySet().stream()
        .filter(entry -> !real(entry.getKey()).equals(entry.getValue().reaction()))
        .map(
            entry ->
                "%s, %s: %s requires %s, but %s"
                    .formatted(
                        name,
                        entry.getKey().label(),
                        entry.getValue().rule(),
                        entry.getValue().reaction(),
                        real(entry.getKey())))
        .toList();
  }

  private Reaction real(Happening happening) {
    Driven driven = start.get().forget();
    if (happening == Happening.TIMER) {
      driven.now = driven.handshake.deadline().orElse(driven.now);
    }
    driven.on(happening.input());
    return Reaction.of(driven.outputs, driven.phase());
  }

  /** The state as a section of Markdown. */
  String toMarkdown() {
    return "## "
        + name
        + "\n\n| rule | what happens | what we do | then |\n| --- | --- | --- | --- |\n"
        + page.entrySet().stream()
            .map(
                row ->
                    "| %s | %s | %s | %s |\n"
                        .formatted(
                            row.getKey().rule(),
                            String.join("; ", row.getValue()),
                            row.getKey().reaction().does(),
                            row.getKey().reaction().next()))
            .collect(Collectors.joining());
  }

  @Override
  public String toString() {
    return name;
  }
}
