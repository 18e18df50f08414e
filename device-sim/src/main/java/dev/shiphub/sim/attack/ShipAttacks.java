package dev.shiphub.sim.attack;

import dev.shiphub.ship.Role;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Preconditions;
import dev.shiphub.sim.bench.Said;
import dev.shiphub.sim.bench.ShipBytes;
import dev.shiphub.sim.bench.Talk;
import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.Heard;
import dev.shiphub.sim.raw.Opened;
import dev.shiphub.sim.raw.RawIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a stranger or a paired device can do in the handshake of SHIP. */
final class ShipAttacks {
  private static final byte[] READ = ShipBytes.read("nodeManagementDetailedDiscoveryData", 1);
  private static final int END = 4001;
  private static final int NO_TRUST = 4452;
  private static final int MOST_STRANGERS = 4;

  static final List<Attack> ALL =
      List.of(
          new Attack(
              "S-no-init",
              "a WebSocket on which nothing is said",
              "closed after 10 to 30 s (SHIP 13.4.3)",
              Manner.WAITING,
              foe -> silent(foe.paired(), 10, 31)),
          new Attack(
              "S-silent-protocol",
              "silence after hello",
              "closed after 10 s (SHIP 13.4.4.2)",
              Manner.WAITING,
              foe -> silent(Preconditions.helloCompleted(foe.bench(), Role.SERVER), 9, 15)),
          new Attack(
              "S-silent-pin",
              "silence after the protocol handshake",
              "closed after 10 s (SHIP 13.4.4.3)",
              Manner.WAITING,
              foe -> silent(Preconditions.protocolCompleted(foe.bench(), Role.SERVER), 9, 15)),
          new Attack(
              "S-wrong-init",
              "a first message with another value",
              "closed with 4001",
              Manner.QUIET,
              foe -> sent(foe.paired(), END, ShipBytes.CMI_WRONG_HEAD)),
          new Attack(
              "S-empty-init",
              "an empty first message",
              "closed with 4001",
              Manner.QUIET,
              foe -> sent(foe.paired(), END, new byte[0])),
          new Attack(
              "S-data-first",
              "SPINE data before the handshake",
              "closed with 4001, and the data is not answered",
              Manner.QUIET,
              foe -> sent(foe.paired(), END, READ)),
          new Attack(
              "S-data-in-hello",
              "SPINE data in hello",
              "aborted and closed with 4452, and the data is not answered",
              Manner.QUIET,
              foe -> sent(inHello(foe.paired()), NO_TRUST, READ)),
          new Attack(
              "S-data-in-protocol",
              "SPINE data instead of the protocol handshake",
              "an error and 4001, and the data is not answered",
              Manner.QUIET,
              foe -> sent(Preconditions.helloCompleted(foe.bench(), Role.SERVER), END, READ)),
          new Attack(
              "S-jump",
              "the whole handshake and data at once, without the choice of a version",
              "closed with 4001, and the data is not answered",
              Manner.QUIET,
              foe ->
                  sent(
                      inHello(foe.paired()), END, ShipBytes.HELLO_READY, ShipBytes.PIN_NONE, READ)),
          new Attack(
              "S-long-hello",
              "a hello of 20,000 bytes",
              "closed with 1009: nobody needs more than 8 KiB before data exchange",
              Manner.QUIET,
              foe -> sent(inHello(foe.paired()), 1009, hello("\"" + "a".repeat(20_000) + "\""))),
          new Attack(
              "S-much-before-trust",
              "2,000 sound hellos of a stranger that waits",
              "cut off after 64 KiB: nobody may send more before trust",
              Manner.ALONE,
              ShipAttacks::muchBeforeTrust),
          new Attack(
              "S-hello-not-utf8",
              "a hello with bytes that are not UTF-8",
              "aborted and closed with 4452",
              Manner.QUIET,
              foe -> sent(inHello(foe.paired()), NO_TRUST, notUtf8())),
          new Attack(
              "S-huge-waiting",
              "a hello that waits for 2^64 ms",
              "aborted and closed with 4452",
              Manner.QUIET,
              foe ->
                  sent(
                      inHello(foe.paired()),
                      NO_TRUST,
                      hello("\"pending\"},{\"waiting\":18446744073709551616"))),
          new Attack(
              "S-version-2",
              "the choice of version 2.0, which was not offered",
              "an error and 4001",
              Manner.QUIET,
              foe ->
                  sent(
                      Preconditions.helloCompleted(foe.bench(), Role.SERVER),
                      END,
                      ShipBytes.ANNOUNCE_MAX,
                      ShipBytes.select(2, 0),
                      READ)),
          new Attack(
              "S-pin-unasked",
              "a PIN that nobody asked for",
              "closed with 4001",
              Manner.QUIET,
              foe ->
                  sent(
                      Preconditions.protocolCompleted(foe.bench(), Role.SERVER),
                      END,
                      ShipBytes.control("{\"connectionPinInput\":[{\"pin\":\"12345678\"}]}"))),
          new Attack(
              "S-stranger-ready",
              "a stranger that claims to be trusted and sends data",
              "aborted and closed with 4452; not paired, and the data is not answered",
              Manner.ALONE,
              foe -> stranger(foe, ShipBytes.HELLO_READY, ShipBytes.ANNOUNCE_MAX, READ)),
          new Attack(
              "S-stranger-jumps",
              "a stranger that leaves hello out",
              "aborted and closed with 4452; not paired",
              Manner.ALONE,
              foe -> stranger(foe, ShipBytes.ANNOUNCE_MAX)),
          new Attack(
              "S-strangers",
              "20 strangers that wait for trust",
              "at most 4 may wait, and none is paired",
              Manner.ALONE,
              ShipAttacks::strangers));

