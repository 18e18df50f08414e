package dev.shiphub.sim.conform;

import dev.shiphub.ship.Role;
import dev.shiphub.sim.bench.Bench;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Preconditions;
import dev.shiphub.sim.bench.Said;
import dev.shiphub.sim.bench.ShipBytes;
import dev.shiphub.sim.bench.Talk;
import dev.shiphub.sim.bench.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Access methods, and that they never hold back data (SHIP 13.4.6, SHIP-IG 2.1). */
final class AccessCases {
  private static final String DISCOVERY = "nodeManagementDetailedDiscoveryData";
  private static final String USE_CASES = "nodeManagementUseCaseData";
  private static final int FIRST = 4711;
  private static final int SECOND = 4712;
  private static final Duration ALL_WITHIN = Duration.ofSeconds(10);
  private static final Duration LATE = Duration.ofSeconds(8);
  private static final Duration WATCH = Duration.ofSeconds(120);
  private static final Duration AFTERWARDS = Duration.ofSeconds(2);

  private AccessCases() {}

  static Verdict shipId(Bench bench, Role device) throws InterruptedException, CaseEnded {
    String declared = bench.declared().text("PAR_shipId");
    String expected = declared.isEmpty() ? DiscoveryCases.announcedId(bench) : declared;
    Talk talk = Preconditions.established(bench, device);
    talk.send(ShipBytes.ACCESS_REQUEST);
    Optional<String> told =
        talk.need("access methods", said -> said.accessMethods().isPresent())
            .accessMethods()
            .flatMap(methods -> methods.text("id"));
    if (!told.equals(Optional.of(expected))) {
      throw CaseEnded.fault("its id is " + told.orElse("missing") + ", not " + expected);
    }
    return Verdict.passed("id is " + expected);
  }

  static Verdict inParallel(Bench bench, Role device) throws InterruptedException, CaseEnded {
    Talk talk = Preconditions.established(bench, device);
    Instant until = talk.now().plus(ALL_WITHIN);
    ask(talk);
    allAnswered(talk, until);
    return Verdict.passed("two SPINE replies with the right references, and access methods");
  }

  /** The three messages, back to back. */
  private static void ask(Talk talk) {
    talk.send(ShipBytes.read(DISCOVERY, FIRST));
    talk.send(ShipBytes.ACCESS_REQUEST);
    talk.send(ShipBytes.read(USE_CASES, SECOND));
  }

  private static void allAnswered(Talk talk, Instant until) throws InterruptedException, CaseEnded {
    talk.need(
        "access methods",
        said -> said.accessMethods().isPresent(),
        Duration.between(talk.now(), until));
    talk.need(
        "reply to the read of " + DISCOVERY,
        said -> said.isReplyTo(FIRST, DISCOVERY),
        Duration.between(talk.now(), until));
    talk.need(
        "reply to the read of " + USE_CASES,
        said -> said.isReplyTo(SECOND, USE_CASES),
        Duration.between(talk.now(), until));
  }

  static Verdict lateAnswer(Bench bench, Role device) throws InterruptedException, CaseEnded {
    Talk talk = Preconditions.dataExchange(bench, device);
    talk.need("access methods request", Said::isAccessRequest);
    Instant start = talk.now();
    ask(talk);
    talk.staysOpenUntil(start.plus(LATE));
    Preconditions.answer(talk);
    allAnswered(talk, start.plus(ALL_WITHIN));
    return Verdict.passed("all three answered while its own request waited 8 s");
  }

  static Verdict lateDiscovery(Bench bench, Role device) throws InterruptedException, CaseEnded {
    Talk talk = Preconditions.established(bench, device);
    Said read = talk.need("read of " + DISCOVERY, said -> said.isSpine("read", DISCOVERY));
    talk.send(ShipBytes.ACCESS_REQUEST);
    talk.need("access methods", said -> said.accessMethods().isPresent(), LATE);
    long counter = read.spineHeader().flatMap(header -> header.integer("msgCounter")).orElse(-1L);
    talk.send(ShipBytes.discoveryReply(FIRST, counter));
    talk.staysOpen(AFTERWARDS);
    return Verdict.passed("answered while its own read was open, and stayed after the reply");
  }

  static Verdict asksNothing(Bench bench, Role device) throws InterruptedException, CaseEnded {
    Talk talk = Preconditions.established(bench, device);
    needsSilence(talk);
    talk.staysOpen(WATCH);
    needsSilence(talk);
    return Verdict.passed("no access methods request in 120 s");
  }

  /** What was answered on the way to the first step counts, too. */
  private static void needsSilence(Talk talk) throws CaseEnded {
    if (talk.all().stream()
        .anyMatch(heard -> Said.of(heard.at(), heard.bytes()).isAccessRequest())) {
      throw CaseEnded.fault("it asked for access methods");
    }
  }
}
