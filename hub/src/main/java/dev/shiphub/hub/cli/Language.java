package dev.shiphub.hub.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A language that the daemon speaks. */
enum Language {
  EN,
  DE;

  /** That of the terminal, by the first of the variables that is set; else English. */
  static Language of(Function<String, Optional<String>> environment) {
    boolean isGerman =
        Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
            .flatMap(name -> environment.apply(name).stream())
            .filter(value -> !value.isEmpty())
            .findFirst()
            .filter(value -> value.startsWith("de"))
            .isPresent();
    return isGerman ? DE : EN;
  }

  /** What the API says in this language. */
  String in(Doc texts) {
    return texts.text(name().toLowerCase(Locale.ROOT));
  }
}
