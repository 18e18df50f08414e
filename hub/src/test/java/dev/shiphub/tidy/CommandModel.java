package dev.shiphub.tidy;

import dev.shiphub.hub.cli.Console;
import dev.shiphub.hub.cli.Custodian;
import dev.shiphub.hub.cli.ShiphubCommand;
import dev.shiphub.sim.SimMain;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.mockito.Mockito;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What shiphub's command line understands, those commands of the simulator included. */
final class CommandModel {
  private final CommandLine all;

  CommandModel() {
    Console nowhere =
        new Console(
            System.out,
            System.err,
            false,
            _ -> Optional.empty(),
            () -> Instant.EPOCH,
            _ -> false,
            _ -> Optional.empty());
    all = ShiphubCommand.line(List.of(), _ -> 1, Mockito.mock(Custodian.class), nowhere);
    all.addSubcommand("sim", SimMain.commandLine());
  }

  /** What is wrong with a command line, in a word; empty if it can be typed. */
  Optional<String> fault(List<String> words, boolean isWhole) {
    CommandLine command = all;
    int next = 0;
    while (next < words.size() && command.getSubcommands().containsKey(words.get(next))) {
      command = command.getSubcommands().get(words.get(next));
      next++;
    }
    return fault(command, words.subList(next, words.size()), isWhole);
  }

  private static Optional<String> fault(CommandLine command, List<String> words, boolean isWhole) {
    CommandSpec spec = command.getCommandSpec();
    int values = 0;
    boolean isQuestion = false;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.startsWith("-") || word.equals("-")) {
        values++;
        continue;
      }
      OptionSpec option = spec.optionsMap().get(word);
      if (option == null) {
        return Optional.of("no option " + word);
      }
      isQuestion |= option.usageHelp() || option.versionHelp();
      if (option.arity().min() > 0) {
        i++;
        if (i == words.size() || !isValue(option, words.get(i))) {
          return Optional.of("no such value of " + word);
        }
      }
    }
    return isQuestion ? Optional.empty() : valuesFault(command, values, isWhole);
  }

  private static Optional<String> valuesFault(CommandLine command, int values, boolean isWhole) {
    List<? extends ArgSpec> wanted = command.getCommandSpec().positionalParameters();
    if (values > wanted.stream().mapToInt(one -> one.arity().max()).sum()) {
      return Optional.of(
          wanted.isEmpty() && !command.getSubcommands().isEmpty() ? "no such command" : "too much");
    }
    boolean isLess = values < wanted.stream().mapToInt(one -> one.arity().min()).sum();
    boolean isOpen = wanted.isEmpty() && !command.getSubcommands().isEmpty();
    return isWhole && (isLess || isOpen) ? Optional.of("too little") : Optional.empty();
  }

  /** Where the values are known, each that is shown is one; {@code en|de} are two. */
  private static boolean isValue(OptionSpec option, String shown) {
    if (option.completionCandidates() == null) {
      return true;
    }
    List<String> known =
        StreamSupport.stream(option.completionCandidates().spliterator(), false).toList();
    return known.isEmpty()
        || Stream.of(shown.split("\\|", -1))
            .allMatch(one -> known.stream().anyMatch(one::equalsIgnoreCase));
  }
}
