package dev.shiphub.sim.attack;

import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Talk;
import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.HelloBytes;
import dev.shiphub.sim.raw.Opened;
import dev.shiphub.sim.raw.RawStream;
import dev.shiphub.sim.raw.RawThreads;
import dev.shiphub.sim.raw.RawTls;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a stranger can do in the TLS handshake. */
final class TlsAttacks {
  private static final int PROTOCOL_VERSION = 70;
  private static final int HANDSHAKE_FAILURE = 40;
  private static final int UNEXPECTED_MESSAGE = 10;
  private static final int ILLEGAL = 47;
  private static final int DECODE_ERROR = 50;
  private static final int HEARTBEAT = 24;
  private static final int ALERT = 21;
  private static final int DATA = 23;
  private static final int STORM = 30;
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final byte[] SSL2 =
      HexFormat.of()
          .parseHex("802e0100020015000000100100800300800700c0060040020080040080" + "00".repeat(19));

  static final List<Attack> ALL =
      List.of(
          new Attack(
              "L-nameless",
              "a client without a certificate",
              "refused in the TLS handshake",
              Manner.QUIET,
              foe ->
                  refused(
                      foe.bench()
                          .dial(
                              foe.bench()
                                  .dialling(foe.bench().newIdentity())
                                  .over(RawTls::nameless)))),
          new Attack(
              "L-tls10",
              "a ClientHello of TLS 1.0",
              "alert protocol_version (70) or handshake_failure (40)",
              Manner.QUIET,
              foe -> hello(foe, 0x0301, List.of(HelloBytes.GCM))),
          new Attack(
              "L-no-suite",
              "a ClientHello with nothing but RC4, NULL and CBC with SHA-1",
              "alert handshake_failure (40)",
              Manner.QUIET,
              foe -> hello(foe, HelloBytes.TLS12, List.of(0xc007, 0xc006, 0xc009))),
          new Attack(
              "L-ssl3",
              "a ClientHello of SSL 3.0",
              "alert protocol_version (70) or handshake_failure (40)",
              Manner.QUIET,
              foe -> hello(foe, 0x0300, List.of(HelloBytes.GCM))),
          new Attack(
              "L-tls13-alone",
              "a ClientHello of TLS 1.3 and nothing before it",
              "alert protocol_version (70) or handshake_failure (40)",
              Manner.QUIET,
              foe -> refused(foe, HelloBytes.ofTls13Alone(), PROTOCOL_VERSION, HANDSHAKE_FAILURE)),
          new Attack(
              "L-ssl2",
              "a ClientHello in the form of SSL 2.0",
              "refused at once",
              Manner.QUIET,
              foe -> refused(foe, SSL2, UNEXPECTED_MESSAGE, PROTOCOL_VERSION, HANDSHAKE_FAILURE)),
          new Attack(
              "L-lying-lengths",
              "a ClientHello whose inner lengths say more than there is",
              "refused by an alert at once",
              Manner.QUIET,
              foe ->
                  refused(
                      foe, lying(), DECODE_ERROR, HANDSHAKE_FAILURE, UNEXPECTED_MESSAGE, ILLEGAL)),
          new Attack(
              "L-heartbeat",
              "a heartbeat that asks for more than it brings, in the handshake",
              "no heartbeat comes back, and the connection ends",
              Manner.QUIET,
              TlsAttacks::heartbeat),
          new Attack(
              "L-alerts-first",
              "200 warnings instead of a handshake",
              "refused at once",
              Manner.QUIET,
              TlsAttacks::alertsFirst),
          new Attack(
              "L-bad-mac",
              "a record of noise under TLS that stands",
              "the connection ends at once",
              Manner.QUIET,
              TlsAttacks::badMac),
          new Attack(
              "L-renegotiation",
              "a second handshake under TLS that stands",
              "refused, and the connection ends",
              Manner.QUIET,
              TlsAttacks::renegotiation),
          new Attack(
              "L-storm",
              "30 handshakes at the same time from ten addresses",
              "the first is done within 5 s; each other one, too, or refused; the next client is"
                  + " served",
              Manner.ALONE,
              TlsAttacks::storm));

  private TlsAttacks() {}

  /** It must have been refused in the handshake. */
  static Verdict refused(Opened opened) throws CaseEnded {
    return switch (opened) {
      case Opened.TlsEnded(_, String why, _) -> Verdict.passed("ended the TLS handshake: " + why);
      case Opened.NotUpgraded(_, String why) -> Verdict.failed("TLS was completed; then: " + why);
      case Opened.Up _ -> Verdict.failed("opened a WebSocket");
      case Opened.NoAnswer(String why) -> throw CaseEnded.unmet(why);
    };
  }

