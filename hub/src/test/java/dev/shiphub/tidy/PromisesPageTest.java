package dev.shiphub.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.planted.PlantedFault;
import dev.shiphub.tidy.Sources.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The table promise x proof, docs/promises.md, is made of the marks in the tests. {@code
 * -Dpromises.write=true} writes it.
 */
final class PromisesPageTest {
  private static final MadePage PAGE = new MadePage("promises.md", "promises.write");
  private static final String HEAD =
      """
      # What proves each promise

      Made by `mvn verify -Dpromises.write=true` of what the tests say of themselves; do not edit. The promises are those of
      [ARCHITECTURE.md](../ARCHITECTURE.md); the last column counts the [planted faults](planted-faults.md) that break it.

      | promise | worlds | model check | race tests | processes | tests of one class | faults |
      | --- | --- | --- | --- | --- | --- | --- |
      """;

  @Test
  void thePageShowsWhatTheTestsSay() throws IOException {
    PAGE.assertIs(HEAD + table());
  }

  /** Worlds, a test of a class, and a planted fault at least. */
  @Test
  void everyPromiseHasProofsOfDifferentKinds() throws IOException {
    List<String> poor = new ArrayList<>();
    for (int promise : promises()) {
      long kinds =
          Arrays.stream(Kind.values()).filter(kind -> !names(promise, kind).isEmpty()).count();
      if (kinds < 2 || faults(promise) == 0) {
        poor.add("promise " + promise + ": " + kinds + " kinds, " + faults(promise) + " faults");
      }
    }
    assertEquals(List.of(), poor);
  }

  @Test
  void noTestProvesAPromiseThatIsNotGiven() throws IOException {
    List<Integer> given = promises();
    assertEquals(IntStream.rangeClosed(1, 10).boxed().toList(), given);
    List<String> others =
        Sources.tests().stream()
            .filter(source -> !given.containsAll(Mark.PROMISE.of(source.text())))
            .map(Source::name)
            .toList();
    assertEquals(List.of(), others);
  }

  @Test
  void aMarkIsRead() {
    String mark = "Proof " + "of";
    assertEquals(List.of(4), Mark.PROMISE.of("/** " + mark + " promise 4. */ class X {}"));
    assertEquals(
        List.of(1, 2, 10), Mark.PROMISE.of(" * <p>" + mark + "\n * promises 1, 2,\n * 10.\n */"));
    assertEquals(List.of(), Mark.PROMISE.of("class X {}"));
  }

  private static String table() throws IOException {
    StringBuilder table = new StringBuilder();
    for (int promise : promises()) {
      String cells =
          Arrays.stream(Kind.values())
              .map(kind -> String.join(", ", names(promise, kind)))
              .collect(Collectors.joining(" | "));
      table.append("| %d | %s | %d |\n".formatted(promise, cells, faults(promise)));
    }
    return table.toString();
  }

  private static List<String> names(int promise, Kind kind) {
    return Sources.tests().stream()
        .filter(source -> Kind.of(source) == kind)
        .filter(source -> Mark.PROMISE.of(source.text()).contains(promise))
        .map(Source::name)
        .sorted()
        .toList();
  }

  private static long faults(int promise) {
    return PlantedFault.all().stream().filter(fault -> fault.promise() == promise).count();
  }

  /** Those of the table "What always holds". */
  private static List<Integer> promises() throws IOException {
    String text = Files.readString(Sources.root().resolve("ARCHITECTURE.md"));
    String part = text.substring(text.indexOf("## What always holds"), text.indexOf("## Words"));
    return part.lines()
        .filter(line -> line.matches("\\| \\d+ \\|.*"))
        .map(line -> Integer.valueOf(line.split("\\|", 3)[1].strip()))
        .toList();
  }

  private enum Kind {
    WORLDS,
    MODEL_CHECK,
    RACE_TEST,
    PROCESSES,
    ONE_CLASS;

    static Kind of(Source test) {
      if (test.packageName().endsWith(".hub.world")) {
        return WORLDS;
      } else if (test.packageName().endsWith(".hub.model")) {
        return MODEL_CHECK;
      } else if (test.name().endsWith("RaceTest")) {
        return RACE_TEST;
      }
      return test.name().endsWith("IT") ? PROCESSES : ONE_CLASS;
    }
  }
}
