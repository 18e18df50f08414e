package dev.shiphub.hub.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.session.Session;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Homes of hubs and devices in virtual time, with everything going wrong that can: the promises
 * hold after every event, and everybody agrees when it has calmed down.
 *
 * <p>{@code -Dseeds=N -Dseed.from=S} chooses the worlds, {@code -Dworlds.write=true} enters them in
 * docs/worlds.csv.
 *
 * <p>Proof of promises 1, 2, 3, 4, 5, 6, 7, 8, 9, 10.
 */
@Timeout(7_200)
final class WorldsTest {
  private static final long SEEDS = 2_000;

  /** Held, or it would be forgotten with its level. */
  private static final Logger SESSIONS = Logger.getLogger(Session.class.getName());

  /** Half a million lines about sessions help nobody; a world that fails tells its story. */
  @BeforeAll
  static void quiet() {
    SESSIONS.setLevel(Level.WARNING);
  }

  @AfterAll
  static void loud() {
    SESSIONS.setLevel(null);
  }

  @Test
  void noWorldBreaksAPromise() throws IOException {
    long from = Long.getLong("seed.from", 0);
    long seeds = Long.getLong("seeds", SEEDS);
    Figures figures = new Figures();
    Optional<Failure> failure =
        LongStream.range(from, from + seeds)
            .parallel()
            .mapToObj(seed -> run(seed, figures))
            .flatMap(Optional::stream)
            .findAny();
    assertEquals("", failure.map(found -> found.minimised().report()).orElse(""));
    if (seeds >= SEEDS) {
      everyFaultHappened(figures);
    }
    if (Boolean.getBoolean("worlds.write")) {
      new WorldsFile().enter(from, seeds, figures);
    }
  }

  private static Optional<Failure> run(long seed, Figures figures) {
    Figures own = new Figures();
    Optional<Failure> failure = Failure.of(seed, own);
    synchronized (figures) {
      figures.add(own);
    }
    return failure;
  }

  /** A world in which nothing goes wrong proves nothing. */
  private static void everyFaultHappened(Figures figures) {
    for (Action.Kind kind : Action.Kind.values()) {
      assertTrue(figures.times("fault " + kind) > 100, kind + " of " + figures);
    }
    for (String event :
        List.of("SessionStarted", "SessionReplaced", "SessionEnded", "yielded dial", "message")) {
      assertTrue(figures.times(event) > 100, event + " of " + figures);
    }
  }

  @Test
  void theSameSeedTellsTheSameStory() {
    for (long seed = 0; seed < 3; seed++) {
      assertEquals(story(seed), story(seed));
    }
  }

  private static String story(long seed) {
    World world = new World(seed, true);
    Figures figures = world.run(World.plan(seed));
    return figures + "\n" + world.story().end(Integer.MAX_VALUE);
  }
}
