package dev.shiphub.sim;

import dev.shiphub.ship.word.NearestWord;
import dev.shiphub.sim.quirk.QuirkSet;
import dev.shiphub.sim.quirk.Quirks;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a device is told to be odd. */
final class QuirkOptions {
  @Option(
      names = "--quirk",
      paramLabel = "NAME[=VALUE]",
      description = "What it does differently; see the command list. May be repeated.")
  private List<String> quirks = List.of();

  @Option(
      names = "--like",
      paramLabel = "SET",
      description = "The quirks of a make or a stack; see the command list.")
  private Optional<String> like = Optional.empty();

  /** Those of the set, and then those by name, which count more. */
  Quirks.Parsed read() {
    if (like.isEmpty()) {
      return Quirks.parse(quirks);
    }
    Optional<QuirkSet> set = QuirkSet.named(like.get());
    if (set.isEmpty()) {
      String nearest = NearestWord.to(like.get(), QuirkSet.names());
      return new Quirks.Parsed.Refused(
          "no set of quirks " + like.get() + "; did you mean " + nearest + "?");
    }
    return switch (Quirks.parse(quirks)) {
      case Quirks.Parsed.Ok(Quirks own) -> new Quirks.Parsed.Ok(set.get().quirks().and(own));
      case Quirks.Parsed.Refused refused -> refused;
    };
  }
}
