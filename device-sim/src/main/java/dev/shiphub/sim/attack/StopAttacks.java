package dev.shiphub.sim.attack;

import dev.shiphub.ship.Role;
import dev.shiphub.sim.bench.Bench;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Preconditions;
import dev.shiphub.sim.bench.Talk;
import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.Opened;
import dev.shiphub.sim.raw.RawIdentity;
import dev.shiphub.sim.raw.RawStream;
import dev.shiphub.sim.raw.RawTls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What peers can do to a daemon that stops, and what is left of one that was stopped or killed. */
final class StopAttacks {
  private static final Duration STEP = Duration.ofSeconds(10);
  private static final Duration MOST = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int GOING_AWAY = 1001;

  /**
   * Far fewer answers than may wait for a device, even if the daemon gets to write none of them
   * before it has read all questions; and more than the kernel takes.
   */
  private static final int UNREAD = 120;

  static final List<Attack> ALL =
      List.of(
          new Attack(
              "X-stop-phases",
              "SIGTERM with a peer in each phase: TCP, TLS, upgrade, init, hello, stranger, data",
              "1001 or an announced close for who speaks SHIP; exit code 0 within 5 s",
              Manner.ALONE,
              StopAttacks::phases),
          new Attack(
              "X-stop-mute",
              "SIGTERM with 10 devices that confirm no close",
              "closed with 4001; exit code 0 within 5 s",
              Manner.ALONE,
              StopAttacks::mute),
          new Attack(
              "X-stop-never-reads",
              "SIGTERM with a device that reads nothing of what waits for it",
              "exit code 0 within 5 s",
              Manner.ALONE,
              StopAttacks::neverReads),
          new Attack(
              "X-stop-knocks",
              "new connections all the time from SIGTERM to the end",
              "no WebSocket is opened; exit code 0 within 5 s",
              Manner.ALONE,
              StopAttacks::knocks),
          new Attack(
              "X-stop-twice",
              "a second SIGTERM while a device delays the first",
              "the end at once, and the next start finds everything",
              Manner.ALONE,
              StopAttacks::twice),
          new Attack(
              "X-stop-in-start",
              "SIGTERM 50, 400 and 800 ms after the start",
              "the end, and the next start is a sound one",
              Manner.ALONE,
              StopAttacks::inStart),
          new Attack(
              "X-kill-crowd",
              "SIGKILL right after a device was paired and another one unpaired, among strangers",
              "the same SKI, the one is trusted, the other not, no stranger is",
              Manner.ALONE,
              StopAttacks::killed));

  private StopAttacks() {}

  private static Verdict phases(Foe foe) throws IOException, InterruptedException, CaseEnded {
    try (Spare spare = foe.spares().start(foe.spares().folder(), Optional.empty())) {
      Bench bench = foe.bench().at(spare.lab());
      List<RawStream> below = new ArrayList<>();
      below.add(tcp(foe, spare));
      below.add(tls(foe, spare, bench.newIdentity()));
      RawStream half = tls(foe, spare, bench.newIdentity());
      half.write("GET /ship/ HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
      below.add(half);
      Talk begun = bench.open(Role.SERVER);
      Talk hello = bench.open(Role.SERVER);
      Preconditions.init(hello, Role.SERVER);
      Talk stranger = bench.talk("stranger", bench.dial(bench.newIdentity()));
      Preconditions.init(stranger, Role.SERVER);
      Talk data = Preconditions.established(bench, Role.SERVER);
      Instant start = foe.now();
      spare.terminate();
      Verdict ended = ended(spare, start);
      for (Talk talk : List.of(begun, hello, stranger)) {
        if (talk.closes(MOST).code() != GOING_AWAY) {
          return Verdict.failed("instead of 1001: " + talk.end().orElseThrow().how());
        }
      }
      boolean isAnnounced =
          data.await(said -> said.close("announce").isPresent(), MOST).isPresent();
      long open =
          below.stream()
              .filter(it -> it.rest(Duration.ofMillis(500)).ending() == RawStream.Ending.OPEN)
              .count();
      return isAnnounced && open == 0
          ? ended
          : Verdict.failed("announced: " + isAnnounced + ", " + open + " without SHIP are open");
    }
  }

  private static RawStream tcp(Foe foe, Spare spare) throws IOException {
    return foe.bench()
        .keep(
            RawStream.open(
                Optional.empty(), spare.lab().target().address(), STEP, spare.lab().clock()));
  }

  private static RawStream tls(Foe foe, Spare spare, RawIdentity identity) throws IOException {
    return foe.bench().keep(tcp(foe, spare).secure(RawTls.of(identity), STEP));
  }

  private static Verdict ended(Spare spare, Instant start) throws InterruptedException {
    Optional<Spare.Exit> exit = spare.exit(start, PATIENCE);
    return exit.map(
            it ->
                Judge.that(
                    it.code() == 0 && it.took().compareTo(MOST) <= 0,
                    "exit code " + it.code() + " after " + Talk.seconds(it.took())))
        .orElseGet(() -> Verdict.failed("still running after " + Talk.seconds(PATIENCE)));
  }

  private static Verdict mute(Foe foe) throws IOException, InterruptedException, CaseEnded {
    try (Spare spare = foe.spares().start(foe.spares().folder(), Optional.empty())) {
      Bench bench = foe.bench().at(spare.lab());
      List<Talk> talks = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        talks.add(Preconditions.established(bench, Role.SERVER));
      }
      Instant start = foe.now();
      spare.terminate();
      Verdict ended = ended(spare, start);
      for (Talk talk : talks) {
        if (talk.closes(MOST).code() != 4001) {
          return Verdict.failed("instead of 4001: " + talk.end().orElseThrow().how());
        }
      }
      return ended;
    }
  }

