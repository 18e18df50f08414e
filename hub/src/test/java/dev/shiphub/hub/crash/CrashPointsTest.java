package dev.shiphub.hub.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Wherever the power is cut or the process killed, and whatever the disk then shows: the stores can
 * be read, they hold the old content or the new, and what was told is true.
 *
 * <p>{@code -Dpoints=N} looks at so many crash points, {@code -Dseed=S} at others, {@code
 * -Dpoint=P} at the story of one of them.
 *
 * <p>Proof of promise 10.
 */
@Timeout(600)
final class CrashPointsTest {
  /** A few seconds. */
  private static final int POINTS = 1_000;

  /** Strongly held, so that its level lasts. */
  private static final Logger ROOT = Logger.getLogger("");

  @Test
  void noCrashBreaksWhatWasSaid() {
    look(Integer.getInteger("points", POINTS));
  }

  /** Goes through so many crash points, without the lines of as many starts on broken disks. */
  static void look(int points) {
    Level usual = Optional.ofNullable(ROOT.getLevel()).orElse(Level.INFO);
    ROOT.setLevel(Level.OFF);
    try {
      noneIsBroken(Long.getLong("seed", 1), points, Optional.ofNullable(Long.getLong("point")));
    } finally {
      ROOT.setLevel(usual);
    }
  }

  private static void noneIsBroken(long seed, int points, Optional<Long> one) {
    long first = one.orElse(0L) / CrashPoints.A_STORY;
    long stories = one.isPresent() ? 1 : Math.ceilDiv(points, CrashPoints.A_STORY);
    CrashFigures figures = new CrashFigures();
    Optional<String> broken =
        LongStream.range(first, first + stories)
            .parallel()
            .mapToObj(story -> CrashPoints.story(seed, story, figures))
            .flatMap(Optional::stream)
            .findAny();
    System.out.println("crash points of seed " + seed + ": " + figures);
    assertEquals("", broken.orElse(""));
    assertTrue(one.isPresent() || figures.points() >= points, figures::toString);
    assertEquals(List.of(), figures.missing());
  }
}
