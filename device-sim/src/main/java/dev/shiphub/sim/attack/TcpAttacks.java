package dev.shiphub.sim.attack;

import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Talk;
import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.HelloBytes;
import dev.shiphub.sim.raw.Opened;
import dev.shiphub.sim.raw.RawIdentity;
import dev.shiphub.sim.raw.RawStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a stranger can do with nothing but TCP. */
final class TcpAttacks {
  private static final int MANY = 200;
  private static final int FLOOD = 500;
  private static final int PLACES = 64;
  private static final int OF_ONE = 48;
  private static final Duration SOON = Duration.ofSeconds(3);
  private static final int UNEXPECTED_MESSAGE = 10;
  private static final int DECODE_ERROR = 50;
  private static final int PROTOCOL_VERSION = 70;
  private static final int HANDSHAKE_FAILURE = 40;

  static final List<Attack> ALL =
      List.of(
          new Attack(
              "T-silent",
              "a connection that says nothing",
              "closed when the time for TLS is over, 10 s",
              Manner.WAITING,
              TcpAttacks::silent),
          new Attack(
              "T-slow-hello",
              "a ClientHello at one byte each half second",
              "closed after 10 s in all, not after each byte",
              Manner.WAITING,
              TcpAttacks::slowHello),
          new Attack(
              "T-silent-200",
              "200 connections at once that say nothing",
              "the oldest make room, no more than 64 stay, and the bystanders notice nothing",
              Manner.ALONE,
              TcpAttacks::manySilent),
          new Attack(
              "T-plain-http",
              "an HTTP request without TLS",
              "refused at once",
              Manner.QUIET,
              foe -> garbage(foe, ascii("GET / HTTP/1.1\r\nHost: a\r\n\r\n"))),
          new Attack(
              "T-ssh",
              "the banner of SSH",
              "refused at once",
              Manner.QUIET,
              foe -> garbage(foe, ascii("SSH-2.0-OpenSSH_9.9\r\n"))),
          new Attack(
              "T-noise",
              "64 KiB of noise",
              "refused at once, long before all is read",
              Manner.QUIET,
              foe -> garbage(foe, noise(foe))),
          new Attack(
              "T-huge-record",
              "the head of a TLS record of 65,535 bytes, more than TLS has",
              "refused at once, nothing is waited for",
              Manner.QUIET,
              foe -> garbage(foe, new byte[] {22, 3, 1, (byte) 0xff, (byte) 0xff})),
          new Attack(
              "T-empty-record",
              "a TLS record of no bytes",
              "refused at once",
              Manner.QUIET,
              foe -> garbage(foe, new byte[] {22, 3, 1, 0, 0})),
          new Attack(
              "T-fin",
              "a connection that ends before a byte",
              "ended at once",
              Manner.QUIET,
              foe -> cut(foe, 0)),
          new Attack(
              "T-half-hello",
              "half a ClientHello, and the end",
              "ended at once",
              Manner.QUIET,
              foe -> cut(foe, 40)),
          new Attack(
              "T-reset-anywhere",
              "a ClientHello cut by a reset after each of its bytes",
              "the next client is served at once",
              Manner.QUIET,
              TcpAttacks::resetAnywhere),
          new Attack(
              "T-one-address",
              "60 connections of one address that say nothing",
              "no more than 48 stay, and another address is served at once",
              Manner.ALONE,
              TcpAttacks::oneAddress),
          new Attack(
              "T-speaking-200",
              "200 connections of eight addresses that say one byte each",
              "no more than 64 stay; a paired device is let in when their time is over, 10 s",
              Manner.ALONE,
              TcpAttacks::manySpeaking),
          new Attack(
              "T-connect-flood",
              "500 connections of one address, each ended at once",
              "another address is served at once",
              Manner.ALONE,
              TcpAttacks::flood));

  private TcpAttacks() {}

  private static Verdict silent(Foe foe) throws IOException {
    Instant start = foe.now();
    RawStream.Rest rest = foe.tcp().rest(Foe.PHASE.plusSeconds(6));
    return Judge.ended(rest, start, Duration.ofSeconds(8), Foe.PHASE);
  }

  private static Verdict slowHello(Foe foe) throws IOException, InterruptedException {
    byte[] hello = HelloBytes.of(HelloBytes.TLS12, List.of(HelloBytes.GCM));
    Instant start = foe.now();
    RawStream stream = foe.tcp();
    for (byte next : hello) {
      if (!stream.write(new byte[] {next}) || foe.since(start).compareTo(Foe.PHASE) > 0) {
        break;
      }
      foe.rest(Duration.ofMillis(500));
    }
    return Judge.ended(stream.rest(Duration.ofSeconds(2)), start, Foe.PHASE.plusSeconds(2));
  }

