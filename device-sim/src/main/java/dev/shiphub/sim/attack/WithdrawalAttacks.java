package dev.shiphub.sim.attack;

import dev.shiphub.ship.Role;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Preconditions;
import dev.shiphub.sim.bench.ShipBytes;
import dev.shiphub.sim.bench.Talk;
import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.Heard;
import dev.shiphub.sim.raw.RawDoor;
import dev.shiphub.sim.raw.RawIdentity;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What a device can do that is not trusted any more. */
final class WithdrawalAttacks {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final byte[] READ = ShipBytes.read("nodeManagementDetailedDiscoveryData", 4711);
  private static final int REJECTED = 4452;

  static final List<Attack> ALL =
      List.of(
          new Attack(
              "X-unpair-data",
              "a device goes on asking while it is unpaired",
              "the removal is announced, nothing is answered, closed with 4001",
              Manner.QUIET,
              WithdrawalAttacks::inData),
          new Attack(
              "X-unpair-hello",
              "a device is unpaired in hello",
              "closed with 4452",
              Manner.QUIET,
              WithdrawalAttacks::inHello),
          new Attack(
              "X-unpair-returns",
              "an unpaired device returns at once, as if it were trusted",
              "closed with 4452 in hello, and still not paired",
              Manner.ALONE,
              WithdrawalAttacks::returns),
          new Attack(
              "X-unpair-dialled",
              "a device that is dialled without success is unpaired",
              "dialled no more",
              Manner.WAITING,
              WithdrawalAttacks::dialled),
          new Attack(
              "X-pair-storm",
              "a device is paired and unpaired 20 times while it is connected",
              "the last word counts: it is not paired, and its connection has ended",
              Manner.QUIET,
              WithdrawalAttacks::storm));

  private WithdrawalAttacks() {}

  private static Verdict inData(Foe foe) throws InterruptedException, CaseEnded {
    RawIdentity identity = foe.bench().newIdentity();
    Talk talk = foe.inData(identity);
    foe.bench().untrust(identity);
    talk.send(READ);
    Heard.End end = talk.closes(SOON);
    boolean isAnnounced =
        talk.await(
                said ->
                    said.close("announce")
                        .flatMap(told -> told.text("reason"))
                        .filter("removedConnection"::equals)
                        .isPresent(),
                Duration.ZERO)
            .isPresent();
    boolean isAnswered =
        talk.await(
                said -> said.isReplyTo(4711, "nodeManagementDetailedDiscoveryData"), Duration.ZERO)
            .isPresent();
    return Judge.that(
        isAnnounced && !isAnswered && end.code() == 4001,
        (isAnnounced ? "announced" : "not announced")
            + (isAnswered ? ", answered, " : ", ")
            + end.how());
  }

  private static Verdict inHello(Foe foe) throws InterruptedException, CaseEnded {
    RawIdentity identity = foe.bench().newIdentity();
    Talk talk = foe.paired(identity);
    Preconditions.init(talk, Role.SERVER);
    foe.bench().untrust(identity);
    return Judge.closeCode(talk.closes(SOON), REJECTED);
  }

  private static Verdict returns(Foe foe) throws InterruptedException, CaseEnded {
    RawIdentity identity = foe.bench().newIdentity();
    Talk before = foe.inData(identity);
    foe.bench().untrust(identity);
    before.closes(SOON);
    Talk talk = foe.bench().talk("again", foe.bench().dial(identity));
    Preconditions.init(talk, Role.SERVER);
    talk.send(ShipBytes.HELLO_READY);
    talk.send(ShipBytes.ANNOUNCE_MAX);
    talk.send(READ);
    Verdict closed = Judge.closedWithoutData(talk, REJECTED);
    return foe.isPaired(identity.shown().hex()) ? Verdict.failed("it is paired again") : closed;
  }

  private static Verdict dialled(Foe foe) throws InterruptedException, CaseEnded {
    RawIdentity identity = foe.bench().newIdentity();
    foe.bench().trust(identity);
    AtomicInteger dials = new AtomicInteger();
    RawDoor door =
        foe.bench()
            .listen(
                identity.shown(),
                foe.bench().dialling(foe.bench().newIdentity()),
                dials::incrementAndGet);
    if (door.next(Duration.ofSeconds(15)).isEmpty()) {
      throw CaseEnded.unmet("the daemon did not dial");
    }
    foe.bench().untrust(identity);
    foe.rest(Duration.ofMillis(500));
    int before = dials.get();
    foe.rest(Duration.ofSeconds(12));
    int after = dials.get() - before;
    return Judge.that(after == 0, before + " dials before, " + after + " in 12 s after");
  }

  private static Verdict storm(Foe foe) throws InterruptedException, CaseEnded {
    RawIdentity identity = foe.bench().newIdentity();
    Talk talk = foe.inData(identity);
    for (int i = 0; i < 20; i++) {
      foe.bench().untrust(identity);
      foe.bench().trust(identity);
    }
    foe.bench().untrust(identity);
    Heard.End end = talk.closes(SOON);
    return foe.isPaired(identity.shown().hex())
        ? Verdict.failed("it is paired")
        : Verdict.passed("not paired; " + end.how());
  }
}
