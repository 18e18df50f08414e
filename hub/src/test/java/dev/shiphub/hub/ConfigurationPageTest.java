package dev.shiphub.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.tidy.MadePage;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/configuration.md is made of the keys that the daemon knows. {@code
 * -Dconfiguration.write=true} writes it.
 */
final class ConfigurationPageTest {
  private static final MadePage PAGE = new MadePage("configuration.md", "configuration.write");
  private static final String HEAD =
      """
      # Configuration

      Made by `mvn verify -Dconfiguration.write=true` of the keys that the daemon knows; do not edit.

      One file in YAML, `/etc/shiphub/shiphub.yaml` where the package is installed, else whatever `shiphub run -c FILE` names. Every key
      has a default, so that there need not be a file. It is read at the start: `systemctl restart shiphub` after a change.
      `shiphub run -c FILE --print-config` shows what holds, all defaults and bounds included, and starts nothing.

      | key | default | what it is |
      | --- | --- | --- |
      """;
  private static final String LISTS =
      """
      | `ship.interfaces` | `[]` | names of the network interfaces to announce on and to listen at; empty takes all that are fit |
      | `admin.hosts` | `[]` | names besides its address under which clients may reach the admin API |
      | `peers` | `[]` | static peers, each with `ski`, `host`, and if need be `port` (4712) and `path` (/ship/) |
      """;
  private static final String EXAMPLE =
      """
      ship:
        interfaces: [eth0]
        pin: C0FFEE0123456789
        pinRequired: false
      peers:
        - ski: 1234567890abcdef1234567890abcdef12345678
          host: wallbox.local
      log:
        level: debug
      """;
  private static final String WRONG =
      """
      ship:
        prot: 4712
      liveness:
        ping: 50
      """;

  private static String row(ConfigKey key) {
    String usual = key.usual().isEmpty() ? "empty" : "`" + key.usual() + "`";
    return "| `%s` | %s | %s |\n".formatted(key.path(), usual, key.help());
  }

  private static String complaints() {
    ConfigFile.Read.Refused refused =
        (ConfigFile.Read.Refused) ConfigFile.read("shiphub.yaml", WRONG);
    return refused.complaints().stream().collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  void thePageShowsTheKeysOfTheDaemon() throws IOException {
    String rows =
        Stream.of(ConfigKey.values()).map(ConfigurationPageTest::row).collect(Collectors.joining());
    PAGE.assertIs(
        HEAD
            + rows
            + LISTS
            + "\nAn example:\n\n```yaml\n"
            + EXAMPLE
            + "```\n\n"
            + "What is wrong is said with its line, and the daemon ends with code 2. Of\n\n"
            + "```yaml\n"
            + WRONG
            + "```\n\nit says\n\n```\n"
            + complaints()
            + "```\n");
  }

  @Test
  void theExampleOfThePageIsTaken() {
    assertEquals(ConfigFile.Read.Ok.class, ConfigFile.read("shiphub.yaml", EXAMPLE).getClass());
  }
}
