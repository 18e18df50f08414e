package dev.shiphub.sim.attack;

import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Talk;
import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.Opened;
import dev.shiphub.sim.raw.RawIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a device can do with more connections than one. */
final class DoubleAttacks {
  static final List<Attack> ALL =
      List.of(
          new Attack(
              "D-thirty",
              "30 connections of one paired device, one after the other",
              "at most 2 are kept",
              Manner.ALONE,
              DoubleAttacks::thirty));

  private DoubleAttacks() {}

  private static Verdict thirty(Foe foe) throws InterruptedException, CaseEnded {
    RawIdentity identity = foe.bench().newIdentity();
    foe.bench().trust(identity);
    List<Talk> talks = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      Opened opened = foe.bench().dial(identity);
      if (opened instanceof Opened.Up) {
        talks.add(foe.bench().talk("c" + i, opened));
      }
    }
    foe.rest(Duration.ofSeconds(4));
    long open = 0;
    for (Talk talk : talks) {
      talk.await(_ -> false, Duration.ofMillis(20));
      open += talk.isOpen() ? 1 : 0;
    }
    return Judge.that(open <= 2 && !talks.isEmpty(), open + " of " + talks.size() + " are kept");
  }
}
