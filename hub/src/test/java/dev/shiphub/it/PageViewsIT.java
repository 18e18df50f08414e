package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every view of the page in both colours and on a phone, judged by axe-core. {@code
 * -Dbrowser.write=true} writes docs/pictures.
 */
@Tag("browser")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class PageViewsIT {
  /**
   * The first state of a daemon must be there sooner on a machine of its own; this one is shared.
   */
  private static final double LATEST_MILLIS = 3_000;

  private static final List<String> VIEWS =
      List.of("devices", "pairing", "identity", "doctor", "decisions");

  @TempDir private static Path directory;
  private static RunningDaemon daemon;
  private static RunningDevice box;
  private static RunningDevice pump;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    daemon = RunningDaemon.start(directory.resolve("state"));
    box =
        RunningDevice.start(daemon.ski(), "--profile", "wallbox", "--instance", "Wallbox carport");
    pump = RunningDevice.start(daemon.ski(), "--profile", "heat-pump", "--instance", "Heat pump");
    assertEquals(200, daemon.pair(box.ski()));
    browser = Browser.start();
    browser.open(daemon.adminPort());
    browser.sees("[data-ski='" + box.ski().hex() + "'] [data-state=connected]");
    browser.sees("[data-ski='" + box.ski().hex() + "'] h2", "Wallbox carport");
    browser.sees("[data-ski='" + pump.ski().hex() + "'] h2", "Heat pump");
  }

  @AfterAll
  static void end() {
    browser.close();
    box.close();
    pump.close();
    daemon.close();
  }

  @AfterEach
  void forget() {
    browser.isOnADesk();
    browser.systemPrefers("light");
    browser.open(daemon.adminPort());
    browser.forgets();
  }

  private static void show(String view) {
    browser.goTo("#/" + view);
    browser.sees("main[data-view='" + view.replaceAll("/.*", "") + "']");
    browser.seesNo("[data-loading]");
  }

  private static List<String> allViews() {
    List<String> views = new ArrayList<>(VIEWS);
    views.add("device/" + box.ski().hex());
    views.add("device/" + pump.ski().hex());
    return views;
  }

  private static List<String> violations(String where) {
    return browser.violations().stream().map(it -> where + ": " + it).toList();
  }

  /** Of each view, and of the dialogue. */
  private static List<String> violationsOfAll(String colours) {
    browser.systemPrefers(colours);
    List<String> found = new ArrayList<>();
    for (String view : allViews()) {
      show(view);
      found.addAll(violations(view));
    }
    show("devices");
    browser.presses("[data-ski='" + pump.ski().hex() + "'] [data-deed=pair]");
    browser.sees("dialog");
    found.addAll(violations("dialogue"));
    browser.presses("dialog [data-deed=cancel]");
    return found;
  }

  @Test
  void axeFindsNothingInLightColours() {
    assertEquals(List.of(), violationsOfAll("light"));
  }

  @Test
  void axeFindsNothingInDarkColours() {
    assertEquals(List.of(), violationsOfAll("dark"));
    assertEquals(
        "rgb(20, 24, 29)",
        browser.script("return getComputedStyle(document.body).backgroundColor"));
  }

  @Test
  void axeFindsNothingInGermanOnAPhone() {
    browser.chooses("language", "de");
    browser.isAPhone();
    assertEquals(List.of(), violationsOfAll("light"));
  }

  @Test
  void aPhoneNeedsNoScrollingAside() {
    browser.isAPhone();
    for (String view : allViews()) {
      show(view);
      assertEquals(360L, browser.script("return document.documentElement.scrollWidth"), view);
    }
  }

  @Test
  void nothingIsLoadedFromElsewhereAndNothingBreaks() {
    browser.open(daemon.adminPort());
    browser.forgetsComplaints();
    for (String view : allViews()) {
      show(view);
    }
    assertEquals(
        List.of(),
        browser.script(
            "return performance.getEntriesByType('resource').map((it) => it.name)"
                + ".filter((name) => !name.startsWith(location.origin + '/'))"));
    assertEquals(List.of(), browser.complaints());
  }

  private static String lookedAt() {
    return String.valueOf(browser.sees("main time").getDomAttribute("datetime"));
  }

  // An answer is good for five seconds: somebody who is impatient gets it again.
  @Test
  void theDoctorTellsWhatItFindsAndLooksAgainWhenAsked() {
    show("doctor");
    browser.sees(".checks [data-key=multicast] [data-state]");
    String first = lookedAt();
    browser.awaitTrue(
        "a later look",
        () -> {
          browser.presses("[data-deed=again]");
          return !lookedAt().equals(first);
        });
    browser.sees(".checks [data-key=multicast] [data-state]");
  }

  @Test
  void theFirstStateIsThereSoon() {
    browser.open(daemon.adminPort());
    browser.sees("[data-ski]");
    double millis =
        Double.parseDouble(
            String.valueOf(
                browser.script("return performance.getEntriesByName('live')[0].startTime + 0.5")));
    System.out.printf("browser: first state after %.0f ms%n", millis);
    assertTrue(millis < LATEST_MILLIS, millis + " ms");
  }

  @Test
  void picturesForTheDocs() throws IOException {
    for (String view : VIEWS) {
      show(view);
      browser.keepsPicture(view.equals("pairing") ? "window" : view);
    }
    show("device/" + box.ski().hex());
    browser.keepsPicture("device");
    browser.sees(".sequence li");
    browser.script("document.querySelector('.sequence').scrollIntoView({block: 'center'})");
    browser.keepsPicture("handshake");
    browser.systemPrefers("dark");
    browser.isAPhone();
    show("devices");
    browser.keepsPicture("phone");
    assertTrue(browser.text("main").contains("Wallbox carport"));
  }

  @Test
  void whereATokenIsWantedItIsTypedOnceAndTheLoginCanBeEnded() throws Exception {
    Path state = directory.resolve("locked");
    String token;
    try (Program made = Program.start("token", "create", "--state", state.toString())) {
      made.awaitExit(Duration.ofSeconds(60));
      token = made.lines().getFirst();
    }
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(state.resolve("admin-tokens"))));
    try (RunningDaemon locked = RunningDaemon.locked(state)) {
      browser.open(locked.adminPort());
      browser.sees("main[data-view=login]");
      assertEquals(List.of(), violations("login"));
      browser.types("#token", "shiphub_wrong");
      browser.presses("[data-form=login] button");
      browser.sees("[data-form=login] [role=alert]", "the token is none of this daemon's");
      browser.types("#token", token);
      browser.presses("[data-form=login] button");
      browser.sees("main[data-view=devices]");
      browser.sees("[data-live=yes]");
      browser.presses("header .choices button");
      browser.sees("main[data-view=login]");
      assertEquals(
          401L, browser.script("return fetch('/api/v1/status').then((answer) => answer.status)"));
    }
  }
}
