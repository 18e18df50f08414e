package dev.shiphub.sim.attack;

import dev.shiphub.ship.Role;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Preconditions;
import dev.shiphub.sim.bench.ShipBytes;
import dev.shiphub.sim.bench.Talk;
import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.Opened;
import dev.shiphub.sim.raw.RawDoor;
import dev.shiphub.sim.raw.RawIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What a device, or who stands in its place, can do to the daemon that dials it. */
final class DoorAttacks {
  private static final Duration WATCHED = Duration.ofSeconds(20);

  /** At once, then with growing pauses. */
  private static final int MOST_DIALS = 5;

  private static final String FEW = "at most " + MOST_DIALS + " dials in 20 s, with growing pauses";

  static final List<Attack> ALL =
      List.of(
          new Attack(
              "D-closing-door",
              "a device that accepts every dial and closes at once",
              FEW,
              Manner.WAITING,
              foe -> dialled(foe, _ -> {})),
          new Attack(
              "D-aborting-door",
              "a device that aborts every hello",
              FEW,
              Manner.WAITING,
              foe -> dialled(foe, DoorAttacks::abort)),
          new Attack(
              "D-wrong-door",
              "another node where a paired device should be",
              "the daemon ends TLS and says nothing; " + FEW,
              Manner.WAITING,
              DoorAttacks::wrongDoor));

  private DoorAttacks() {}

  private interface Reception {
    void of(Talk talk) throws InterruptedException, CaseEnded;
  }

  private static void abort(Talk talk) throws InterruptedException, CaseEnded {
    Preconditions.init(talk, Role.CLIENT);
    talk.send(ShipBytes.HELLO_ABORTED);
    talk.closes(Duration.ofSeconds(5));
  }

  private static Verdict dialled(Foe foe, Reception reception)
      throws InterruptedException, CaseEnded {
    RawIdentity identity = foe.bench().newIdentity();
    foe.bench().trust(identity);
    AtomicInteger dials = new AtomicInteger();
    RawDoor door = foe.bench().listen(identity, dials::incrementAndGet);
    Instant until = foe.now().plus(WATCHED);
    while (foe.now().isBefore(until)) {
      Optional<Opened> opened = door.next(Duration.between(foe.now(), until));
      if (opened.isPresent()) {
        try (Talk talk = foe.bench().talk("door", opened.get())) {
          reception.of(talk);
        }
      }
    }
    return few(dials.get(), "");
  }

  private static Verdict few(int dials, String seen) throws CaseEnded {
    if (dials == 0) {
      throw CaseEnded.unmet("the daemon did not dial");
    }
    return Judge.that(dials <= MOST_DIALS, dials + " dials in 20 s" + seen);
  }

  private static Verdict wrongDoor(Foe foe) throws InterruptedException, CaseEnded {
    RawIdentity identity = foe.bench().newIdentity();
    RawIdentity other = foe.bench().newIdentity();
    foe.bench().trust(identity);
    AtomicInteger dials = new AtomicInteger();
    RawDoor door =
        foe.bench().listen(identity.shown(), foe.bench().dialling(other), dials::incrementAndGet);
    Instant until = foe.now().plus(WATCHED);
    while (foe.now().isBefore(until)) {
      Optional<Opened> opened = door.next(Duration.between(foe.now(), until));
      if (opened.isPresent() && opened.get() instanceof Opened.Up) {
        return Verdict.failed("a WebSocket was opened to another node");
      }
    }
    return foe.isPaired(other.shown().hex()) || !foe.isPaired(identity.shown().hex())
        ? Verdict.failed("trust has changed")
        : few(dials.get(), ", each ended in TLS");
  }
}
