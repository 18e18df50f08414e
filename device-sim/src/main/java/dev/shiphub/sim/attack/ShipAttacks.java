package dev.shiphub.sim.attack;

import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.ShipBytes;
import dev.shiphub.sim.bench.Talk;
import dev.shiphub.sim.bench.Verdict;
import java.time.Duration;
import java.util.List;

/** What a paired device can do with the messages of SHIP. */
final class ShipAttacks {
  private static final Duration SOON = Duration.ofSeconds(5);

  static final List<Attack> ALL =
      List.of(
          new Attack(
              "S-no-init",
              "a WebSocket on which nothing is said",
              "closed after 10 to 30 s (SHIP 13.4.3)",
              Manner.WAITING,
              ShipAttacks::noInit),
          new Attack(
              "S-data-first",
              "SPINE data before the handshake",
              "closed, and the data is not answered",
              Manner.QUIET,
              ShipAttacks::dataFirst),
          new Attack(
              "S-deep-json",
              "JSON that nests 100,000 arrays, in data exchange",
              "ignored or closed; no stack overflow",
              Manner.QUIET,
              ShipAttacks::deepJson));

  private ShipAttacks() {}

  private static Verdict noInit(Foe foe) throws InterruptedException, CaseEnded {
    Talk talk = foe.paired();
    var end = talk.closes(Duration.ofSeconds(35));
    Duration took = Duration.between(talk.openedAt(), end.at());
    return Judge.that(
        took.compareTo(Duration.ofSeconds(10)) >= 0 && took.compareTo(Duration.ofSeconds(31)) <= 0,
        "after " + Talk.seconds(took) + ": " + end.how());
  }

  private static Verdict dataFirst(Foe foe) throws InterruptedException, CaseEnded {
    Talk talk = foe.paired();
    talk.send(ShipBytes.read("nodeManagementDetailedDiscoveryData", 1));
    var end = talk.closes(SOON);
    boolean isAnswered = talk.await(said -> said.spineHeader().isPresent(), SOON).isPresent();
    return Judge.that(!isAnswered, isAnswered ? "answered the read" : end.how());
  }

  private static Verdict deepJson(Foe foe) throws InterruptedException, CaseEnded {
    Talk talk = foe.inData();
    talk.send(ShipBytes.control("[".repeat(100_000)));
    talk.send(ShipBytes.ACCESS_REQUEST);
    boolean isAnswered = talk.await(said -> said.accessMethods().isPresent(), SOON).isPresent();
    return Judge.that(
        isAnswered || !talk.isOpen(),
        isAnswered ? "ignored; the next message is answered" : talk.end().orElseThrow().how());
  }
}