  private static Verdict neverReads(Foe foe) throws IOException, InterruptedException, CaseEnded {
    try (Spare spare = foe.spares().start(foe.spares().folder(), Optional.empty())) {
      unread(foe, spare);
      Instant start = foe.now();
      spare.terminate();
      return ended(spare, start);
    }
  }

  /** A device whose answers fill what the kernel takes for it. */
  private static void unread(Foe foe, Spare spare)
      throws IOException, InterruptedException, CaseEnded {
    RawIdentity identity = foe.bench().newIdentity();
    foe.bench().at(spare.lab()).trust(identity);
    RawStream stream = foe.narrow(spare.lab().target(), identity);
    // What comes before the daemon has admitted it may not be much.
    stream.write(FlowAttacks.blindly(1));
    Instant until = foe.now().plus(PATIENCE);
    while (!spare.isConnected(identity.shown())) {
      if (foe.now().isAfter(until)) {
        throw CaseEnded.unmet("the device that does not read was not connected");
      }
      foe.rest(Duration.ofMillis(200));
    }
    stream.write(FlowAttacks.reads(2, UNREAD));
    foe.rest(Duration.ofSeconds(1));
  }

  private static Verdict knocks(Foe foe) throws IOException, InterruptedException, CaseEnded {
    try (Spare spare = foe.spares().start(foe.spares().folder(), Optional.empty())) {
      Bench bench = foe.bench().at(spare.lab());
      RawIdentity identity = bench.newIdentity();
      Preconditions.established(bench, Role.SERVER, identity);
      Instant start = foe.now();
      spare.terminate();
      foe.rest(Duration.ofMillis(300));
      int opened = 0;
      int knocks = 0;
      while (spare.exit(start, Duration.ofMillis(20)).isEmpty()
          && foe.since(start).compareTo(PATIENCE) < 0) {
        opened += bench.dial(identity) instanceof Opened.Up ? 1 : 0;
        knocks++;
      }
      Verdict ended = ended(spare, start);
      return opened == 0
          ? new Verdict(ended.kind(), ended.evidence() + ", " + knocks + " knocks")
          : Verdict.failed(opened + " of " + knocks + " were let in");
    }
  }

  private static Verdict twice(Foe foe) throws IOException, InterruptedException, CaseEnded {
    Path state = foe.spares().folder();
    RawIdentity identity = foe.bench().newIdentity();
    String seen;
    try (Spare spare = foe.spares().start(state, Optional.empty())) {
      Preconditions.established(new Bench(spare.lab()), Role.SERVER, identity);
      unread(foe, spare);
      spare.terminate();
      foe.rest(Duration.ofMillis(100));
      Instant second = foe.now();
      spare.terminate();
      Optional<Spare.Exit> exit = spare.exit(second, PATIENCE);
      if (exit.isEmpty() || exit.get().took().toSeconds() >= 2) {
        return Verdict.failed("it did not end at once: " + exit);
      }
      seen = "ended " + exit.get().took().toMillis() + " ms after the second";
    }
    try (Spare next = foe.spares().start(state, Optional.empty())) {
      return Judge.that(next.isPaired(identity.shown()), seen + "; the device is still trusted");
    }
  }

  private static Verdict inStart(Foe foe) throws IOException, InterruptedException, CaseEnded {
    Path state = foe.spares().folder();
    for (int millis : new int[] {50, 400, 800}) {
      Process process = Spare.begin(foe.spares().line(state, Optional.empty()));
      foe.rest(Duration.ofMillis(millis));
      process.toHandle().destroy();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.toHandle().destroyForcibly();
        return Verdict.failed("still running after " + Talk.seconds(PATIENCE));
      }
      foe.note("SIGTERM after " + millis + " ms: exit code " + process.exitValue());
    }
    try (Spare next = foe.spares().start(state, Optional.empty())) {
      Talk talk = Preconditions.established(foe.bench().at(next.lab()), Role.SERVER);
      return Judge.ignored(talk);
    }
  }

  private static Verdict killed(Foe foe) throws IOException, InterruptedException, CaseEnded {
    Path state = foe.spares().folder();
    RawIdentity kept = foe.bench().newIdentity();
    RawIdentity removed = foe.bench().newIdentity();
    RawIdentity stranger = foe.bench().newIdentity();
    String ski;
    try (Spare spare = foe.spares().start(state, Optional.empty())) {
      Bench bench = new Bench(spare.lab());
      ski = spare.ski().hex();
      Talk waiting = bench.talk("stranger", bench.dial(stranger));
      Preconditions.init(waiting, Role.SERVER);
      Preconditions.established(bench, Role.SERVER, removed);
      bench.untrust(removed);
      bench.trust(kept);
      spare.kill();
      boolean _ = spare.exit(foe.now(), PATIENCE).isPresent();
    }
    try (Spare next = foe.spares().start(state, Optional.empty())) {
      boolean isRight =
          next.ski().hex().equals(ski)
              && next.isPaired(kept.shown())
              && !next.isPaired(removed.shown())
              && !next.isPaired(stranger.shown());
      Talk talk = Preconditions.established(foe.bench().at(next.lab()), Role.SERVER, kept);
      return isRight ? Judge.ignored(talk) : Verdict.failed("SKI or trust have changed");
    }
  }
}