  private static Verdict manySilent(Foe foe) throws IOException, InterruptedException {
    List<RawStream> silent = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      knock(foe, 2 + i % 8).ifPresent(silent::add);
    }
    long open = left(foe, silent, PLACES);
    return Judge.that(open <= PLACES, open + " of " + MANY + " stay");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] noise(Foe foe) {
    byte[] bytes = new byte[65_536];
    foe.grounds().lab().random().nextBytes(bytes);
    bytes[0] = 0;
    return bytes;
  }

  private static Verdict garbage(Foe foe, byte[] bytes) throws IOException {
    RawStream stream = foe.tcp();
    stream.write(bytes);
    Instant start = foe.now();
    RawStream.Rest rest = stream.rest(Foe.PHASE);
    Verdict inTime = Judge.ended(rest, start, SOON);
    return inTime.kind() == Verdict.Kind.PASSED
        ? Judge.refusedByTls(
            rest, UNEXPECTED_MESSAGE, DECODE_ERROR, PROTOCOL_VERSION, HANDSHAKE_FAILURE)
        : inTime;
  }

  private static Verdict cut(Foe foe, int length) throws IOException {
    RawStream stream = foe.tcp();
    stream.write(Arrays.copyOf(HelloBytes.of(HelloBytes.TLS12, List.of(HelloBytes.GCM)), length));
    stream.endOutput();
    Instant start = foe.now();
    return Judge.ended(stream.rest(Foe.PHASE), start, SOON);
  }

  private static Verdict resetAnywhere(Foe foe) throws IOException {
    byte[] hello = HelloBytes.of(HelloBytes.TLS12, List.of(HelloBytes.GCM));
    for (int length = 0; length <= hello.length; length++) {
      RawStream stream = foe.tcp();
      stream.write(Arrays.copyOf(hello, length));
      stream.reset();
    }
    return served(foe, (hello.length + 1) + " resets");
  }

  /** A client that comes now must have TLS soon. */
  private static Verdict served(Foe foe, String after) throws IOException {
    Instant start = foe.now();
    foe.tls(foe.bench().newIdentity());
    Duration took = foe.since(start);
    return Judge.that(
        took.compareTo(SOON) < 0, "TLS stands " + took.toMillis() + " ms after " + after);
  }

  private static Verdict oneAddress(Foe foe) throws IOException, InterruptedException {
    List<RawStream> silent = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      knock(foe, 2).ifPresent(silent::add);
    }
    Verdict served = served(foe, "60 of one address");
    long open = left(foe, silent, OF_ONE);
    return open > OF_ONE
        ? Verdict.failed(open + " of one address stay")
        : Judge.that(
            served.kind() == Verdict.Kind.PASSED,
            served.evidence() + ", of which " + open + " stay");
  }

  private static Verdict manySpeaking(Foe foe) throws IOException, InterruptedException, CaseEnded {
    RawIdentity paired = foe.bench().newIdentity();
    foe.bench().trust(paired);
    List<RawStream> speaking = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      Optional<RawStream> stream = knock(foe, 2 + i % 8);
      stream.ifPresent(open -> open.write(new byte[] {22}));
      stream.ifPresent(speaking::add);
    }
    Instant start = foe.now();
    long open = left(foe, speaking, PLACES);
    while (!(foe.bench().dial(paired) instanceof Opened.Up)) {
      if (foe.since(start).compareTo(Foe.PHASE) > 0) {
        return Verdict.failed("a paired device is not let in for " + Talk.seconds(Foe.PHASE));
      }
      foe.rest(Duration.ofMillis(500));
    }
    return Judge.that(
        open <= PLACES,
        open + " stay; a paired device is let in after " + Talk.seconds(foe.since(start)));
  }

  /** How many stay open; a busy daemon has five seconds to get at most so many. */
  private static long left(Foe foe, List<RawStream> streams, int most) throws InterruptedException {
    Instant start = foe.now();
    while (true) {
      foe.rest(Duration.ofMillis(500));
      long open =
          streams.stream()
              .filter(stream -> stream.rest(Duration.ofMillis(2)).ending() == RawStream.Ending.OPEN)
              .count();
      if (open <= most || foe.since(start).compareTo(Duration.ofSeconds(5)) > 0) {
        return open;
      }
    }
  }

  private static Verdict flood(Foe foe) throws IOException {
    int taken = 0;
    for (int i = 0; i < FLOOD; i++) {
      taken += knock(foe, 2).map(TcpAttacks::ended).orElse(0);
    }
    return served(foe, FLOOD + " connections of another address, " + taken + " of them taken");
  }

  private static int ended(RawStream stream) {
    stream.close();
    return 1;
  }

  /** A connection from that neighbour; empty if the daemon ends it before it is one. */
  private static Optional<RawStream> knock(Foe foe, int neighbour) {
    try {
      return Optional.of(foe.tcp(foe.neighbour(neighbour)));
    } catch (IOException refused) {
      return Optional.empty();
    }
  }
}
