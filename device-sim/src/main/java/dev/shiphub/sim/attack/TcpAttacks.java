package dev.shiphub.sim.attack;

import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.HelloBytes;
import dev.shiphub.sim.raw.RawStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a stranger can do with nothing but TCP. */
final class TcpAttacks {
  private static final int MANY = 200;
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
              foe -> garbage(foe, "GET / HTTP/1.1\r\nHost: a\r\n\r\n")),
          new Attack(
              "T-reset-anywhere",
              "a ClientHello cut by a reset after each of its bytes",
              "the next client is served at once",
              Manner.QUIET,
              TcpAttacks::resetAnywhere));

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
      silent.add(foe.tcp(foe.neighbour(2 + i % 8)));
    }
    foe.rest(Duration.ofSeconds(2));
    long open =
        silent.stream()
            .filter(stream -> stream.rest(Duration.ofMillis(5)).ending() == RawStream.Ending.OPEN)
            .count();
    return Judge.that(open <= 64, open + " of " + MANY + " are open after two seconds");
  }

  private static Verdict garbage(Foe foe, String text) throws IOException {
    RawStream stream = foe.tcp();
    stream.write(text.getBytes(StandardCharsets.ISO_8859_1));
    Instant start = foe.now();
    RawStream.Rest rest = stream.rest(Foe.PHASE);
    Verdict inTime = Judge.ended(rest, start, Duration.ofSeconds(3));
    return inTime.kind() == Verdict.Kind.PASSED
        ? Judge.refusedByTls(
            rest, UNEXPECTED_MESSAGE, DECODE_ERROR, PROTOCOL_VERSION, HANDSHAKE_FAILURE)
        : inTime;
  }

  private static Verdict resetAnywhere(Foe foe) throws IOException {
    byte[] hello = HelloBytes.of(HelloBytes.TLS12, List.of(HelloBytes.GCM));
    for (int length = 0; length <= hello.length; length++) {
      RawStream stream = foe.tcp();
      stream.write(Arrays.copyOf(hello, length));
      stream.reset();
    }
    Instant start = foe.now();
    foe.tls(foe.bench().newIdentity());
    Duration took = foe.since(start);
    return Judge.that(
        took.compareTo(Duration.ofSeconds(3)) < 0,
        "TLS stands " + took.toMillis() + " ms after " + (hello.length + 1) + " resets");
  }
}
