package dev.shiphub.hub.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong with a command line, and what is nearest to it. */
final class WrongUsage {
  private WrongUsage() {}

  static String words(ParameterException wrong) {
    String what =
        wrong instanceof UnmatchedArgumentException unmatched
            ? unmatched(unmatched)
            : String.valueOf(wrong.getMessage());
    String help = wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help";
    return Printable.of(what) + "; see '" + help + "'";
  }

  private static String unmatched(UnmatchedArgumentException wrong) {
    String argument = wrong.getUnmatched().getFirst();
    List<String> near = wrong.getSuggestions();
    String nearest = near.isEmpty() ? "" : "; did you mean '" + near.getFirst() + "'?";
    return kind(argument, wrong.getCommandLine()) + " '" + argument + "'" + nearest;
  }

  private static String kind(String argument, CommandLine command) {
    if (argument.startsWith("-")) {
      return "unknown option";
    }
    return command.getSubcommands().isEmpty() ? "one argument too many:" : "unknown command";
  }
}
