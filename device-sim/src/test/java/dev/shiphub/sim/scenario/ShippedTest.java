package dev.shiphub.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code -Dscenarios.write=true} writes the index, the schema and the tables of the page. */
final class ShippedTest {
  private static final boolean IS_WRITING = Boolean.getBoolean("scenarios.write");

  private static Path root() {
    return Path.of(System.getProperty("shiphub.root"));
  }

  private static Path folder() {
    return root().resolve("device-sim/src/main/resources/dev/shiphub/sim/scenario");
  }

  private static void assertIs(String text, Path file) throws IOException {
    if (IS_WRITING) {
      Files.writeString(file, text);
    }
    assertEquals(text, Files.readString(file), "write it: -Dscenarios.write=true");
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return List.copyOf(
          new TreeSet<>(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".yaml"))
                  .map(name -> name.replace(".yaml", ""))
                  .toList()));
    }
  }

  @Test
  void theIndexNamesEveryFile() throws IOException {
    assertIs(String.join("\n", files()) + "\n", folder().resolve("index.txt"));
  }

  @Test
  void theSchemaIsThatOfTheReader() throws IOException {
    assertIs(Schema.text(), folder().resolve("scenario.schema.json"));
  }

  @Test
  void everyShippedScenarioIsSoundAndNamedAsItsFile() throws IOException {
    for (String name : files()) {
      String text = Files.readString(folder().resolve(name + ".yaml"));
      Scenario scenario =
          assertInstanceOf(
                  ScenarioFile.Read.Ok.class,
                  ScenarioFile.read(name, text),
                  () -> ScenarioFile.read(name, text).toString())
              .scenario();
      assertEquals(name, scenario.name());
    }
  }

  private static List<Scenario> shipped() throws IOException {
    List<Scenario> all = new ArrayList<>();
    for (String name : files()) {
      String text = Files.readString(folder().resolve(name + ".yaml"));
      all.add(
          assertInstanceOf(ScenarioFile.Read.Ok.class, ScenarioFile.read(name, text)).scenario());
    }
    return all;
  }

  /** With those of repeats. */
  private static Stream<Step> steps(List<Step> steps) {
    return steps.stream().flatMap(step -> Stream.concat(Stream.of(step), steps(step.steps())));
  }

  @Test
  void everyKindOfStepIsInAShippedScenario() throws IOException {
    Set<Verb> unused = EnumSet.allOf(Verb.class);
    shipped().stream().flatMap(it -> steps(it.steps())).map(Step::verb).forEach(unused::remove);
    assertEquals(Set.of(), unused);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "how: silence",
        "how: reset",
        "how: fin",
        "from: 127.",
        "address: 127.",
        "port: new",
        "identity: new",
        "event: pin-wrong",
        "lost: ",
        "copies: ",
        "backwards: true",
        "certificate: other",
        "client-hello: ",
        "frame: ",
        "http: ",
        "json: "
      })
  void everyFaultThatIsAWordOfAStepIsInAShippedScenario(String words) throws IOException {
    assertTrue(
        shipped().stream()
            .flatMap(it -> steps(it.steps()))
            .anyMatch(step -> step.words().contains(words)));
  }

  @Test
  void everyShippedScenarioIsValidAgainstTheSchema() throws IOException {
    for (String name : files()) {
      String text = Files.readString(folder().resolve(name + ".yaml"));
      assertEquals(List.of(), errors(text), name);
    }
  }

  @Test
  void whatTheReaderRefusesTheSchemaRefuses() {
    String head = "name: a\ndescription: b\nlayer: tcp\npeers: {box: {device: {}}}\n";
    assertEquals(List.of(), errors(head + "steps: [{ask: box}]"));
    for (String steps :
        List.of(
            "[{aks: box}]",
            "[]",
            "[{drop: box}]",
            "[{drop: {peer: box, how: rst}}]",
            "[{ask: {peer: box, within: 5}}]",
            "[{expect: {peer: box, close: 4452, connections: 1}}]",
            "[{expect: {peer: box}}]",
            "[{repeat: {times: 0, steps: [{ask: box}]}}]")) {
      assertTrue(!errors(head + "steps: " + steps).isEmpty(), steps);
      assertInstanceOf(
          ScenarioFile.Read.Refused.class, ScenarioFile.read("s", head + "steps: " + steps), steps);
    }
  }

  private static List<Error> errors(String yaml) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Schema.text())
        .validate(yaml, InputFormat.YAML);
  }

  @Test
  void thePageHasEveryStepKeyAndScenario() throws IOException {
    Path page = root().resolve("docs/scenarios.md");
    String text = Files.readString(page);
    String made = PageTables.into(text);
    if (IS_WRITING) {
      Files.writeString(page, made);
    }
    assertEquals(made, Files.readString(page), "write it: -Dscenarios.write=true");
  }

  @Test
  void whatThePageShowsIsSound() throws IOException {
    String page = Files.readString(root().resolve("docs/scenarios.md"));
    String shown = page.substring(page.indexOf("```yaml\n") + 8);
    String yaml = shown.substring(0, shown.indexOf("```"));
    assertInstanceOf(ScenarioFile.Read.Ok.class, ScenarioFile.read("page", yaml));
  }
}
