package dev.shiphub.bench;

/**
 * One line of the table.
 *
 * @param number the row of the issue, such as {@code 2} or {@code 5b}
 * @param what is measured of shiphub
 * @param against what the same is measured of, or {@code –} if there is nothing
 * @param unit of both figures
 * @param bar which ratio is wanted
 */
public record Line(String number, String what, String against, String unit, Bar bar) {}
