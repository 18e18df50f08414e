package dev.shiphub.sim;

import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a command says of words that it cannot take; mixed into it, so that it knows its name. */
@Command
final class Usage {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  /** To be thrown: said in a line, with the name of the command. */
  ParameterException wrong(String why) {
    return new ParameterException(
        Objects.requireNonNull(command, "set by picocli").commandLine(), why);
  }

  /**
   * What is made of the words of an option.
   *
   * @throws ParameterException if making it throws an {@link IllegalArgumentException}, in its
   *     words
   */
  <T> T made(String option, Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException impossible) {
      throw wrong(option + ": " + impossible.getMessage());
    }
  }

  /**
   * An address as people type it, {@code host:port}.
   *
   * @throws ParameterException if it is none
   */
  InetSocketAddress address(String option, String text) {
    return made(option, () -> HostPort.parse(text));
  }

  /**
   * The address of an admin API, which may be typed as a URL.
   *
   * @throws ParameterException if it is none
   */
  InetSocketAddress admin(String url) {
    return address("--admin", url.replaceFirst("^http://", "").replaceFirst("/$", ""));
  }
}
