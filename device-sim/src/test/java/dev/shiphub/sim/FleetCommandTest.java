package dev.shiphub.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.sim.device.DeviceSettings;
import dev.shiphub.sim.device.SimDevice;
import dev.shiphub.sim.fleet.FleetKeys;
import dev.shiphub.sim.profile.Catalogue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class FleetCommandTest {
  private static final String SKI = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

  private int run(String input, String... arguments) {
    Console console =
        new Console(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(complaints, true, StandardCharsets.UTF_8));
    return SimMain.run(
        new ProcessHost(console, RANDOM, code -> fail("halted with " + code)), arguments);
  }

  @ParameterizedTest
  @CsvSource({
    "--count=0 --ski=SKI --target=127.0.0.1:1, --count takes 1 to 5000",
    "--count=2 --ski=SKI, --target is missing",
    "--count=2 --target=127.0.0.1:1, --ski",
    "--count=2 --ski=SKI --target=127.0.0.1:1 --flap=often, --flap takes a pace",
    "--count=2 --ski=SKI --target=127.0.0.1:1 --ramp=0/s, --ramp takes more than 0",
    "--count=2 --ski=SKI --target=127.0.0.1:1 --for=ever, --for takes a time",
    "--count=2 --ski=SKI --target=127.0.0.1:1 --profile=toaster, --profile: there are mixed",
    "--count=2 --ski=SKI --target=127.0.0.1:1 --announce, --announce makes sense only with",
    "--count=2 --ski=SKI --target=127.0.0.1:1 --tell-peers, --tell-peers makes sense only with",
  })
  void whatMakesNoSenseIsSaidAndNothingStarts(String options, String words) {
    String[] arguments = ("fleet " + options.replace("SKI", SKI)).split(" ");
    assertEquals(2, run("", arguments));
    assertTrue(complaints.toString(StandardCharsets.UTF_8).contains(words), complaints::toString);
  }

  @Test
  void aFleetThatExchangesDataAtItsEndExitsWithNought(@TempDir Path keys) throws Exception {
    try (SimDevice hub = hubOf(keys, 3)) {
      assertEquals(0, run("", fleet(hub, keys, 3)), complaints::toString);
    }
    String said = out.toString(StandardCharsets.UTF_8);
    assertTrue(said.contains("devices in data exchange   3 of 3"), said);
  }

  // The fourth is a stranger to the hub.
  @Test
  void aFleetThatIsNotWholeAtItsEndExitsWithOne(@TempDir Path keys) throws Exception {
    try (SimDevice hub = hubOf(keys, 3)) {
      assertEquals(1, run("quit\nquit\n", fleet(hub, keys, 4)), complaints::toString);
    }
  }

  private static String[] fleet(SimDevice hub, Path keys, int count) {
    return new String[] {
      "fleet",
      "--count=" + count,
      "--ski=" + hub.ski().hex(),
      "--target=127.0.0.1:" + hub.port(),
      "--state=" + keys,
      "--ramp=100/s",
      "--for=100ms",
      "--flap=20/s"
    };
  }

  private static SimDevice hubOf(Path keys, int count) throws Exception {
    Set<Ski> skis =
        new FleetKeys(Optional.of(keys), SteadyClock.wall(), RANDOM)
            .first(count, _ -> {}).stream().map(LocalIdentity::ski).collect(Collectors.toSet());
    LocalIdentity own = LocalIdentity.generate("hub", SteadyClock.wall().instant(), RANDOM);
    DeviceSettings settings =
        DeviceSettings.of(Catalogue.ALL.getLast(), own.ski()).trusting(skis).onlyAccepting();
    return NetworkDevice.start(settings, own, NetworkSettings.LOOPBACK, RANDOM, _ -> {});
  }
}
