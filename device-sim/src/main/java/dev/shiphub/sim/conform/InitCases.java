package dev.shiphub.sim.conform;

import dev.shiphub.ship.Role;
import dev.shiphub.sim.bench.Bench;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Said;
import dev.shiphub.sim.bench.ShipBytes;
import dev.shiphub.sim.bench.Talk;
import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.Heard;
import java.time.Duration;

/** CMI, the first message (SHIP 13.4.3). */
final class InitCases {
  /** The timeout may lie between 10 and 30 s; the suite leaves room on both sides. */
  private static final Duration STILL_OPEN = Duration.ofSeconds(7);

  private static final Duration CLOSED_WITHIN = Duration.ofSeconds(25);

  private InitCases() {}

  static Verdict wrongTypeToServer(Bench bench, Role device)
      throws InterruptedException, CaseEnded {
    return wrongToServer(bench, ShipBytes.CMI_WRONG_TYPE);
  }

  static Verdict wrongHeadToServer(Bench bench, Role device)
      throws InterruptedException, CaseEnded {
    return wrongToServer(bench, ShipBytes.CMI_WRONG_HEAD);
  }

  private static Verdict wrongToServer(Bench bench, byte[] wrong)
      throws InterruptedException, CaseEnded {
    Talk talk = bench.open(Role.SERVER);
    talk.send(wrong);
    talk.needNext("its own 00 00", Said::isCmi);
    Heard.End end = talk.closesWithoutAWord(Talk.USUAL);
    return Verdict.passed("sent 00 00, then closed: " + end.how());
  }

  static Verdict wrongTypeToClient(Bench bench, Role device)
      throws InterruptedException, CaseEnded {
    return wrongToClient(bench, ShipBytes.CMI_WRONG_TYPE);
  }

  static Verdict wrongHeadToClient(Bench bench, Role device)
      throws InterruptedException, CaseEnded {
    return wrongToClient(bench, ShipBytes.CMI_WRONG_HEAD);
  }

  private static Verdict wrongToClient(Bench bench, byte[] wrong)
      throws InterruptedException, CaseEnded {
    Talk talk = bench.open(Role.CLIENT);
    talk.needNext("00 00", Said::isCmi);
    talk.send(wrong);
    Heard.End end = talk.closesWithoutAWord(Talk.USUAL);
    return Verdict.passed("closed without another message: " + end.how());
  }

  static Verdict silenceToServer(Bench bench, Role device) throws InterruptedException, CaseEnded {
    return silence(bench.open(Role.SERVER));
  }

  static Verdict silenceToClient(Bench bench, Role device) throws InterruptedException, CaseEnded {
    Talk talk = bench.open(Role.CLIENT);
    talk.needNext("00 00", Said::isCmi);
    return silence(talk);
  }

  private static Verdict silence(Talk talk) throws InterruptedException, CaseEnded {
    var from = talk.now();
    talk.staysOpen(STILL_OPEN);
    Heard.End end = talk.closes(CLOSED_WITHIN);
    return Verdict.passed(
        "open after 7 s, closed after "
            + Talk.seconds(Duration.between(from, end.at()))
            + ": "
            + end.how());
  }
}
