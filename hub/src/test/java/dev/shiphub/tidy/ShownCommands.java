package dev.shiphub.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a page in Markdown shows as typed: command lines of shiphub, and code in general. */
final class ShownCommands {
  /** Where a shell, or our own output, would have the name of a program begin. */
  private static final Pattern TYPED =
      Pattern.compile("(^\\s*(?:\\$ )?(?:sudo )?|[|;&(] ?|: |')(?:\\./)?shiphub (?=[a-z-])");

  /** Pipes, redirections, comments, and the next command. */
  private static final Pattern END_OF_COMMAND = Pattern.compile("\\s+\\d?[<>|#&].*|\\s*[;)&].*");

  /** What another command line prints is one word of this one. */
  private static final Pattern INNER = Pattern.compile("\\$\\([^)]*\\)");

  private static final Pattern WORD = Pattern.compile("'[^']*'|\"[^\"]*\"|[^\\s\\[\\]]+");
  private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
  private static final Pattern NAMED = Pattern.compile("(?:\\./)?shiphub (?=[a-z-])(.*)");
  private static final String COMMAND_TABLE = "| command | what it does |";

  private ShownCommands() {}

  /**
   * One command line.
   *
   * @param place page and line
   * @param words what follows the name of the program
   * @param isWhole it is to be typed like this; else it may be a mere mention of the command
   */
  record Shown(String place, List<String> words, boolean isWhole) {}

  /** A line or a span of code, and where it is. */
  record Code(String place, String text, boolean isFenced) {}

  /** All command lines of shiphub on a page: in blocks, in tables of commands, in prose. */
  static List<Shown> in(String page, String text) {
    List<Shown> shown = new ArrayList<>(tables(page, text));
    for (Code code : code(page, text)) {
      if (code.isFenced()) {
        Matcher typed = TYPED.matcher(code.text());
        while (typed.find()) {
          shown.add(new Shown(code.place(), words(typedFrom(code.text(), typed)), true));
        }
      } else {
        Matcher named = NAMED.matcher(code.text());
        if (named.matches()) {
          shown.add(new Shown(code.place(), words(named.group(1)), false));
        }
      }
    }
    return shown;
  }

  private static String typedFrom(String line, Matcher typed) {
    String rest = INNER.matcher(line.substring(typed.end())).replaceAll("INNER");
    return typed.group(1).equals("'")
        ? rest.replaceFirst("'.*", "")
        : END_OF_COMMAND.matcher(rest).replaceFirst("");
  }

  /** Each line of fenced blocks, each span of code elsewhere. */
  static List<Code> code(String page, String text) {
    List<Code> code = new ArrayList<>();
    boolean isFenced = false;
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      String place = page + ":" + (i + 1);
      if (line.startsWith("```")) {
        isFenced = !isFenced;
      } else if (isFenced) {
        code.add(new Code(place, line, true));
      } else {
        spans(line).forEach(span -> code.add(new Code(place, span, false)));
      }
    }
    return code;
  }

  /** The first column of each table of commands, whose spans do not name the program. */
  private static List<Shown> tables(String page, String text) {
    List<Shown> shown = new ArrayList<>();
    boolean isCommands = false;
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      isCommands = line.equals(COMMAND_TABLE) || (isCommands && line.startsWith("|"));
      if (isCommands) {
        String place = page + ":" + (i + 1);
        String cell = line.split("(?<!\\\\)\\|", -1)[1];
        spans(cell).forEach(span -> shown.add(new Shown(place, words(span), true)));
      }
    }
    return shown;
  }

  private static Stream<String> spans(String line) {
    return SPAN.matcher(line).results().map(span -> span.group(1).replace("\\|", "|"));
  }

  /** The words of a command line; brackets, which say that something may be left out, are not. */
  private static List<String> words(String line) {
    return WORD.matcher(line).results().map(MatchResult::group).toList();
  }
}
