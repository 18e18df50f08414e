package dev.shiphub.hub.cli;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What all commands have in common that work on a state directory and ask no daemon. */
final class StateOptions {
  private final Console console;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "the state directory (default: that of 'run')")
  private Optional<Path> state = Optional.empty();

  @Option(names = "--json", description = "print JSON instead of text")
  private boolean isJson;

  StateOptions(Console console) {
    this.console = console;
  }

  /** The directory that is meant; empty takes that of {@code run}. */
  Optional<Path> state() {
    return state;
  }

  boolean isJson() {
    return isJson;
  }

  /** One line. */
  void print(JsonValue json) {
    console.out().println(JsonWriter.COMPACT.text(json));
  }
}
