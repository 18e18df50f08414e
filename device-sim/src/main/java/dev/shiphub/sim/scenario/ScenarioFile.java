package dev.shiphub.sim.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** The text of a file as a {@link Scenario}, or as a list of complaints. */
public final class ScenarioFile {
  static final int MOST_PEERS = 16;

  private static final String PEERS = "peers";
  private static final String STEPS = "steps";

  private final Complaints complaints = new Complaints();

  private ScenarioFile() {}

  /** What became of a text. */
  public sealed interface Read {
    /** It is one. */
    record Ok(Scenario scenario) implements Read {}

    /**
     * It is none.
     *
     * @param complaints each with file, line, column and reason
     */
    record Refused(List<String> complaints) implements Read {}
  }

  /**
   * Reads a scenario. Opens nothing.
   *
   * @param file its name, for complaints and reports
   */
  public static Read read(String file, String text) {
    ScenarioFile reader = new ScenarioFile();
    Optional<Scenario> scenario =
        YamlText.read(file, text, reader.complaints).flatMap(root -> reader.scenario(file, root));
    return scenario.isPresent() && reader.complaints.isEmpty()
        ? new Read.Ok(scenario.get())
        : new Read.Refused(reader.complaints.lines());
  }

  private Optional<Scenario> scenario(String file, Told root) {
    if (!(root instanceof Told.Keyed keyed)) {
      complaints.add(root.place(), "a scenario is a list of keys with values");
      return Optional.empty();
    }
    Values values = ValueReader.read(complaints, "", Forms.SCENARIO, keyed, List.of(PEERS, STEPS));
    SequencedMap<String, Cast> peers = new LinkedHashMap<>();
    member(keyed, PEERS).ifPresent(told -> peers(told, peers));
    Optional<Told> steps = member(keyed, STEPS);
    if (steps.isEmpty()) {
      complaints.add(keyed.place(), "steps is missing: what is done, in order");
    }
    List<Step> read =
        steps.map(told -> new StepReader(complaints, peers).steps(told)).orElse(List.of());
    return Optional.of(new Scenario(file, values, List.copyOf(peers.values()), read));
  }

  private static Optional<Told> member(Told.Keyed keyed, String key) {
    return keyed.members().stream()
        .filter(member -> member.key().equals(key))
        .map(Told.Member::value)
        .findFirst();
  }

  private void peers(Told told, Map<String, Cast> peers) {
    if (!(told instanceof Told.Keyed(_, List<Told.Member> members))
        || members.size() > MOST_PEERS) {
      complaints.add(
          told.place(), "peers: takes names with a device or a hand each, at most " + MOST_PEERS);
      return;
    }
    for (Told.Member member : members) {
      Kind.NAME_OF_PEER
          .complaint(member.key())
          .ifPresent(_ -> complaints.add(member.place(), "peers: a name is " + Kind.WORD.words()));
      cast(member).ifPresent(cast -> peers.put(member.key(), cast));
    }
  }

  private Optional<Cast> cast(Told.Member peer) {
    if (!(peer.value() instanceof Told.Keyed(_, List<Told.Member> members))
        || members.size() != 1
        || !List.of("device", "hand").contains(members.getFirst().key())) {
      complaints.add(
          peer.value().place(), "peers." + peer.key() + ": takes one key, which is device or hand");
      return Optional.empty();
    }
    Told.Member kind = members.getFirst();
    if (!(kind.value() instanceof Told.Keyed keyed)) {
      complaints.add(kind.value().place(), kind.key() + ": takes keys with values; {} for none");
      return Optional.empty();
    }
    boolean isDevice = kind.key().equals("device");
    Values values =
        ValueReader.read(
            complaints, kind.key(), isDevice ? Forms.DEVICE : Forms.HAND, keyed, List.of());
    Outfit.complaint(values).ifPresent(what -> complaints.add(quirks(keyed), what));
    return Optional.of(new Cast(peer.key(), isDevice ? Verb.Who.DEVICE : Verb.Who.HAND, values));
  }

  private static Place quirks(Told.Keyed device) {
    return member(device, "quirks").map(Told::place).orElse(device.place());
  }
}
