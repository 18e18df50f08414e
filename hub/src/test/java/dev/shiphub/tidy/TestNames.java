package dev.shiphub.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the tests of a source are called: {@code HubTest$Stopping#isDone}. */
final class TestNames {
  private static final Pattern NESTED = Pattern.compile("\n  (?:final )?class (\\w+) ");
  private static final Pattern TEST =
      Pattern.compile("@(?:Parameterized)?Test\\b.*?\\bvoid (\\w+)\\(", Pattern.DOTALL);

  private TestNames() {}

  /** Those below a position, in order. */
  static List<String> in(Sources.Source source, int position) {
    List<String> names = new ArrayList<>();
    Matcher test = TEST.matcher(source.text());
    for (boolean isFound = test.find(position); isFound; isFound = test.find()) {
      names.add(source.name() + nested(source.text(), test.start()) + "#" + test.group(1));
    }
    return names;
  }

  /** By the indentation, which is that of the formatter. */
  private static String nested(String text, int position) {
    boolean isNested = text.startsWith("\n    @", position - 5);
    String within = "";
    Matcher type = NESTED.matcher(text);
    while (isNested && type.find() && type.start() < position) {
      within = "$" + type.group(1);
    }
    return within;
  }
}
