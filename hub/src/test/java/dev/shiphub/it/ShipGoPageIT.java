package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page for developers of ship-go does what it says, run from its first command to its last. */
@Tag("interop")
@Timeout(300)
final class ShipGoPageIT {
  private static final Pattern COMMANDS = Pattern.compile("(?s)```sh\n(.*?)```");
  private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(.*?)```");

  private final Path page = Program.root().resolve("docs/ship-go.md");

  @Test
  void itsCommandsRunAsWritten() throws Exception {
    Path script = Program.root().resolve("target/ship-go-page.sh");
    Files.createDirectories(script.getParent());
    String end = "trap 'kill $(jobs -p) 2> /dev/null' EXIT\n";
    Files.writeString(script, end + String.join("\n", blocks(COMMANDS)));
    Process shell =
        new ProcessBuilder("bash", "-euo", "pipefail", script.toString())
            .directory(Program.root().toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(shell.waitFor(10, TimeUnit.SECONDS), said);
    assertEquals(0, shell.exitValue(), said);
    assertTrue(Pattern.compile("(?m)^reset +passed ").matcher(said).find(), said);
    assertTrue(Pattern.compile("(?m)^wrong-init +failed .*4001").matcher(said).find(), said);
  }

  @Test
  void itShowsTheExamplesAsTheyAre() throws Exception {
    List<String> shown = blocks(YAML);
    assertEquals(2, shown.size());
    assertTrue(example("reset").endsWith(shown.getFirst()), shown.getFirst());
    assertTrue(example("wrong-init").endsWith(shown.getLast()), shown.getLast());
  }

  private static String example(String name) throws Exception {
    return Files.readString(Program.root().resolve("docs/examples/" + name + ".yaml"));
  }

  private List<String> blocks(Pattern pattern) throws Exception {
    return pattern
        .matcher(Files.readString(page))
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }
}
