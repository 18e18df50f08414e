package dev.shiphub.sim.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The scenarios that come with the program. */
public final class Shipped {
  private static final String INDEX = "index.txt";
  private static final String SCHEMA = "scenario.schema.json";

  private Shipped() {}

  /** Their names, in the order of the index. */
  public static List<String> names() {
    return resource(INDEX).orElseThrow().lines().filter(line -> !line.isBlank()).toList();
  }

  /** The text of one; empty if there is none of that name. */
  public static Optional<String> text(String name) {
    return names().contains(name) ? resource(fileOf(name)) : Optional.empty();
  }

  /** All, which are sound. */
  public static List<Scenario> all() {
    return names().stream().map(Shipped::scenario).toList();
  }

  /** The name of the file of one. */
  public static String fileOf(String name) {
    return name + ".yaml";
  }

  /** The JSON schema of the language. */
  public static String schema() {
    return resource(SCHEMA).orElseThrow();
  }

  private static Scenario scenario(String name) {
    return switch (ScenarioFile.read(fileOf(name), text(name).orElseThrow())) {
      case ScenarioFile.Read.Ok(Scenario scenario) -> scenario;
      case ScenarioFile.Read.Refused(List<String> complaints) ->
          throw new IllegalStateException("a resource of our own: " + complaints);
    };
  }

  private static Optional<String> resource(String name) {
    try (InputStream in = Shipped.class.getResourceAsStream(name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new IllegalStateException("a resource of our own", unreadable);
    }
  }
}
