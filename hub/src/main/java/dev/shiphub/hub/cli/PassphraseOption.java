package dev.shiphub.hub.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The passphrase of a backup: typed unseen, piped or in a file, and so in no list of processes. */
final class PassphraseOption {
  private final Console console;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "the passphrase is its first line (default: asked for, or the line on stdin)")
  private Optional<Path> file = Optional.empty();

  PassphraseOption(Console console) {
    this.console = console;
  }

  /** For something new: typed twice on a terminal, because a slip would cost the backup. */
  String chosen() throws IOException {
    String passphrase = known();
    if (file.isEmpty() && console.isTerminal() && !ask("the same again").equals(passphrase)) {
      throw new ParameterException(spec.commandLine(), "the two passphrases are not the same");
    }
    return passphrase;
  }

  /** For something that has one. */
  String known() throws IOException {
    return file.isPresent() ? firstLine(file.get()) : ask("passphrase of the backup");
  }

  private String ask(String what) {
    return console
        .prompt()
        .ask(what)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(), "no passphrase: type it, or use --passphrase-file FILE"));
  }

  private static String firstLine(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.findFirst().orElse("");
    } catch (IOException unreadable) {
      throw new IOException(
          "the passphrase cannot be read: " + unreadable + "; give another --passphrase-file",
          unreadable);
    }
  }
}
