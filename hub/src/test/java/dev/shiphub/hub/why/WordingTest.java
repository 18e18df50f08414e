package dev.shiphub.hub.why;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.adapter.admin.Samples;
import dev.shiphub.hub.core.HubSnapshot;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The words for each cause, in both languages. */
final class WordingTest {
  private static final Wording ENGLISH = Wording.of("en");
  private static final Wording GERMAN = Wording.of("de");
  private static final Pattern PLACE = Pattern.compile("\\{[a-z]+}");

  private static Set<String> places(String text) {
    Set<String> places = new TreeSet<>();
    PLACE.matcher(text).results().map(MatchResult::group).forEach(places::add);
    return places;
  }

  private static Wording.Told told(Cause cause, HubSnapshot.Device device) {
    Verdict verdict =
        new Verdict(
            device,
            cause,
            Optional.of(Samples.NOW.minusSeconds(300)),
            device.past().last(),
            Optional.of("hello"));
    return new Wording.Told(verdict, Samples.OWN, Samples.NOW);
  }

  @ParameterizedTest
  @EnumSource
  void everyCauseHasTheSameFactsInBothLanguages(Cause cause) {
    for (String kind : new String[] {".sentence", ".remedy"}) {
      String key = cause.label() + kind;
      assertEquals(places(ENGLISH.text(key)), places(GERMAN.text(key)), key);
      assertFalse(ENGLISH.text(key).equals(GERMAN.text(key)), key);
    }
  }

  @ParameterizedTest
  @EnumSource
  void noPlaceIsLeftOpen(Cause cause) {
    for (Wording wording : new Wording[] {ENGLISH, GERMAN}) {
      Wording.Told told = told(cause, Samples.retrying(Samples.PUMP));
      String words = wording.sentence(told) + wording.remedy(told);
      assertFalse(words.contains("{"), words);
      assertTrue(words.endsWith(".") || words.endsWith("?"), words);
    }
  }

  @Test
  void aSentenceNamesTheDeviceWhatHappenedAndWhatComesNext() {
    assertEquals(
        "Pump in the cellar is on the network, but takes no connections: refused. The next attempt"
            + " is in 4.2 s.",
        ENGLISH.sentence(told(Cause.CONNECTION_REFUSED, Samples.retrying(Samples.PUMP))));
    assertEquals(
        "Pump in the cellar ist seit 5 min aus dem Netz verschwunden.",
        GERMAN.sentence(told(Cause.VANISHED, Samples.retrying(Samples.PUMP))));
  }

  // Its name comes from the network, and may look like a place of ours.
  @Test
  void whatADeviceSaysIsNotFilledInAgain() {
    assertEquals(
        "{hub} is on the network, and is not paired with this hub.",
        ENGLISH.sentence(
            told(Cause.NOT_PAIRED, Draft.of(Samples.PUMP).announced("{hub}").device())));
  }

  @Test
  void whoeverHasToAcceptTheHubIsToldItsSki() {
    assertTrue(
        ENGLISH
            .remedy(told(Cause.AWAITING_DEVICE_TRUST, Samples.waiting(Samples.PUMP)))
            .contains(Samples.OWN.grouped()));
  }
}
