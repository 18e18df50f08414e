package dev.shiphub.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Runs one measurement: warm-up, then A B A B, until there are enough rounds that count. */
final class Session {
  private final Workplace place;
  private final int wanted;

  /**
   * @param wanted how many rounds must count; half as many may be dropped and are had again
   */
  Session(Workplace place, int wanted) {
    this.place = place;
    this.wanted = wanted;
  }

  Outcome run(Row row) {
    place.says("row " + row.numbers() + " warms up");
    try (Measurement measurement = row.maker().apply(place)) {
      String warmUp = measurement.warmUp();
      List<Round> rounds = rounds(measurement, row);
      return outcome(row, measurement, warmUp, rounds);
    } catch (Missing missing) {
      return Outcome.skipped(row.numbers(), String.valueOf(missing.getMessage()));
    } catch (Exception | AssertionError broken) {
      broken.printStackTrace();
      return Outcome.failed(row.numbers(), String.valueOf(broken));
    }
  }

  private List<Round> rounds(Measurement measurement, Row row) throws Exception {
    List<Round> rounds = new ArrayList<>();
    int most = wanted + (wanted + 1) / 2;
    while (rounds.size() < most
        && rounds.stream().filter(round -> !round.isDropped()).count() < wanted) {
      Round round = round(measurement);
      rounds.add(round);
      place.says(words(row, rounds.size(), round));
    }
    return rounds;
  }

  private static Round round(Measurement measurement) throws Exception {
    Machine.Ticks before = Machine.ticks();
    double[] ours = measurement.ours();
    double[] theirs = measurement.theirs();
    Machine.Ticks after = Machine.ticks();
    return Round.of(ours, theirs, before.foreign(after), before.steal(after));
  }

  private static String words(Row row, int number, Round round) {
    StringBuilder figures = new StringBuilder();
    IntStream.range(0, round.ours().size())
        .forEach(
            index ->
                figures
                    .append("  ")
                    .append(Tally.figure(round.ours().get(index)))
                    .append(" : ")
                    .append(Tally.figure(round.theirs().get(index))));
    return String.format(
        Locale.ROOT,
        "row %s round %d%s  (others %.0f %%, steal %.0f %%%s)",
        row.numbers(),
        number,
        figures,
        100 * round.foreign(),
        100 * round.steal(),
        round.isDropped() ? ", dropped" : "");
  }

  /** On a machine that is never quiet, busy rounds are better than none; the page says so. */
  private Outcome outcome(Row row, Measurement measurement, String warmUp, List<Round> rounds) {
    List<Round> counted = rounds.stream().filter(round -> !round.isDropped()).toList();
    boolean isBusy = counted.size() < Math.min(wanted, 3);
    List<Round> used = isBusy ? rounds : counted;
    List<Line> lines = measurement.lines();
    List<Tally> tallies =
        IntStream.range(0, lines.size())
            .mapToObj(index -> new Tally(lines.get(index), index, used))
            .toList();
    String note =
        isBusy ? measurement.note() + " The machine was busy in all rounds." : measurement.note();
    return new Outcome(
        row.numbers(), tallies, rounds.size() - counted.size(), warmUp, note.strip(), "", false);
  }
}
