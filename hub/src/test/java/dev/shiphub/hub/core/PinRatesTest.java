package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.bigger;
import static dev.shiphub.hub.core.Fixtures.smaller;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Ski;
import dev.shiphub.tidy.MadePage;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How many PINs can be tried on the hub in which time, by any mix of connections and restarts; the
 * page docs/pin-rates.md. {@code -Dpins.write=true} writes it.
 */
final class PinRatesTest {
  private static final MadePage PAGE = new MadePage("pin-rates.md", "pins.write");
  private static final String HEAD =
      """
      # How fast PINs can be tried

      Made by `mvn verify -Dpins.write=true`: a device that is paired tries wrong PINs on the real core and the real handshakes, in virtual time. Dialling,
      shaking hands and restarting the hub take it no time at all, and it tries more often than any is looked at. Penalties (SHIP 13.4.4.3): none for two wrong
      ones, 15 s for the third to fifth, 90 s for each later one, counted for the device ([pin.md](pin.md)).

      | the device | tries in 1 hour | in 24 hours | in a year | finds a PIN of 8 digits within a year |
      | --- | --- | --- | --- | --- |
      """;
  private static final String FOOT =
      """

      A year is the first day and 364 times the second. Of the last row there are eight, each at random in its own way; the one with most is shown.
      Each paired device has tries of its own: three devices of one attacker have three times as many. A device that is not paired has none: PINs
      are entered after hello, which takes the user's consent.

      **Two connections at once** have the tries of one: on the second no PIN is looked at for 15 s, and until then one of the two is gone.

      **A power cut** in the few milliseconds between a try and its being saved makes the hub forget that try, and no other. Who can cut the hub's power at will
      gets one try for each start of it.
      """;
  private static final Ski DEVICE = smaller(1);
  private static final double PINS_OF_EIGHT_DIGITS = Math.pow(16, 8);

  private static long tries(PinAttack attack, Duration time, long seed) {
    PinSiege siege = PinSiege.by(DEVICE);
    attack.lay(siege, new SplittableRandom(seed), time);
    return siege.tries();
  }

  private static long most(PinAttack attack, Duration time) {
    long seeds = attack == PinAttack.MIXING ? 8 : 1;
    return LongStream.rangeClosed(1, seeds)
        .map(seed -> tries(attack, time, seed))
        .max()
        .orElseThrow();
  }

  private static String row(PinAttack attack) {
    long hour = most(attack, Duration.ofHours(1));
    long day = most(attack, Duration.ofDays(1));
    long year = day + 364 * (most(attack, Duration.ofDays(2)) - day);
    return String.format(
        Locale.ROOT,
        "| %s | %d | %,d | %,d | 1 in %,d |%n",
        attack.words(),
        hour,
        day,
        year,
        (long) (PINS_OF_EIGHT_DIGITS / year));
  }

  @Test
  void thePageShowsWhatIsPossible() throws IOException {
    PAGE.assertIs(
        HEAD
            + Arrays.stream(PinAttack.values()).map(PinRatesTest::row).collect(Collectors.joining())
            + FOOT);
  }

  // Six by 45 s after the first, a seventh at 135 s, and then one every 90 s.
  @ParameterizedTest
  @EnumSource(names = {"STAYING", "RECONNECTING", "RESTARTING", "KILLING"})
  void oneConnectionAtATimeHasWhatThePenaltiesAllowAndNoMore(PinAttack attack) {
    assertEquals(6, tries(attack, Duration.ofSeconds(135), 1));
    assertEquals(7, tries(attack, Duration.ofSeconds(136), 1));
    assertEquals(45, tries(attack, Duration.ofHours(1), 1));
    assertEquals(965, tries(attack, Duration.ofDays(1), 1));
  }

  // Each connection of two would have the tries of one if it was looked at before it heard of them.
  @ParameterizedTest
  @EnumSource
  void noAttackHasMoreThanThat(PinAttack attack) {
    long most = most(attack, Duration.ofDays(1));
    assertTrue(most <= 965, () -> attack + ": " + most);
  }

  @ParameterizedTest
  @EnumSource
  void everyTryIsCountedAndNoneIsForgotten(PinAttack attack) {
    PinSiege siege = PinSiege.by(DEVICE);
    attack.lay(siege, new SplittableRandom(2), Duration.ofHours(1));
    assertEquals(siege.tries(), siege.counted(DEVICE));
  }

  @Test
  void eachDeviceHasTriesOfItsOwn() {
    PinSiege siege = PinSiege.by(DEVICE, smaller(2), bigger(3));
    PinAttack.STAYING.lay(siege, new SplittableRandom(1), Duration.ofHours(1));
    assertEquals(3 * 45, siege.tries());
  }

  @Test
  void aStrangerHasNone() {
    PinSiege siege = PinSiege.byStranger(DEVICE);
    siege.connect();
    assertEquals(List.of("hello pending, peer ready"), siege.phases());
    PinAttack.RECONNECTING.lay(siege, new SplittableRandom(1), Duration.ofMinutes(1));
    assertEquals(0, siege.tries());
  }

  // What docs/pin-rates.md says of power cuts; the tries before are on disk and stay.
  @Test
  void aKillBeforeATryIsSavedForgetsThatTryOnly() {
    PinSiege siege = PinSiege.by(DEVICE);
    siege.connect();
    siege.tryAll();
    siege.outlast();
    siege.slowDisk();
    siege.tryAll();
    siege.kill();
    assertEquals(4, siege.tries());
    assertEquals(3, siege.counted(DEVICE));
  }
}
