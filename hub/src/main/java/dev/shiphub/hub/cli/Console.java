package dev.shiphub.hub.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a command line program has of its surroundings.
 *
 * @param out for results
 * @param err for all else
 * @param isTerminal whether a person looks at both: then there may be colours and redrawing
 * @param environment the variables of the environment
 * @param clock a steady one
 * @param pause waits between two looks
 * @param prompt asks the user for what must not stand on a command line
 */
public record Console(
    PrintStream out,
    PrintStream err,
    boolean isTerminal,
    Function<String, Optional<String>> environment,
    InstantSource clock,
    Pause pause,
    Prompt prompt) {
  /** Asks the user. */
  @FunctionalInterface
  public interface Prompt {
    /**
     * Reads one line, which is not shown while it is typed; asks for it only on a terminal.
     *
     * @param what is asked for
     * @return empty if there is none
     */
    Optional<String> ask(String what);
  }

  /** Waits. */
  @FunctionalInterface
  public interface Pause {
    /**
     * Waits that long.
     *
     * @return false if the program is to end instead of going on
     * @throws InterruptedException if interrupted while waiting
     */
    boolean pause(Duration length) throws InterruptedException;
  }
}
