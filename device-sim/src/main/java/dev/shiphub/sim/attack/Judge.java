package dev.shiphub.sim.attack;

import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.ShipBytes;
import dev.shiphub.sim.bench.Talk;
import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.Heard;
import dev.shiphub.sim.raw.HelloBytes;
import dev.shiphub.sim.raw.RawHttp;
import dev.shiphub.sim.raw.RawStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Compares what came of an attack with what must. */
final class Judge {
  private static final Duration SOON = Duration.ofSeconds(5);

  private Judge() {}

  /** It must have been ended by the daemon, between the two times after the start. */
  static Verdict ended(RawStream.Rest rest, Instant start, Duration atLeast, Duration atMost) {
    Duration took = Duration.between(start, rest.at());
    String seen = rest.ending().words() + " after " + Talk.seconds(took);
    boolean isRight =
        rest.ending() != RawStream.Ending.OPEN
            && took.compareTo(atLeast) >= 0
            && took.compareTo(atMost) <= 0;
    return isRight ? Verdict.passed(seen) : Verdict.failed(seen);
  }

  /** The same with no least time. */
  static Verdict ended(RawStream.Rest rest, Instant start, Duration atMost) {
    return ended(rest, start, Duration.ZERO, atMost);
  }

  /** It must have been refused in the clear with one of these alerts, or none of TLS at all. */
  static Verdict refusedByTls(RawStream.Rest rest, Integer... alerts) {
    Optional<Integer> alert = HelloBytes.alert(rest.bytes());
    String seen =
        alert.map(number -> "alert " + number).orElse(rest.bytes().length + " bytes")
            + ", "
            + rest.ending().words();
    boolean isRight =
        rest.ending() != RawStream.Ending.OPEN
            && alert.map(Arrays.asList(alerts)::contains).orElse(rest.bytes().length == 0);
    return isRight ? Verdict.passed(seen) : Verdict.failed(seen);
  }

  /** It must have been answered with one of these, and the connection ended. */
  static Verdict status(RawHttp answer, Integer... wanted) {
    String seen = "\"" + answer.firstLine() + "\", " + answer.ending().words();
    boolean isRight =
        Arrays.asList(wanted).contains(answer.status()) && answer.ending() != RawStream.Ending.OPEN;
    return isRight ? Verdict.passed(seen) : Verdict.failed(seen);
  }

  /** It must have been closed with one of these codes; 0 is without a close frame. */
  static Verdict closeCode(Heard.End end, Integer... wanted) {
    return Arrays.asList(wanted).contains(end.code())
        ? Verdict.passed(end.how())
        : Verdict.failed(end.how());
  }

  /** It must take no notice: the next question is answered. Needs a device in data exchange. */
  static Verdict ignored(Talk talk) throws InterruptedException {
    return that(answers(talk), talk.end().map(Heard.End::how).orElse("the next one is answered"));
  }

  /** The same, or it may close. */
  static Verdict ignoredOrClosed(Talk talk) throws InterruptedException {
    Verdict ignored = ignored(talk);
    return talk.isOpen() ? ignored : Verdict.passed(ignored.evidence());
  }

  /** Whether a question of SHIP is answered there, in data exchange. */
  static boolean answers(Talk talk) throws InterruptedException {
    talk.send(ShipBytes.ACCESS_REQUEST);
    return talk.await(said -> said.accessMethods().isPresent(), SOON).isPresent();
  }

  /** It must close soon with one of these codes, and must not say a word of SPINE before. */
  static Verdict closedWithoutData(Talk talk, Integer... wanted)
      throws InterruptedException, CaseEnded {
    Heard.End end = talk.closes(SOON);
    return talk.await(said -> said.spineHeader().isPresent(), Duration.ZERO).isPresent()
        ? Verdict.failed("SPINE was spoken, then " + end.how())
        : closeCode(end, wanted);
  }

  /** Passed with these words if that holds, failed with them if not. */
  static Verdict that(boolean isRight, String seen) {
    return isRight ? Verdict.passed(seen) : Verdict.failed(seen);
  }
}
