package dev.shiphub.sim.quirk;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What devices of the field do about double connections (SHIP 12.2.2). */
public enum DoubleRule {
  /** The bigger SKI keeps the newest, the smaller one gives it 3 s to do so. */
  SPEC,
  /** The connection that the bigger SKI opened stays: ship-go up to 2026-07. */
  INIT,
  /** Both ends keep the newest: ship-go since 2026-08. */
  RECENT,
  /** The bigger SKI cancels the newer one, the smaller one waits: jeebus. */
  FIRST_BIGGER,
  /** The first one stays; another is cut after its upgrade: openeebus, NIBE. */
  FIRST,
  /** What others open is never looked at, an own dial replaces what was: EEBUS.Net, py-eebus. */
  NONE;

  /** As people type it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<DoubleRule> named(String word) {
    return Arrays.stream(values()).filter(rule -> rule.word().equals(word)).findFirst();
  }

  static String names() {
    return Arrays.stream(values()).map(DoubleRule::word).collect(Collectors.joining(", "));
  }
}
