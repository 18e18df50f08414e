package dev.shiphub.bench;

import java.util.List;

/**
 * Lines of the table that are had together. Owned by the main thread, and closed by it whatever
 * happens.
 */
public interface Measurement extends AutoCloseable {
  /** The lines, in the order of the figures of a round. */
  List<Line> lines();

  /**
   * Starts everything and warms up.
   *
   * @return what was done, in words, for the page
   * @throws Missing if a program that it needs is not on this machine
   */
  String warmUp() throws Exception;

  /** One round of ours: a figure for each line. */
  double[] ours() throws Exception;

  /** One round of what it is held against; NaN for a line that is only stated. */
  double[] theirs() throws Exception;

  /** What else the page should say of the rounds, in one sentence; empty for nothing. */
  default String note() {
    return "";
  }

  /** Ends every process and socket. */
  @Override
  void close();
}
