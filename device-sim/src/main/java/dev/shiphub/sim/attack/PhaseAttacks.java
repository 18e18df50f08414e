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
import java.util.List;

/** What a stranger can do by being slow in each phase, and anybody by cutting TCP in data. */
final class PhaseAttacks {
  static final List<Attack> ALL =
      List.of(
          new Attack(
              "T-silent-tls",
              "a ClientHello, and nothing after it",
              "closed when the time for TLS is over, 10 s",
              Manner.WAITING,
              PhaseAttacks::silentTls),
          new Attack(
              "T-silent-upgrade",
              "TLS, and nothing after it",
              "closed when the time for the upgrade is over, 10 s",
              Manner.WAITING,
              PhaseAttacks::silentUpgrade),
          new Attack(
              "T-slow-upgrade",
              "TLS, and an upgrade at one byte each half second",
              "closed after 10 s in all, not after each byte",
              Manner.WAITING,
              PhaseAttacks::slowUpgrade),
          new Attack(
              "T-unread-upgrade",
              "TLS, and 1 MiB without an end of a line",
              "refused or closed, long before all is read",
              Manner.QUIET,
              PhaseAttacks::endlessLine),
          new Attack(
              "T-cut-in-data",
              "a paired device that cuts its connection in data exchange, five times",
              "let in again each time at once",
              Manner.QUIET,
              PhaseAttacks::cutInData));

  private PhaseAttacks() {}

  private static Verdict silentTls(Foe foe) throws IOException {
    RawStream stream = foe.tcp();
    Instant start = foe.now();
    stream.write(HelloBytes.of(HelloBytes.TLS12, List.of(HelloBytes.GCM)));
    return Judge.ended(
        stream.rest(Foe.PHASE.plusSeconds(6)), start, Duration.ofSeconds(8), Foe.PHASE);
  }

  private static Verdict silentUpgrade(Foe foe) throws IOException {
    RawStream stream = foe.tls(foe.bench().newIdentity());
    Instant start = foe.now();
    return Judge.ended(
        stream.rest(Foe.PHASE.plusSeconds(6)), start, Duration.ofSeconds(8), Foe.PHASE);
  }

  private static Verdict slowUpgrade(Foe foe) throws IOException, InterruptedException {
    RawStream stream = foe.tls(foe.bench().newIdentity());
    Instant start = foe.now();
    String request = UpgradeAttacks.request("Sec-WebSocket-Protocol: ship\r\n");
    for (byte next : request.getBytes(StandardCharsets.ISO_8859_1)) {
      if (!stream.write(new byte[] {next}) || foe.since(start).compareTo(Foe.PHASE) > 0) {
        break;
      }
      foe.rest(Duration.ofMillis(500));
    }
    return Judge.ended(stream.rest(Duration.ofSeconds(2)), start, Foe.PHASE.plusSeconds(2));
  }

  private static Verdict endlessLine(Foe foe) throws IOException {
    RawStream stream = foe.tls(foe.bench().newIdentity());
    Instant start = foe.now();
    stream.write("a".repeat(1 << 20).getBytes(StandardCharsets.ISO_8859_1));
    return Judge.ended(stream.rest(Foe.PHASE), start, Duration.ofSeconds(5));
  }

  private static Verdict cutInData(Foe foe) throws IOException, InterruptedException, CaseEnded {
    RawIdentity identity = foe.bench().newIdentity();
    Duration longest = Duration.ZERO;
    for (int i = 0; i < 5; i++) {
      Instant start = foe.now();
      Talk talk = foe.inData(identity);
      longest = longest.compareTo(foe.since(start)) > 0 ? longest : foe.since(start);
      talk.close();
    }
    if (!(foe.bench().dial(identity) instanceof Opened.Up)) {
      return Verdict.failed("not let in after the fifth cut");
    }
    return Judge.that(
        longest.compareTo(Duration.ofSeconds(5)) < 0,
        "in data exchange again after " + longest.toMillis() + " ms at most");
  }
}
