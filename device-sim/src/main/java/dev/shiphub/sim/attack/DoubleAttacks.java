package dev.shiphub.sim.attack;

import dev.shiphub.ship.Role;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Preconditions;
import dev.shiphub.sim.bench.ShipBytes;
import dev.shiphub.sim.bench.Talk;
import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.Opened;
import dev.shiphub.sim.raw.RawIdentity;
import dev.shiphub.sim.raw.RawStream;
import dev.shiphub.sim.raw.RawThreads;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a device can do with more connections than one. */
final class DoubleAttacks {
  private static final Duration SOON = Duration.ofSeconds(5);

  static final List<Attack> ALL =
      List.of(
          new Attack(
              "D-thirty",
              "30 connections of one paired device, one after the other",
              "at most 2 are kept",
              Manner.ALONE,
              DoubleAttacks::thirty),
          new Attack(
              "D-twenty-at-once",
              "20 connections of one paired device at the same time",
              "at most 2 are kept, and the device comes into data exchange after it",
              Manner.ALONE,
              DoubleAttacks::atOnce),
          new Attack(
              "D-cut-newcomer",
              "a second connection of a device that is cut in hello",
              "the first one goes on",
              Manner.QUIET,
              DoubleAttacks::cutNewcomer),
          new Attack(
              "D-broken-newcomer",
              "a second connection of a device that breaks the rules at once",
              "the first one goes on",
              Manner.QUIET,
              DoubleAttacks::brokenNewcomer),
          new Attack(
              "D-mute-newcomer",
              "a second connection of a device on which nothing is said",
              "one of both goes on; the device is never without",
              Manner.WAITING,
              DoubleAttacks::muteNewcomer),
          new Attack(
              "D-late-loser",
              "the connection that was replaced is cut later",
              "the one that replaced it goes on and is still the device's",
              Manner.QUIET,
              DoubleAttacks::lateLoser),
          new Attack(
              "D-dead-owner",
              "a new connection of a device whose first one has died without a word",
              "the new one is in data exchange within 5 s",
              Manner.QUIET,
              DoubleAttacks::deadOwner),
          new Attack(
              "D-flap",
              "30 connections of a device, each cut at once by a reset",
              "the next one is in data exchange within 5 s",
              Manner.QUIET,
              DoubleAttacks::flap),
          new Attack(
              "D-forged-newcomer",
              "a connection that claims the SKI of a device in data exchange, with another key",
              "refused; the device's connection goes on",
              Manner.QUIET,
              DoubleAttacks::forgedNewcomer),
          new Attack(
              "D-same-address",
              "two devices at one address",
              "neither displaces the other",
              Manner.QUIET,
              DoubleAttacks::sameAddress),
          new Attack(
              "D-untrust-both",
              "trust is withdrawn while a device has two connections",
              "both end",
              Manner.QUIET,
              DoubleAttacks::untrustBoth));

  private DoubleAttacks() {}

