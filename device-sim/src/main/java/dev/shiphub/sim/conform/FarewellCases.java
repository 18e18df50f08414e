package dev.shiphub.sim.conform;

import dev.shiphub.ship.Role;
import dev.shiphub.sim.bench.Bench;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Preconditions;
import dev.shiphub.sim.bench.Said;
import dev.shiphub.sim.bench.ShipBytes;
import dev.shiphub.sim.bench.Talk;
import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.Heard;
import dev.shiphub.sim.raw.RawIdentity;
import java.time.Duration;

/** How a device takes the end of what is between it and its peer (SHIP 13.4.4.1.3, 13.4.7). */
final class FarewellCases {
  private static final Duration CONFIRMED_WITHIN = Duration.ofSeconds(2);
  private static final int REJECTED = 4452;

  private FarewellCases() {}

  static Verdict aborted(Bench bench, Role device) throws InterruptedException, CaseEnded {
    Talk talk = inHello(bench, device, bench.newIdentity());
    talk.send(ShipBytes.HELLO_ABORTED);
    Heard.End end = talk.closes(Talk.USUAL);
    if (talk.await(said -> said.hello().isEmpty(), Duration.ZERO).isPresent()) {
      throw CaseEnded.fault("it went on after the abort");
    }
    return Verdict.passed("closed: " + end.how());
  }

  static Verdict untrusted(Bench bench, Role device) throws InterruptedException, CaseEnded {
    RawIdentity identity = bench.newIdentity();
    Talk talk = inHello(bench, device, identity);
    bench.untrust(identity);
    talk.need("hello aborted", said -> said.isHello("aborted"));
    Heard.End end = talk.closes(Talk.USUAL);
    return end.code() == REJECTED
        ? Verdict.passed("hello aborted, then " + end.how())
        : Verdict.failed("hello aborted, then " + end.how() + ", not " + REJECTED);
  }

  private static Talk inHello(Bench bench, Role device, RawIdentity identity)
      throws InterruptedException, CaseEnded {
    Talk talk = bench.open(device, identity);
    Preconditions.init(talk, device);
    talk.need("hello ready", said -> said.isHello("ready"));
    return talk;
  }

  static Verdict confirmed(Bench bench, Role device) throws InterruptedException, CaseEnded {
    Talk talk = Preconditions.established(bench, device);
    var start = talk.now();
    talk.send(ShipBytes.closeAnnounce(CONFIRMED_WITHIN.toMillis()));
    Said confirm =
        talk.need(
            "connectionClose confirm", said -> said.close("confirm").isPresent(), CONFIRMED_WITHIN);
    return Verdict.passed("confirmed after " + Talk.seconds(Duration.between(start, confirm.at())));
  }
}
