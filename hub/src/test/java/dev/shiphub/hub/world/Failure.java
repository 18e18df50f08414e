package dev.shiphub.hub.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A world in which something did not hold.
 *
 * @param seed which
 * @param plan what went wrong in it, as little of it as is needed
 * @param cause what did not hold
 */
record Failure(long seed, List<Action> plan, RuntimeException cause) {
  private static final int MOST_LINES = 60;

  /** Runs the world of a seed; empty if everything held. */
  static Optional<Failure> of(long seed, Figures figures) {
    return of(seed, World.plan(seed), figures);
  }

  private static Optional<Failure> of(long seed, List<Action> plan, Figures figures) {
    try {
      figures.add(new World(seed).run(plan));
      return Optional.empty();
    } catch (RuntimeException cause) {
      return Optional.of(new Failure(seed, plan, cause));
    }
  }

  /** The same failure with as few actions as it needs. */
  Failure minimised() {
    Failure least = this;
    boolean isLess = true;
    while (isLess) {
      isLess = false;
      for (int i = 0; i < least.plan.size() && !isLess; i++) {
        List<Action> less = new ArrayList<>(least.plan);
        less.remove(i);
        Optional<Failure> again = of(seed, less, new Figures());
        if (again.filter(this::isLike).isPresent()) {
          least = again.get();
          isLess = true;
        }
      }
    }
    return least;
  }

  private boolean isLike(Failure other) {
    return promise(cause) == promise(other.cause);
  }

  private static int promise(RuntimeException cause) {
    return cause instanceof Broken broken ? broken.promise() : 0;
  }

  /** What to read, and how to see it again. */
  String report() {
    World told = new World(seed, true);
    try {
      told.run(plan);
    } catch (RuntimeException _) {
      // That is the story.
    }
    return "seed "
        + seed
        + ": "
        + cause
        + "\nto see it again: mvn verify -P worlds -Dseeds=1 -Dseed.from="
        + seed
        + "\nwhat went wrong, minimised:\n"
        + String.join("\n", plan.stream().map(Action::toString).toList())
        + "\nthe end of the story:\n"
        + told.story().end(MOST_LINES);
  }
}
