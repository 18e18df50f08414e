package dev.shiphub.sim.device;

import dev.shiphub.sim.quirk.DoubleRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A rule of the field that is not that of SHIP 12.2.2: decides as soon as there are two, whatever
 * the other end thinks.
 */
final class FieldRule implements PeerRule {
  private final DoubleRule kind;

  private FieldRule(DoubleRule kind) {
    this.kind = kind;
  }

  /** The rule of that name. */
  static PeerRule of(DoubleRule kind) {
    return kind == DoubleRule.SPEC ? new SpecRule() : new FieldRule(kind);
  }

  @Override
  public Verdict judge(Situation situation) {
    if (situation.open().size() < 2) {
      return Verdict.KEEP_ALL;
    }
    Open newest = situation.open().getLast();
    return switch (kind) {
      case INIT ->
          newest.isDialled() == situation.isBigger()
              ? older(situation, Ending.WITHOUT_A_WORD)
              : newest(situation, Ending.REFUSED);
      case RECENT, SPEC -> older(situation, Ending.IN_ORDER);
      case FIRST_BIGGER ->
          situation.isBigger() ? newest(situation, Ending.REFUSED) : Verdict.KEEP_ALL;
      case FIRST -> newest(situation, Ending.WITHOUT_A_WORD);
      case NONE -> newest.isDialled() ? older(situation, Ending.WITHOUT_A_WORD) : Verdict.KEEP_ALL;
    };
  }

  private static Verdict newest(Situation situation, Ending ending) {
    return new Verdict(Set.of(situation.open().getLast().connection()), ending, Optional.empty());
  }

  private static Verdict older(Situation situation, Ending ending) {
    List<Open> open = situation.open();
    return new Verdict(
        open.subList(0, open.size() - 1).stream().map(Open::connection).collect(Collectors.toSet()),
        ending,
        Optional.empty());
  }
}
