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
import java.time.Duration;

/** Hello, the device ready as server (SHIP 13.4.4.1). */
final class HelloCases {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(45);
  private static final Duration EACH_WAIT = Duration.ofSeconds(60);
  private static final Duration PENDING_WAIT = Duration.ofSeconds(30);
  private static final Duration BEFORE_OUR_OFFER = Duration.ofSeconds(1);
  private static final Duration TOLERANCE = Duration.ofSeconds(2);
  private static final long LEAST_WAITING = 58_000;
  private static final long MOST_WAITING = 240_000;

  private HelloCases() {}

  static Verdict valid(Bench bench, Role device) throws InterruptedException, CaseEnded {
    Talk talk = ready(bench);
    entersProtocol(talk);
    return Verdict.passed("ready by both, then a protocol handshake");
  }

  static Verdict prolongation(Bench bench, Role device) throws InterruptedException, CaseEnded {
    Talk talk = ready(bench);
    talk.staysOpen(FIRST_WAIT);
    int rounds = bench.declared().prolongations();
    StringBuilder told = new StringBuilder();
    for (int round = 1; round <= rounds; round++) {
      talk.send(ShipBytes.HELLO_PROLONG);
      Said update = talk.need("hello ready after request " + round, said -> said.isHello("ready"));
      told.append(round == 1 ? "" : ", ").append(waiting(update));
      talk.staysOpen(EACH_WAIT);
    }
    entersProtocol(talk);
    return Verdict.passed(
        "open for 45 s, then "
            + rounds
            + " times for 60 s after a prolongation that was granted with waiting "
            + told);
  }

  static Verdict expiry(Bench bench, Role device) throws InterruptedException, CaseEnded {
    Talk talk = bench.open(Role.SERVER);
    Preconditions.init(talk, Role.SERVER);
    Said hello = talk.need("hello ready", said -> said.isHello("ready"));
    long waiting = waiting(hello);
    if (waiting < LEAST_WAITING || waiting > MOST_WAITING) {
      throw CaseEnded.fault("the first hello says waiting " + waiting + ", not 58000 to 240000");
    }
    Duration told = Duration.ofMillis(waiting);
    talk.staysOpenUntil(hello.at().plus(told).minus(TOLERANCE));
    talk.need("hello aborted", said -> said.isHello("aborted"), TOLERANCE.multipliedBy(2));
    Heard.End end = talk.closes(TOLERANCE);
    return Verdict.passed(
        "waiting "
            + waiting
            + "; aborted and closed "
            + Talk.seconds(Duration.between(hello.at(), end.at()))
            + " after it: "
            + end.how());
  }

  static Verdict pendingIgnored(Bench bench, Role device) throws InterruptedException, CaseEnded {
    Talk talk = ready(bench);
    talk.send(ShipBytes.HELLO_PENDING);
    talk.staysOpen(PENDING_WAIT);
    entersProtocol(talk);
    return Verdict.passed("open for 30 s after pending, then ready and a protocol handshake");
  }

  private static Talk ready(Bench bench) throws InterruptedException, CaseEnded {
    Talk talk = bench.open(Role.SERVER);
    talk.send(ShipBytes.CMI);
    talk.needNext("00 00", Said::isCmi);
    talk.needNext("hello ready", said -> said.isHello("ready"));
    return talk;
  }

  /**
   * The text has a server send first here, which it cannot (SHIP 13.4.4.2 begins with the client);
   * so the tool offers after a second.
   */
  private static void entersProtocol(Talk talk) throws InterruptedException, CaseEnded {
    talk.send(ShipBytes.HELLO_READY);
    talk.staysOpen(BEFORE_OUR_OFFER);
    talk.send(ShipBytes.ANNOUNCE_MAX);
    talk.need("a protocol handshake message", said -> said.protocol("select").isPresent());
  }

  private static long waiting(Said hello) {
    return hello.hello().flatMap(told -> told.integer("waiting")).orElse(-1L);
  }
}
