package dev.shiphub.hub.world;

import dev.shiphub.planted.Found;
import dev.shiphub.ship.clock.SteadyClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A program that runs the worlds of seed after seed until a promise is broken, and says which. */
final class SeedHunt {
  private SeedHunt() {}

  /** The argument is the number of seeds. */
  public static void main(String[] args) {
    SteadyClock clock = new SteadyClock();
    Instant begun = clock.instant();
    Optional<Failure> failure = Optional.empty();
    for (long seed = 0; seed < Long.parseLong(args[0]) && failure.isEmpty(); seed++) {
      failure = Failure.of(seed, new Figures());
    }
    long millis = Duration.between(begun, clock.instant()).toMillis();
    failure.ifPresent(found -> System.out.println(Found.line(words(found), millis)));
  }

  private static String words(Failure failure) {
    String what = failure.cause() instanceof Broken ? "" : "the core itself: ";
    return "seed " + failure.seed() + ": " + what + failure.cause().getMessage();
  }
}
