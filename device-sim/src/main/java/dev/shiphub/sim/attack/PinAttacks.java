package dev.shiphub.sim.attack;

import dev.shiphub.ship.Role;
import dev.shiphub.ship.json.JsonWriter;
import dev.shiphub.sim.bench.Bench;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Preconditions;
import dev.shiphub.sim.bench.ShipBytes;
import dev.shiphub.sim.bench.Talk;
import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.RawIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a paired device can do at a daemon that requires a PIN: guess, and go without. */
final class PinAttacks {
  private static final int MOST_LOOKED_AT = 3;
  private static final int REJECTED = 4452;

  static final List<Attack> ALL =
      List.of(
          new Attack(
              "P-right-in-penalty",
              "the right PIN after three wrong ones",
              "not looked at: a penalty of 15 s runs",
              Manner.QUIET,
              PinAttacks::rightInPenalty),
          new Attack(
              "P-fourth",
              "a fourth wrong PIN when the penalty is over",
              "the penalty ends after 15 s; with the fourth the next one begins",
              Manner.WAITING,
              PinAttacks::fourth),
          new Attack(
              "P-reconnects",
              "6 connections one after the other, a wrong PIN on each",
              "3 are looked at",
              Manner.QUIET,
              PinAttacks::reconnects),
          new Attack(
              "P-flood",
              "200 wrong PINs at once",
              "3 are looked at",
              Manner.QUIET,
              PinAttacks::flood),
          new Attack(
              "P-no-pin",
              "SPINE data without a PIN",
              "not answered",
              Manner.QUIET,
              foe -> notAnswered(guesser(foe))),
          new Attack(
              "P-claims-ok",
              "the word that the PIN was right, as the daemon says it, then SPINE data",
              "not answered",
              Manner.QUIET,
              PinAttacks::claimsOk),
          new Attack(
              "P-beginning",
              "the first half of the right PIN",
              "refused as wrong",
              Manner.QUIET,
              foe -> entered(foe, "\"" + Spares.PIN.digits().substring(0, 8) + "\"", false)),
          new Attack(
              "P-empty",
              "an empty PIN",
              "refused as wrong, or closed",
              Manner.QUIET,
              foe -> entered(foe, "\"\"", true)),
          new Attack(
              "P-long",
              "the right PIN with 4,000 zeros behind it",
              "refused as wrong, or closed",
              Manner.QUIET,
              foe -> entered(foe, "\"" + Spares.PIN.digits() + "0".repeat(4000) + "\"", true)),
          new Attack(
              "P-no-text",
              "true in the place of a PIN",
              "refused as wrong, or closed",
              Manner.QUIET,
              foe -> entered(foe, "true", true)),
          new Attack(
              "P-stranger",
              "a stranger that knows the PIN",
              "closed with 4452 in hello; not paired",
              Manner.ALONE,
              PinAttacks::stranger),
          new Attack(
              "P-others",
              "a device in its penalty, beside one that enters the right PIN",
              "the other one comes into data exchange",
              Manner.QUIET,
              PinAttacks::others),
          new Attack(
              "P-told",
              "the admin API is asked for everything after a wrong PIN",
              "no PIN is in an answer",
              Manner.QUIET,
              PinAttacks::told),
          new Attack(
              "P-restart",
              "three wrong PINs, then the daemon is stopped and started",
              "the penalty goes on, and the right PIN is not looked at",
              Manner.ALONE,
              foe -> restarted(foe, Spare::terminate)),
          new Attack(
              "P-crash",
              "three wrong PINs, a second later the daemon is killed, and started",
              "the penalty goes on, and the right PIN is not looked at",
              Manner.ALONE,
              foe -> restarted(foe, Spare::kill)));

  private PinAttacks() {}

  private static Bench bench(Foe foe) throws IOException, InterruptedException, CaseEnded {
    return foe.bench().at(foe.spares().pinned().lab());
  }

  private static PinGuesser guesser(Foe foe) throws IOException, InterruptedException, CaseEnded {
    Bench bench = bench(foe);
    RawIdentity identity = bench.newIdentity();
    bench.trust(identity);
    return PinGuesser.connect(bench, identity);
  }

  private static Verdict rightInPenalty(Foe foe)
      throws IOException, InterruptedException, CaseEnded {
    PinGuesser guesser = guesser(foe);
    guesser.threeWrong();
    return rightIsNotLookedAt(guesser);
  }

  private static Verdict rightIsNotLookedAt(PinGuesser guesser) throws InterruptedException {
    guesser.enter(PinGuesser.RIGHT);
    boolean isTurnedAway = guesser.isTurnedAway();
    boolean isLetIn = guesser.isLetIn();
    return Judge.that(
        isTurnedAway && !isLetIn && !guesser.isAnswered(),
        isLetIn ? "let in" : "told that none is looked at: " + isTurnedAway);
  }

  private static Verdict fourth(Foe foe) throws IOException, InterruptedException, CaseEnded {
    PinGuesser guesser = guesser(foe);
    guesser.threeWrong();
    var start = foe.now();
    if (!guesser.isAskedAgain(Duration.ofSeconds(20))) {
      return Verdict.failed("the penalty did not end");
    }
    Duration took = foe.since(start);
    guesser.enter(PinGuesser.WRONG);
    boolean isNext = guesser.isRefused() && guesser.isTurnedAway();
    return Judge.that(
        isNext && took.toSeconds() >= 13,
        "ended after "
            + Talk.seconds(took)
            + "; after the fourth "
            + (isNext ? "the next one" : "none"));
  }

