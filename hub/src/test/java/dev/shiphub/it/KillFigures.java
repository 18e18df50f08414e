package dev.shiphub.it;

/**
 * What was going on when a daemon was killed.
 *
 * @param kills all of them
 * @param starting those before it listened
 * @param answered requests that it had answered
 * @param inFlight kills with a request under way
 * @param done those of which the request had been saved
 */
record KillFigures(int kills, int starting, int answered, int inFlight, int done) {
  static final KillFigures NONE = new KillFigures(0, 0, 0, 0, 0);

  KillFigures plus(KillFigures other) {
    return new KillFigures(
        kills + other.kills,
        starting + other.starting,
        answered + other.answered,
        inFlight + other.inFlight,
        done + other.done);
  }
}
