package dev.shiphub.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Manual pages as man(7) wants them. */
final class ManPageTest {
  /** A command with what is hard to write in roff. */
  private static String page() {
    CommandSpec boat = CommandSpec.create().name("boat");
    boat.usageMessage().description("sails where you want;", "or not");
    boat.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("PORT")
            .description(".where to go, or 'home'")
            .build());
    boat.addOption(
        OptionSpec.builder("-s", "--sail-area")
            .paramLabel("A")
            .type(int.class)
            .defaultValue("7")
            .description("in square\\metres (default: ${DEFAULT-VALUE})")
            .build());
    boat.addOption(OptionSpec.builder("--secret").hidden(true).description("untold").build());
    return ManPage.of(boat, "9.9", "2026-11-22");
  }

  @Test
  void sayWhatTheCommandIsAndTakes() {
    List<String> lines = page().lines().toList();
    assertEquals(".TH BOAT 1 2026-11-22 \"shiphub 9.9\"", lines.getFirst());
    assertTrue(lines.contains("boat \\- sails where you want; or not"), page());
    assertTrue(lines.contains("Sails where you want; or not."), page());
    assertTrue(lines.contains(".B \\-s, \\-\\-sail\\-area=A"), page());
  }

  @Test
  void takeNoTextForAMacro() {
    assertTrue(page().contains("\n\\&.where to go, or 'home'.\n"), page());
    assertTrue(page().contains("In square\\emetres (default: 7).\n"), page());
  }

  @Test
  void keepQuietAboutWhatIsHidden() {
    assertFalse(page().contains("secret"), page());
  }
}
