package dev.shiphub.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.adapter.file.GatewayFiles;
import dev.shiphub.hub.adapter.file.StateDirectory;
import dev.shiphub.hub.cli.Console;
import dev.shiphub.hub.cli.ShiphubCommand;
import dev.shiphub.ship.json.JsonLimits;
import dev.shiphub.ship.json.JsonReader;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.Parsed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code shiphub audit}, from the command line to the files. */
final class AuditCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path root;
  private Path state;

  @BeforeEach
  void renewTwice() throws IOException {
    state = GatewayFiles.make(root.resolve("state"));
    assertEquals(0, run("identity", "renew"));
    assertEquals(0, run("identity", "renew"));
  }

  private int run(String... arguments) {
    out.reset();
    err.reset();
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            name ->
                name.equals("STATE_DIRECTORY") ? Optional.of(state.toString()) : Optional.empty(),
            () -> GatewayFiles.TODAY,
            _ -> false,
            _ -> Optional.empty());
    Custody custody =
        new Custody(console.environment(), () -> GatewayFiles.TODAY, GatewayFiles.RANDOM, 10);
    return ShiphubCommand.execute(List.of(arguments), _ -> 0, custody, console);
  }

  private int verify(String... more) {
    return run(
        Stream.concat(Stream.of("audit", "verify"), Arrays.stream(more)).toArray(String[]::new));
  }

  private String told() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String complaint() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private JsonObject verdict() {
    return new JsonReader(JsonLimits.ofBytes(10_000)).read(out.toByteArray())
            instanceof Parsed.Ok(JsonObject verdict)
        ? verdict
        : JsonObject.EMPTY;
  }

  @Test
  void theLogIsVerifiedBesideARunningDaemon() throws IOException {
    try (StateDirectory _ = StateDirectory.open(state)) {
      assertEquals(0, verify(), this::complaint);
    }
    assertTrue(told().startsWith("audit log  whole\ngateway    "), this::told);
    String today = GatewayFiles.TODAY.toString();
    assertTrue(told().contains("entries    3, from " + today + " to " + today), this::told);
    assertTrue(told().contains("head       "), this::told);
  }

  @Test
  void whatIsWrongIsNamedWithFileAndLine() throws IOException {
    Path file = state.resolve("audit.jsonl");
    Files.writeString(file, Files.readString(file).replaceFirst("identity renew", "identity new"));
    assertEquals(1, verify());
    String fault = "audit.jsonl line 2: it was changed: its hash is not that of its content";
    assertEquals("shiphub: " + fault + "\n", complaint());
    assertTrue(told().startsWith("audit log  NOT WHOLE\n"), this::told);
    assertEquals(1, verify("--json"));
    assertEquals(Optional.of(false), verdict().flag("whole"));
    assertEquals(Optional.of(1L), verdict().integer("entries"));
    assertTrue(told().contains(fault), this::told);
  }

  @Test
  void whatIsMissingIsFoundByAHeadThatWasNoted() throws IOException {
    assertEquals(0, verify("--json"), this::complaint);
    String head = verdict().text("head").orElseThrow();
    Path file = state.resolve("audit.jsonl");
    Files.write(file, Files.readAllLines(file).subList(0, 2));
    assertEquals(0, verify());
    assertEquals(1, verify("--head", head));
    assertTrue(complaint().contains("no entry has the noted head " + head), this::complaint);
    assertEquals(2, verify("--head", "abc"));
  }

  @Test
  void entriesAreShownByDevice() {
    String own = GatewayFiles.OURS.ski().hex();
    assertEquals(0, run("audit", "show", "--ski", own));
    assertEquals(3, told().lines().filter(line -> line.contains(own)).count(), this::told);
    assertTrue(told().contains("by command: identity renew; the new certificate"), this::told);
    assertEquals(0, run("audit", "show", "--json", "--ski", "e".repeat(40)));
    assertEquals("", told());
    assertEquals(2, run("audit", "show", "--ski", "x"));
  }

  @Test
  void noLogIsMadeByLookingForIt() throws IOException {
    state = root.resolve("none");
    assertEquals(1, verify());
    assertTrue(complaint().contains("there is no state directory"), this::complaint);
    Files.createDirectory(state);
    assertEquals(1, verify());
    assertTrue(complaint().contains("audit.jsonl is missing"), this::complaint);
    assertEquals(Map.of(), GatewayFiles.in(state));
  }
}
