package dev.shiphub.hub;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** Where the state directory is. */
final class StatePlace {
  private StatePlace() {}

  /**
   * The one that is given, else {@code $STATE_DIRECTORY}, else {@code $XDG_STATE_HOME/shiphub},
   * else {@code ~/.local/state/shiphub}.
   */
  static Path of(Optional<Path> given, Function<String, Optional<String>> environment) {
    return given
        .or(() -> variable("STATE_DIRECTORY", environment))
        .or(() -> variable("XDG_STATE_HOME", environment).map(home -> home.resolve("shiphub")))
        .orElseGet(
            () ->
                variable("HOME", environment).orElse(Path.of(".")).resolve(".local/state/shiphub"))
        .toAbsolutePath();
  }

  private static Optional<Path> variable(
      String name, Function<String, Optional<String>> environment) {
    return environment.apply(name).filter(value -> !value.isBlank()).map(Path::of);
  }
}
