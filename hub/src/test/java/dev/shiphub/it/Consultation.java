package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code shiphub doctor} has said.
 *
 * @param code with which it ended
 * @param diagnosis its document
 */
record Consultation(int code, JsonObject diagnosis) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * Runs it on a host.
   *
   * @param preparation shell commands that go before, for this program alone; may be empty
   */
  static Consultation on(List<String> host, String preparation, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(host);
    // What is mounted and named here counts for this program alone.
    command.addAll(List.of("unshare", "--mount", "--uts", "sh", "-e", "-c"));
    command.add(preparation + "\nexec \"$0\" doctor --json \"$@\"");
    command.add(Program.root().resolve("shiphub").toString());
    command.addAll(List.of(arguments));
    try (Program doctor = Program.startCommand(command)) {
      int code = doctor.awaitExit(PATIENCE);
      assertEquals(1, doctor.lines().size(), doctor.errors());
      return new Consultation(code, Program.json(doctor.lines().getFirst()));
    }
  }

  private JsonObject check(String id) {
    return diagnosis.items("checks").orElse(List.of()).stream()
        .map(JsonObject.class::cast)
        .filter(check -> check.text("id").equals(Optional.of(id)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no check " + id + ": " + diagnosis));
  }

  private static String english(JsonObject check, String member) {
    return check.object(member).flatMap(it -> it.text("en")).orElse("");
  }

  /** A check has failed, in these words, and says what to do. */
  Consultation fails(String id, String words) {
    assertEquals(1, code, diagnosis::toString);
    return says("fail", id, words);
  }

  /** Something is not as it should be, and is said in these words. */
  Consultation warns(String id, String words) {
    return says("warn", id, words);
  }

  private Consultation says(String level, String id, String words) {
    JsonObject check = check(id);
    assertEquals(Optional.of(level), check.text("level"), check::toString);
    assertTrue(english(check, "finding").contains(words), check::toString);
    assertTrue(!english(check, "remedy").isEmpty(), check::toString);
    return this;
  }

  /** All is well with this. */
  Consultation finds(String id, String words) {
    JsonObject check = check(id);
    assertEquals(Optional.of("ok"), check.text("level"), check::toString);
    assertTrue(english(check, "finding").contains(words), check::toString);
    return this;
  }

  /** Nothing at all is wrong. */
  void isHealthy() {
    List<JsonValue> checks = diagnosis.items("checks").orElse(List.of());
    assertEquals(Optional.of("ok"), diagnosis.text("worst"), checks::toString);
    assertEquals(0, code);
  }
}