  private ShipAttacks() {}

  private static byte[] hello(String phase) {
    return ShipBytes.control("{\"connectionHello\":[{\"phase\":" + phase + "}]}");
  }

  private static byte[] notUtf8() {
    byte[] hello = ShipBytes.HELLO_READY.clone();
    hello[hello.length - 8] = (byte) 0xff;
    return hello;
  }

  private static Talk inHello(Talk talk) throws InterruptedException, CaseEnded {
    Preconditions.init(talk, Role.SERVER);
    return talk;
  }

  private static Verdict silent(Talk talk, int atLeast, int atMost)
      throws InterruptedException, CaseEnded {
    var start = talk.now();
    Heard.End end = talk.closes(Duration.ofSeconds(atMost + 5));
    Duration took = Duration.between(start, end.at());
    return Judge.that(
        took.toSeconds() >= atLeast && took.toSeconds() < atMost,
        "after " + Talk.seconds(took) + ": " + end.how());
  }

  private static Verdict sent(Talk talk, int code, byte[]... messages)
      throws InterruptedException, CaseEnded {
    for (byte[] message : messages) {
      talk.send(message);
    }
    return Judge.closedWithoutData(talk, code);
  }

  private static Verdict stranger(Foe foe, byte[]... messages)
      throws InterruptedException, CaseEnded {
    RawIdentity identity = foe.bench().newIdentity();
    Talk talk = inHello(foe.bench().talk("", foe.bench().dial(identity)));
    Verdict closed = sent(talk, NO_TRUST, messages);
    return foe.isPaired(identity.shown().hex()) ? Verdict.failed("it is paired now") : closed;
  }

  private static Verdict muchBeforeTrust(Foe foe) throws InterruptedException, CaseEnded {
    Talk talk = inHello(foe.bench().talk("", foe.bench().dial(foe.bench().newIdentity())));
    int sent = 0;
    while (talk.isOpen() && sent < 2_000) {
      talk.send(ShipBytes.HELLO_PENDING);
      talk.await(_ -> false, Duration.ofMillis(1));
      sent++;
    }
    return Judge.that(
        sent < 2_000, sent + " hellos of " + ShipBytes.HELLO_PENDING.length + " bytes were sent");
  }

  private static Verdict strangers(Foe foe) throws InterruptedException {
    List<Talk> talks = new ArrayList<>();
    List<String> skis = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      RawIdentity identity = foe.bench().newIdentity();
      skis.add(identity.shown().hex());
      if (foe.bench().dial(identity) instanceof Opened.Up(var link)) {
        Talk talk = new Talk("s" + i, link, foe.bench().transcript(), foe.clock());
        talk.send(ShipBytes.CMI);
        talk.send(ShipBytes.HELLO_PENDING);
        talks.add(talk);
      }
    }
    long waiting = 0;
    for (Talk talk : talks) {
      talk.await(Said::isAccessRequest, Duration.ofMillis(200));
      waiting += talk.isOpen() ? 1 : 0;
    }
    boolean isAnyPaired = skis.stream().anyMatch(foe::isPaired);
    return Judge.that(
        waiting <= MOST_STRANGERS && !isAnyPaired,
        waiting + " of 20 wait after " + talks.size() + " upgrades");
  }
}
