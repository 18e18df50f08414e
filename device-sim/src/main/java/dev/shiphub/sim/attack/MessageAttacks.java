package dev.shiphub.sim.attack;

import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Said;
import dev.shiphub.sim.bench.ShipBytes;
import dev.shiphub.sim.bench.Talk;
import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.Heard;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a paired device can do with the messages of SHIP in data exchange. */
final class MessageAttacks {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final String DISCOVERY = "nodeManagementDetailedDiscoveryData";
  private static final String IGNORED = "ignored: the next message is answered";
  private static final String IGNORED_OR_CLOSED = "ignored or closed; no stack overflow";
  private static final int LARGE = 200_000;

  static final List<Attack> ALL =
      List.of(
          new Attack(
              "S-deep-json",
              "JSON that nests 100,000 arrays",
              IGNORED_OR_CLOSED,
              Manner.QUIET,
              foe -> ignoredOrClosed(foe, ShipBytes.control("[".repeat(100_000)))),
          new Attack(
              "S-deep-data",
              "SPINE data that nests 100,000 objects",
              IGNORED_OR_CLOSED,
              Manner.QUIET,
              foe -> ignoredOrClosed(foe, data("{\"a\":".repeat(100_000)))),
          new Attack(
              "S-wide-json",
              "an array of 200,000 numbers",
              IGNORED_OR_CLOSED,
              Manner.QUIET,
              foe -> ignoredOrClosed(foe, data("[" + "1,".repeat(LARGE) + "1]"))),
          new Attack(
              "S-huge-number",
              "SPINE data whose counter is 1e999999999",
              IGNORED,
              Manner.QUIET,
              foe -> ignored(foe, counting("1e999999999"))),
          new Attack(
              "S-many-digits",
              "SPINE data whose counter has 200,000 digits",
              IGNORED_OR_CLOSED,
              Manner.QUIET,
              foe -> ignoredOrClosed(foe, counting("9".repeat(LARGE)))),
          new Attack(
              "S-data-not-utf8",
              "SPINE data that is not UTF-8",
              IGNORED,
              Manner.QUIET,
              foe -> ignored(foe, new byte[] {2, '{', (byte) 0xc3, (byte) 0x28, '}'})),
          new Attack(
              "S-empty-flood",
              "100 empty messages",
              "closed with 4001 after some",
              Manner.QUIET,
              foe -> flood(foe, new byte[0])),
          new Attack(
              "S-type-flood",
              "100 messages of a type that does not exist",
              "closed with 4001 after some",
              Manner.QUIET,
              foe -> flood(foe, ShipBytes.UNKNOWN_TYPE)),
          new Attack(
              "S-hello-again",
              "hello, the protocol handshake and a PIN in data exchange",
              IGNORED,
              Manner.QUIET,
              foe ->
                  ignored(
                      foe,
                      ShipBytes.HELLO_ABORTED,
                      ShipBytes.ANNOUNCE_MAX,
                      ShipBytes.PIN_NONE,
                      ShipBytes.control("{\"connectionPinInput\":[{\"pin\":\"12345678\"}]}"))),
          new Attack(
              "S-own-id",
              "access methods that claim the daemon's own ID",
              "ignored: the connection goes on",
              Manner.QUIET,
              MessageAttacks::ownId),
          new Attack(
              "S-access-flood",
              "1,000 questions for access methods",
              "answered, and the connection goes on",
              Manner.QUIET,
              MessageAttacks::accessFlood),
          new Attack(
              "S-close-for-ever",
              "the announcement of a close that may take 2^53 ms",
              "confirmed, and closed by the daemon's own time",
              Manner.QUIET,
              MessageAttacks::closeForEver),
          new Attack(
              "S-data-after-close",
              "a question of SPINE behind the announcement of a close",
              "not answered",
              Manner.QUIET,
              MessageAttacks::dataAfterClose));

  private MessageAttacks() {}

  private static byte[] data(String json) {
    return ("\2" + json).getBytes(StandardCharsets.UTF_8);
  }

  /** A read with that counter. */
  private static byte[] counting(String counter) {
    String read = new String(ShipBytes.read(DISCOVERY, 4711), StandardCharsets.UTF_8);
    return read.replace("4711", counter).getBytes(StandardCharsets.UTF_8);
  }

  private static Talk sent(Foe foe, byte[]... messages) throws InterruptedException, CaseEnded {
    Talk talk = foe.inData();
    for (byte[] message : messages) {
      talk.send(message);
    }
    return talk;
  }

  private static Verdict ignored(Foe foe, byte[]... messages)
      throws InterruptedException, CaseEnded {
    return Judge.ignored(sent(foe, messages));
  }

  private static Verdict ignoredOrClosed(Foe foe, byte[] message)
      throws InterruptedException, CaseEnded {
    return Judge.ignoredOrClosed(sent(foe, message));
  }

  private static Verdict flood(Foe foe, byte[] message) throws InterruptedException, CaseEnded {
    Talk talk = foe.inData();
    for (int i = 0; i < 100; i++) {
      talk.send(message);
    }
    return Judge.closeCode(talk.closes(SOON), 4001);
  }

  private static Verdict ownId(Foe foe) throws InterruptedException, CaseEnded {
    Talk talk = foe.inData();
    talk.send(ShipBytes.ACCESS_REQUEST);
    Optional<String> id =
        talk.await(said -> said.accessMethods().isPresent(), SOON)
            .flatMap(Said::accessMethods)
            .flatMap(told -> told.text("id"));
    if (id.isEmpty()) {
      throw CaseEnded.unmet("the daemon did not tell its ID");
    }
    talk.send(ShipBytes.accessMethods(id.get()));
    return Judge.ignored(talk);
  }

  private static Verdict accessFlood(Foe foe) throws InterruptedException, CaseEnded {
    Talk talk = foe.inData();
    for (int i = 0; i < 1000; i++) {
      talk.send(ShipBytes.ACCESS_REQUEST);
      talk.await(said -> said.accessMethods().isPresent(), Duration.ZERO);
    }
    return Judge.ignored(talk);
  }

  private static Verdict closeForEver(Foe foe) throws InterruptedException, CaseEnded {
    Talk talk = sent(foe, ShipBytes.closeAnnounce(1L << 53));
    boolean isConfirmed = talk.await(said -> said.close("confirm").isPresent(), SOON).isPresent();
    Heard.End end = talk.closes(SOON);
    return Judge.that(isConfirmed, (isConfirmed ? "confirmed, then " : "") + end.how());
  }

  private static Verdict dataAfterClose(Foe foe) throws InterruptedException, CaseEnded {
    Talk talk = sent(foe, ShipBytes.closeAnnounce(500), ShipBytes.read(DISCOVERY, 4711));
    Heard.End end = talk.closes(SOON);
    boolean isAnswered =
        talk.await(said -> said.isReplyTo(4711, DISCOVERY), Duration.ZERO).isPresent();
    return Judge.that(!isAnswered, isAnswered ? "answered" : end.how());
  }
}
