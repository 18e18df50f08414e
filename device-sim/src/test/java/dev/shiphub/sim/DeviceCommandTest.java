package dev.shiphub.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.sim.device.DeviceSettings;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DeviceCommandTest {
  private static final Ski OWN = new Ski("1".repeat(40));
  private static final Ski PEER = new Ski("a".repeat(40));
  private static final Ski OTHER = new Ski("b".repeat(40));

  private static DeviceCommand parsed(String options) {
    CommandLine line =
        SimMain.commandLine(
            new ProcessHost(
                new Console(System.in, System.out, System.err), new SecureRandom(), _ -> {}));
    return line.parseArgs(("device --profile wallbox " + options).strip().split(" "))
        .subcommand()
        .commandSpec()
        .commandLine()
        .getCommand();
  }

  @Test
  void isByDefaultFoundByAllAndDialsWhomItTrusts() {
    DeviceCommand command = parsed("");
    assertEquals(new NetworkSettings(0, List.of(), true), command.network());
    DeviceSettings settings = command.settings(OWN);
    assertEquals("wallbox", settings.profile().name());
    assertEquals("Ladewerk Duo 11 11111111", settings.instance());
    assertEquals(Set.of(), settings.trusted());
    assertEquals(Map.of(), settings.known());
    assertTrue(settings.isDialling());
  }

  @Test
  void takesItsPlaceOnTheNetworkFromTheOptions() {
    assertEquals(
        new NetworkSettings(4712, List.of("eth0", "wlan0"), false),
        parsed("--port 4712 --interface eth0 --interface wlan0 --no-mdns").network());
  }

  @Test
  void takesPeersFromTheOptions() {
    DeviceSettings settings =
        parsed(
                "--trust %s --trust %s --peer %s@192.0.2.1:4711"
                    .formatted(PEER, OTHER.hex().toUpperCase(Locale.ROOT), PEER))
            .settings(OWN);
    assertEquals(Set.of(PEER, OTHER), settings.trusted());
    assertEquals(
        Map.of(PEER, new Endpoint(List.of("192.0.2.1"), 4711, "/ship/", Optional.empty())),
        settings.known());
  }

  @Test
  void isNamedAndHeldBackByTheOptions() {
    DeviceSettings settings = parsed("--instance Carport --no-dial").settings(OWN);
    assertEquals("Carport", settings.instance());
    assertFalse(settings.isDialling());
  }
}