  private static Verdict hello(Foe foe, int version, List<Integer> suites) throws IOException {
    return refused(foe, HelloBytes.of(version, suites), PROTOCOL_VERSION, HANDSHAKE_FAILURE);
  }

  private static Verdict refused(Foe foe, byte[] hello, Integer... alerts) throws IOException {
    RawStream stream = foe.tcp();
    Instant start = foe.now();
    stream.write(hello);
    RawStream.Rest rest = stream.rest(Foe.PHASE);
    Verdict inTime = Judge.ended(rest, start, SOON);
    return inTime.kind() == Verdict.Kind.PASSED ? Judge.refusedByTls(rest, alerts) : inTime;
  }

  /** The length of the session ID is beyond the end. */
  private static byte[] lying() {
    byte[] hello = HelloBytes.of(HelloBytes.TLS12, List.of(HelloBytes.GCM));
    hello[5 + 4 + 2 + 32] = (byte) 0xff;
    return hello;
  }

  private static Verdict heartbeat(Foe foe) throws IOException {
    RawStream stream = foe.tcp();
    Instant start = foe.now();
    stream.write(HelloBytes.of(HelloBytes.TLS12, List.of(HelloBytes.GCM)));
    stream.write(HelloBytes.record(HEARTBEAT, new byte[] {1, 0x40, 0}));
    RawStream.Rest rest = stream.rest(Foe.PHASE);
    if (HelloBytes.has(HEARTBEAT, rest.bytes())) {
      return Verdict.failed("a heartbeat came back");
    }
    return Judge.ended(rest, start, SOON);
  }

  private static Verdict alertsFirst(Foe foe) throws IOException {
    RawStream stream = foe.tcp();
    Instant start = foe.now();
    for (int i = 0; i < 200; i++) {
      stream.write(HelloBytes.record(ALERT, new byte[] {1, 90}));
    }
    return Judge.ended(stream.rest(Foe.PHASE), start, SOON);
  }

  private static Verdict badMac(Foe foe) throws IOException {
    RawStream plain = foe.tcp();
    RawStream secured = secured(foe, plain);
    Instant start = foe.now();
    plain.write(HelloBytes.record(DATA, new byte[64]));
    return Judge.ended(secured.rest(Foe.PHASE), start, SOON);
  }

  private static RawStream secured(Foe foe, RawStream plain) throws IOException {
    RawTls tls = RawTls.of(foe.bench().newIdentity());
    return foe.bench().keep(plain.secure(tls, Foe.PHASE));
  }

  private static Verdict renegotiation(Foe foe) throws IOException {
    RawStream secured = secured(foe, foe.tcp());
    Instant start = foe.now();
    Optional<String> refusal = secured.shakeAgain(SOON);
    Verdict ended = Judge.ended(secured.rest(SOON), start, SOON.plus(SOON));
    foe.note("shaking hands again: " + refusal.orElse("nothing was said against it"));
    return ended;
  }

  private static Verdict storm(Foe foe) throws IOException, InterruptedException {
    Instant start = foe.now();
    Queue<Duration> done = new ConcurrentLinkedQueue<>();
    CountDownLatch over = new CountDownLatch(STORM);
    for (int i = 0; i < STORM; i++) {
      RawTls tls = RawTls.of(foe.bench().newIdentity());
      Optional<InetAddress> from = foe.neighbour(2 + i % 10);
      RawThreads.start(
          "storm",
          () -> {
            try {
              foe.bench().keep(foe.tcp(from).secure(tls, Duration.ofSeconds(20)));
              done.add(foe.since(start));
            } catch (IOException refused) {
              foe.note("refused: " + refused.getMessage());
            } finally {
              over.countDown();
            }
          });
    }
    if (!over.await(25, TimeUnit.SECONDS) || done.isEmpty()) {
      return Verdict.failed(done.size() + " done, " + over.getCount() + " not over after 25 s");
    }
    Duration first = Collections.min(done);
    Duration last = Collections.max(done);
    Instant after = foe.now();
    foe.tls(foe.bench().newIdentity());
    return Judge.that(
        first.compareTo(SOON) < 0 && foe.since(after).compareTo(SOON) < 0,
        done.size()
            + " done, the first after "
            + Talk.seconds(first)
            + ", the last after "
            + Talk.seconds(last));
  }
}