  private static Verdict reconnects(Foe foe) throws IOException, InterruptedException, CaseEnded {
    Bench bench = bench(foe);
    RawIdentity identity = bench.newIdentity();
    bench.trust(identity);
    int lookedAt = 0;
    for (int i = 0; i < 6; i++) {
      PinGuesser guesser = PinGuesser.connect(bench, identity);
      guesser.enter(PinGuesser.WRONG);
      lookedAt += guesser.refusals();
      guesser.talk().close();
    }
    return Judge.that(lookedAt == MOST_LOOKED_AT, lookedAt + " were looked at");
  }

  private static Verdict flood(Foe foe) throws IOException, InterruptedException, CaseEnded {
    PinGuesser guesser = guesser(foe);
    for (int i = 0; i < 200; i++) {
      guesser.enter(PinGuesser.WRONG);
    }
    int lookedAt = guesser.refusals();
    return Judge.that(lookedAt == MOST_LOOKED_AT, lookedAt + " were looked at");
  }

  private static Verdict notAnswered(PinGuesser guesser) throws InterruptedException {
    boolean isAnswered = guesser.isAnswered();
    return Judge.that(!isAnswered, isAnswered ? "answered" : "not answered");
  }

  private static Verdict claimsOk(Foe foe) throws IOException, InterruptedException, CaseEnded {
    PinGuesser guesser = guesser(foe);
    guesser.talk().send(ShipBytes.control("{\"connectionPinState\":[{\"pinState\":\"pinOk\"}]}"));
    return notAnswered(guesser);
  }

  private static Verdict entered(Foe foe, String pin, boolean mayClose)
      throws IOException, InterruptedException, CaseEnded {
    PinGuesser guesser = guesser(foe);
    guesser.enter(pin);
    boolean isRefused = guesser.isRefused();
    boolean isLetIn = guesser.isLetIn();
    boolean isClosed = !guesser.talk().isOpen();
    return Judge.that(
        !isLetIn && (isRefused || (mayClose && isClosed)),
        isLetIn ? "let in" : isRefused ? "refused as wrong" : isClosed ? "closed" : "nothing");
  }

  private static Verdict stranger(Foe foe) throws IOException, InterruptedException, CaseEnded {
    Bench bench = bench(foe);
    RawIdentity identity = bench.newIdentity();
    Talk talk = bench.talk("", bench.dial(identity));
    Preconditions.init(talk, Role.SERVER);
    talk.send(ShipBytes.HELLO_READY);
    talk.send(ShipBytes.control("{\"connectionPinInput\":[{\"pin\":" + PinGuesser.RIGHT + "}]}"));
    Verdict closed = Judge.closedWithoutData(talk, REJECTED);
    return foe.spares().pinned().isPaired(identity.shown())
        ? Verdict.failed("it is paired now")
        : closed;
  }

  private static Verdict others(Foe foe) throws IOException, InterruptedException, CaseEnded {
    guesser(foe).threeWrong();
    PinGuesser other = guesser(foe);
    other.enter(PinGuesser.RIGHT);
    boolean isLetIn = other.isLetIn();
    return Judge.that(
        isLetIn && other.isAnswered(), isLetIn ? "let in" : "the right PIN was not taken");
  }

  private static Verdict told(Foe foe) throws IOException, InterruptedException, CaseEnded {
    Bench bench = bench(foe);
    RawIdentity identity = bench.newIdentity();
    bench.trust(identity);
    PinGuesser guesser = PinGuesser.connect(bench, identity);
    guesser.enter(PinGuesser.WRONG);
    if (!guesser.isRefused()) {
      throw CaseEnded.unmet("a wrong PIN was not called wrong");
    }
    Spare spare = foe.spares().pinned();
    String told =
        Stream.of("status", "devices", "devices/" + identity.shown().hex(), "events", "peers")
            .map(path -> spare.admin().get(path).map(JsonWriter.COMPACT::text).orElse(""))
            .collect(Collectors.joining());
    boolean isTold =
        Stream.of(PinGuesser.RIGHT, PinGuesser.WRONG)
            .anyMatch(pin -> told.contains(pin.replace("\"", "")));
    return Judge.that(
        !isTold && told.contains(identity.shown().hex()),
        told.length() + " characters with" + (isTold ? "" : "out") + " a PIN");
  }

  private static Verdict restarted(Foe foe, Consumer<Spare> end)
      throws IOException, InterruptedException, CaseEnded {
    Path state = foe.spares().folder();
    RawIdentity identity = foe.bench().newIdentity();
    try (Spare first = foe.spares().start(state, Optional.of(Spares.PIN))) {
      Bench bench = new Bench(first.lab());
      bench.trust(identity);
      PinGuesser.connect(bench, identity).threeWrong();
      foe.rest(Duration.ofSeconds(1));
      end.accept(first);
      if (first.exit(foe.now(), Duration.ofSeconds(10)).isEmpty()) {
        throw CaseEnded.unmet("the daemon did not end");
      }
    }
    try (Spare second = foe.spares().start(state, Optional.of(Spares.PIN))) {
      PinGuesser guesser = PinGuesser.connect(foe.bench().at(second.lab()), identity);
      return guesser.wasBusy()
          ? rightIsNotLookedAt(guesser)
          : Verdict.failed("no penalty after the restart");
    }
  }
}
