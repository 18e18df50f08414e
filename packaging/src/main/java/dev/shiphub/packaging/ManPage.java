package dev.shiphub.packaging;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The manual page of one command, in the macros of man(7), made of what the command line knows of
 * it.
 */
final class ManPage {
  private final CommandSpec command;
  private final StringBuilder page = new StringBuilder();

  private ManPage(CommandSpec command) {
    this.command = command;
  }

  /** The name of the page: {@code shiphub-identity-show}. */
  static String name(CommandSpec command) {
    return command.qualifiedName("-");
  }

  /**
   * The page.
   *
   * @param version of the program
   * @param date of the build, such as 2026-11-22
   */
  static String of(CommandSpec command, String version, String date) {
    ManPage page = new ManPage(command);
    page.head(version, date);
    page.synopsis();
    page.description();
    page.arguments();
    page.commands();
    page.end();
    return page.page.toString();
  }

  private void head(String version, String date) {
    line(
        ".TH "
            + name(command).toUpperCase(Locale.ROOT)
            + " 1 "
            + date
            + " \"shiphub "
            + version
            + "\"");
    section("NAME");
    line(literal(name(command)) + " \\- " + prose(what(command)));
  }

  private void synopsis() {
    section("SYNOPSIS");
    String usage = new Help(command, Help.defaultColorScheme(Ansi.OFF)).synopsis(0).strip();
    line(literal(usage.replaceAll("\\s+", " ")));
  }

  private void description() {
    section("DESCRIPTION");
    line(prose(sentence(what(command))));
  }

  private void arguments() {
    List<ArgSpec> arguments =
        Stream.concat(
                command.positionalParameters().stream().map(ArgSpec.class::cast),
                command.options().stream())
            .filter(it -> !it.hidden())
            .toList();
    if (!arguments.isEmpty()) {
      section("ARGUMENTS AND OPTIONS");
    }
    for (ArgSpec argument : arguments) {
      line(".TP");
      line(".B " + literal(label(argument)));
      line(prose(sentence(String.join(" ", argument.description()))));
    }
  }

  private static String label(ArgSpec argument) {
    if (argument instanceof OptionSpec option) {
      String names = String.join(", ", option.names());
      return option.arity().max() == 0 ? names : names + "=" + option.paramLabel();
    }
    return argument.paramLabel();
  }

  private void commands() {
    if (command.subcommands().isEmpty()) {
      return;
    }
    section("COMMANDS");
    command
        .subcommands()
        .forEach(
            (name, line) -> {
              line(".TP");
              line(".B " + literal(name));
              line(prose(sentence(what(line.getCommandSpec()))));
            });
  }

  private void end() {
    section("EXIT STATUS");
    line("0 done, 1 tried and failed, 2 wrong usage or configuration, 3 no daemon reachable.");
    Stream<CommandSpec> above = Stream.ofNullable(command.parent());
    Stream<CommandSpec> below =
        command.subcommands().values().stream().map(it -> it.getCommandSpec());
    section("SEE ALSO");
    line(
        Stream.concat(above, below)
            .map(it -> ".BR " + literal(name(it)) + " (1)")
            .collect(Collectors.joining(" ,\n")));
  }

  private static String what(CommandSpec command) {
    return String.join(" ", command.usageMessage().description()).strip();
  }

  /** With a capital and a full stop, which the help of a command line does without. */
  private static String sentence(String words) {
    String text = words.strip();
    if (text.isEmpty()) {
      return "";
    }
    String begun = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    return begun.matches("(?s).*[.!?]") ? begun : begun + ".";
  }

  private void section(String title) {
    line(".SH \"" + title + "\"");
  }

  /** Text in which a dash may be typed as it stands. */
  private static String literal(String text) {
    return prose(text).replace("-", "\\-");
  }

  /** Text that is not taken for a macro. */
  private static String prose(String text) {
    String plain = text.replace("\\", "\\e").replace("%n", " ").replace("%%", "%").strip();
    return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
