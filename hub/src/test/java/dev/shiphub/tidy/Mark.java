package dev.shiphub.tidy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a test says of itself what it is for: certain words, then numbers, in a comment. */
enum Mark {
  /** Of a class: the promises of ARCHITECTURE.md that it proves. */
  PROMISE("Proof of promises?", ""),
  /** Of a method: what the field has learnt and must not happen to us. */
  LESSON("Regression of field lessons?", "A");

  private static final String GAP = "[\\s*/]+";

  private final Pattern words;
  private final String letter;

  Mark(String words, String letter) {
    String number = letter + "\\d+";
    String pattern =
        words.replace(" ", GAP) + GAP + "(" + number + "(?:," + GAP + number + ")*)\\.";
    this.words = Pattern.compile(pattern);
    this.letter = letter;
  }

  /** The numbers in the first mark of a text; empty if it has none. */
  List<Integer> of(String text) {
    Matcher mark = words.matcher(text);
    return mark.find() ? numbers(mark) : List.of();
  }

  private List<Integer> numbers(Matcher mark) {
    return Arrays.stream(mark.group(1).split("[,\\s*/]+"))
        .map(number -> Integer.valueOf(number.substring(letter.length())))
        .toList();
  }

  /**
   * A test that has a mark.
   *
   * @param test its class, within which class, and its method: {@code HubTest$Stopping#isDone}
   */
  record Marked(String test, List<Integer> numbers) {}

  /**
   * The tests of a source that have a mark, in order.
   *
   * @throws IllegalStateException if below a mark there is no test
   */
  List<Marked> tests(Sources.Source source) {
    List<Marked> tests = new ArrayList<>();
    Matcher mark = words.matcher(source.text());
    while (mark.find()) {
      List<String> below = TestNames.in(source, mark.end());
      if (below.isEmpty()) {
        throw new IllegalStateException("a mark of no test in " + source.path());
      }
      tests.add(new Marked(below.getFirst(), numbers(mark)));
    }
    return tests;
  }
}