  private static Verdict thirty(Foe foe) throws InterruptedException, CaseEnded {
    RawIdentity identity = foe.bench().newIdentity();
    foe.bench().trust(identity);
    List<Talk> talks = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      Opened opened = foe.bench().dial(identity);
      if (opened instanceof Opened.Up) {
        talks.add(foe.bench().talk("c" + i, opened));
      }
    }
    foe.rest(Duration.ofSeconds(4));
    long open = open(talks);
    return Judge.that(open <= 2 && !talks.isEmpty(), open + " of " + talks.size() + " are kept");
  }

  private static long open(List<Talk> talks) throws InterruptedException {
    long open = 0;
    for (Talk talk : talks) {
      talk.await(_ -> false, Duration.ofMillis(20));
      open += talk.isOpen() ? 1 : 0;
    }
    return open;
  }

  private static Verdict atOnce(Foe foe) throws InterruptedException, CaseEnded {
    RawIdentity identity = foe.bench().newIdentity();
    foe.bench().trust(identity);
    List<Opened> all = new ArrayList<>();
    CountDownLatch done = new CountDownLatch(20);
    for (int i = 0; i < 20; i++) {
      RawThreads.start(
          "dial",
          () -> {
            Opened opened = foe.bench().dial(identity);
            synchronized (all) {
              all.add(opened);
            }
            done.countDown();
          });
    }
    boolean _ = done.await(30, TimeUnit.SECONDS);
    foe.rest(Duration.ofSeconds(4));
    List<Talk> talks = new ArrayList<>();
    synchronized (all) {
      for (Opened opened : all) {
        if (opened instanceof Opened.Up) {
          talks.add(foe.bench().talk("c" + talks.size(), opened));
        }
      }
    }
    long open = open(talks);
    boolean isBack = Judge.answers(foe.inData(identity));
    return Judge.that(
        open <= 2 && isBack,
        open + " of " + talks.size() + " are kept; then " + (isBack ? "" : "not ") + "answered");
  }

  /** A second connection that has begun. */
  private static Talk newcomer(Foe foe, RawIdentity identity)
      throws InterruptedException, CaseEnded {
    Talk newcomer = foe.bench().talk("new", foe.bench().dial(identity));
    Preconditions.init(newcomer, Role.SERVER);
    return newcomer;
  }

  private static Verdict cutNewcomer(Foe foe) throws InterruptedException, CaseEnded {
    RawIdentity identity = foe.bench().newIdentity();
    Talk owner = foe.inData(identity);
    newcomer(foe, identity).close();
    foe.rest(Duration.ofSeconds(1));
    return Judge.ignored(owner);
  }

  private static Verdict brokenNewcomer(Foe foe) throws InterruptedException, CaseEnded {
    RawIdentity identity = foe.bench().newIdentity();
    Talk owner = foe.inData(identity);
    Talk newcomer = newcomer(foe, identity);
    newcomer.send(ShipBytes.UNKNOWN_TYPE);
    newcomer.send(ShipBytes.ANNOUNCE_MAX);
    newcomer.closes(SOON);
    return Judge.ignored(owner);
  }

  private static Verdict muteNewcomer(Foe foe) throws InterruptedException, CaseEnded {
    RawIdentity identity = foe.bench().newIdentity();
    Talk owner = foe.inData(identity);
    Talk mute = foe.bench().talk("mute", foe.bench().dial(identity));
    Instant until = foe.now().plusSeconds(12);
    boolean isAnswered = true;
    while (isAnswered && foe.now().isBefore(until) && owner.isOpen()) {
      isAnswered = Judge.answers(owner);
      foe.rest(Duration.ofMillis(500));
    }
    mute.await(_ -> false, Duration.ofMillis(20));
    return Judge.that(
        owner.isOpen() ? isAnswered : mute.isOpen(),
        owner.isOpen() ? "the first one answers" : "the second one has replaced the first");
  }

  private static Verdict lateLoser(Foe foe) throws InterruptedException, CaseEnded {
    RawIdentity identity = foe.bench().newIdentity();
    Talk loser = foe.inData(identity);
    Talk winner = foe.inData(identity);
    loser.close();
    foe.rest(Duration.ofSeconds(1));
    Verdict goesOn = Judge.ignored(winner);
    String state =
        foe.admin()
            .get("devices/" + identity.shown().hex())
            .flatMap(device -> device.text("state"))
            .orElse("unknown");
    return state.equals("connected") ? goesOn : Verdict.failed("its state is " + state);
  }

  private static Verdict deadOwner(Foe foe) throws IOException, InterruptedException, CaseEnded {
    RawIdentity identity = foe.bench().newIdentity();
    foe.bench().trust(identity);
    RawStream dead = foe.tls(identity);
    dead.write(FlowAttacks.blindly(1));
    foe.rest(Duration.ofSeconds(1));
    return comesBack(foe, identity);
  }

  private static Verdict comesBack(Foe foe, RawIdentity identity)
      throws InterruptedException, CaseEnded {
    Instant start = foe.now();
    Talk talk = foe.inData(identity);
    Duration took = foe.since(start);
    return Judge.that(
        Judge.answers(talk) && took.compareTo(SOON) < 0,
        "in data exchange after " + Talk.seconds(took));
  }

  private static Verdict flap(Foe foe) throws IOException, InterruptedException, CaseEnded {
    RawIdentity identity = foe.bench().newIdentity();
    foe.bench().trust(identity);
    for (int i = 0; i < 30; i++) {
      RawStream stream = foe.tls(identity);
      stream.write(FlowAttacks.blindly(1));
      stream.reset();
    }
    return comesBack(foe, identity);
  }

  private static Verdict forgedNewcomer(Foe foe) throws InterruptedException, CaseEnded {
    RawIdentity identity = foe.bench().newIdentity();
    Talk owner = foe.inData(identity);
    Opened opened = foe.bench().dial(foe.bench().newForgery(identity.shown()));
    return opened instanceof Opened.TlsEnded(_, String why, _) && Judge.answers(owner)
        ? Verdict.passed("ended the TLS handshake: " + why)
        : Verdict.failed(opened.getClass().getSimpleName() + "; the first one: " + owner.isOpen());
  }

  private static Verdict sameAddress(Foe foe) throws InterruptedException, CaseEnded {
    Talk first = foe.inData();
    Talk second = foe.inData();
    foe.rest(Duration.ofSeconds(2));
    return Judge.that(
        Judge.answers(first) && Judge.answers(second),
        "the first is " + words(first) + ", the second is " + words(second));
  }

  private static String words(Talk talk) {
    return talk.isOpen() ? "open" : "closed";
  }

  private static Verdict untrustBoth(Foe foe) throws InterruptedException, CaseEnded {
    RawIdentity identity = foe.bench().newIdentity();
    Talk owner = foe.inData(identity);
    Talk newcomer = newcomer(foe, identity);
    foe.bench().untrust(identity);
    owner.closes(SOON);
    var end = newcomer.closes(SOON);
    return foe.isPaired(identity.shown().hex())
        ? Verdict.failed("it is still paired")
        : Verdict.passed("both ended, the second by " + end.how());
  }
}
