package dev.shiphub.sim.conform;

import dev.shiphub.ship.Role;
import dev.shiphub.sim.bench.Bench;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Preconditions;
import dev.shiphub.sim.bench.ShipBytes;
import dev.shiphub.sim.bench.Talk;
import dev.shiphub.sim.bench.Verdict;
import java.time.Duration;

/** The shape of messages (SHIP 13.4.2, SHIP-IG 2.2). */
final class MessageCases {
  private static final Duration REACTION = Duration.ofSeconds(3);

  private MessageCases() {}

  static Verdict withoutValue(Bench bench, Role device) throws InterruptedException, CaseEnded {
    return closesOrIgnores(bench, device, ShipBytes.EMPTY_VALUE);
  }

  static Verdict unknownType(Bench bench, Role device) throws InterruptedException, CaseEnded {
    return closesOrIgnores(bench, device, ShipBytes.UNKNOWN_TYPE);
  }

  private static Verdict closesOrIgnores(Bench bench, Role device, byte[] message)
      throws InterruptedException, CaseEnded {
    Talk talk = Preconditions.established(bench, device);
    talk.send(message);
    // Whatever comes is left for later; only the end counts here.
    boolean isNothing = talk.await(_ -> false, REACTION).isEmpty();
    if (isNothing && !talk.isOpen()) {
      return Verdict.passed("closed: " + talk.closes(Duration.ZERO).how());
    }
    talk.send(ShipBytes.ACCESS_REQUEST);
    talk.need("access methods", said -> said.accessMethods().isPresent());
    return Verdict.passed("ignored it, and answered an access methods request after it");
  }

  static Verdict whiteSpace(Bench bench, Role device) throws InterruptedException, CaseEnded {
    Talk talk = Preconditions.established(bench, device);
    talk.send(ShipBytes.ACCESS_REQUEST_SPACED);
    talk.need("access methods", said -> said.accessMethods().isPresent());
    return Verdict.passed("answered a request full of white space");
  }
}
