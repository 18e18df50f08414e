package dev.shiphub.tidy;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a test says which promises of ARCHITECTURE.md it proves. */
final class PromiseMark {
  private static final String GAP = "[\\s*]+";
  private static final Pattern MARK =
      Pattern.compile(
          "Proof" + GAP + "of" + GAP + "promises?" + GAP + "(\\d+(?:," + GAP + "\\d+)*)\\.");

  private PromiseMark() {}

  /** The numbers of the promises; empty if it says none. */
  static List<Integer> of(String text) {
    Matcher mark = MARK.matcher(text);
    return mark.find()
        ? Arrays.stream(mark.group(1).split("[,\\s*]+")).map(Integer::valueOf).toList()
        : List.of();
  }
}
