package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/**
 * What people do on the page, in a real browser, with the packaged daemon and simulated devices.
 */
@Tag("browser")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class PageIT {
  private static final String PIN = "55AAAAFF";

  @TempDir private static Path home;
  private static Browser browser;
  private static RunningDaemon usual;

  @TempDir private Path directory;
  private RunningDaemon daemon;
  private final List<RunningDevice> devices = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    browser = Browser.start();
    usual = RunningDaemon.start(home.resolve("state"));
  }

  @AfterAll
  static void endAll() {
    browser.close();
    usual.close();
  }

  @BeforeEach
  void open() {
    daemon = usual;
    browser.open(daemon.adminPort());
    browser.sees("[data-live=yes]");
    browser.forgetsComplaints();
  }

  @AfterEach
  void end() {
    devices.forEach(RunningDevice::close);
    browser.forgets();
  }

  private static String card(Ski ski) {
    return "main [data-ski='" + ski.hex() + "'] ";
  }

  private static String state(Ski ski, String word) {
    return card(ski) + "[data-state='" + word + "']";
  }

  /** One that is not on the network's lips, and does not look for others. */
  private RunningDevice device(String... more) throws IOException {
    List<String> options = new ArrayList<>(List.of("--profile", "wallbox", "--no-mdns"));
    options.addAll(List.of(more));
    RunningDevice device = RunningDevice.start(daemon.ski(), options.toArray(String[]::new));
    devices.add(device);
    return device;
  }

  /** One that comes by itself and asks to be paired. */
  private RunningDevice caller(String... more) throws IOException {
    List<String> options = new ArrayList<>(List.of(more));
    options.addAll(List.of("--peer", daemon.ski() + "@127.0.0.1:" + daemon.shipPort()));
    return device(options.toArray(String[]::new));
  }

  /** One that the hub knows where to find. */
  private RunningDevice listener(String... more) throws Exception {
    List<String> options = new ArrayList<>(List.of("--no-dial"));
    options.addAll(List.of(more));
    RunningDevice device = device(options.toArray(String[]::new));
    assertEquals(200, daemon.addPeer(device.ski(), "127.0.0.1", device.port()));
    return device;
  }

  private RunningDevice connected() throws Exception {
    RunningDevice device = listener();
    assertEquals(200, daemon.pair(device.ski()));
    browser.sees(state(device.ski(), "connected"));
    return device;
  }

  private boolean isPaired(RunningDevice device) {
    return daemon.device(device.ski()).flag("paired").orElse(false);
  }

  @Test
  void aDeviceThatAsksIsComparedAndPaired() throws Exception {
    browser.goTo("#/pairing");
    browser.presses("[data-deed=open-window]");
    browser.sees("[data-window=open]", "Open for");
    RunningDevice device = caller();
    browser.presses(card(device.ski()) + "[data-deed=pair]");
    browser.sees("dialog .ski", device.ski().grouped());
    browser.keepsPicture("pairing");
    browser.presses("dialog [data-deed=confirm]");
    browser.seesNo("dialog");
    browser.goTo("#/device/" + device.ski().hex());
    browser.sees(state(device.ski(), "connected"));
    browser.sees(".timeline [data-type=TrustGranted]");
    browser.sees(".timeline [data-type=DeviceConnected]");
    browser.goTo("#/decisions");
    browser.sees(".decisions li:first-child", "Paired");
    browser.sees(".decisions li:first-child", device.ski().grouped());
  }

  @Test
  void aDeviceThatIsDeniedIsNotPairedAndLeavesThePlace() throws Exception {
    RunningDevice device = caller();
    browser.sees(state(device.ski(), "waiting-for-trust"));
    browser.presses(card(device.ski()) + "[data-deed=pair]");
    browser.presses("dialog [data-deed=deny]");
    browser.seesNo("dialog");
    assertFalse(isPaired(device));
    browser.goTo("#/decisions");
    browser.sees(".decisions li", "Denied");
  }

  @Test
  void aDeviceIsUnpairedOnlyAfterAQuestion() throws Exception {
    RunningDevice device = connected();
    browser.goTo("#/device/" + device.ski().hex());
    browser.presses("[data-deed=unpair]");
    browser.presses("dialog [data-deed=cancel]");
    browser.seesNo("dialog");
    assertTrue(isPaired(device));
    browser.presses("[data-deed=unpair]");
    browser.presses("dialog [data-deed=confirm]");
    browser.seesNo("dialog");
    browser.seesNo("[data-deed=unpair]");
    assertFalse(isPaired(device));
    browser.sees(".timeline [data-type=TrustWithdrawn]");
  }

  @Test
  void aDeviceThatWantsItsPinGetsItFromTheDialogue() throws Exception {
    RunningDevice device = listener("--pin", PIN);
    browser.presses(card(device.ski()) + "[data-deed=pair]");
    browser.presses("dialog [data-deed=confirm]");
    browser.sees(state(device.ski(), "waiting-for-pin"));
    browser.presses(card(device.ski()) + "[data-deed=pair]");
    browser.types("#pin", "12");
    browser.presses("dialog [data-deed=confirm]");
    browser.sees("dialog [role=alert]", "this is no PIN");
    browser.sees("#pin").clear();
    browser.types("#pin", PIN);
    browser.presses("dialog [data-deed=confirm]");
    browser.sees(state(device.ski(), "connected"));
    assertFalse(browser.markup().contains(PIN));
  }

  @Test
  void theTextOfACodePairsItsDeviceAndNoOther() throws Exception {
    RunningDevice device = listener();
    browser.goTo("#/pairing");
    browser.types("#code", "SHIP;SKI:1234;ENDSHIP;");
    browser.presses("[data-form=code] button");
    browser.sees("[data-form=code] [role=alert]", "neither the text of a QR code");
    browser.sees("#code").clear();
    browser.types("#code", "SHIP;SKI:" + device.ski().grouped() + ";ENDSHIP;");
    browser.presses("[data-form=code] button");
    browser.sees("dialog .ski", device.ski().grouped());
    browser.presses("dialog [data-deed=confirm]");
    browser.goTo("#/devices");
    browser.sees(state(device.ski(), "connected"));
    Optional<String> origin =
        daemon.device(device.ski()).object("trust").flatMap(it -> it.text("origin"));
    assertEquals(Optional.of("user-input"), origin);
  }

  @Test
  void aDeviceThatGoesAndComesIsSeenGoingAndComing() throws Exception {
    String own = directory.resolve("device").toString();
    RunningDevice device = caller("--state", own);
    assertEquals(200, daemon.pair(device.ski()));
    browser.sees(state(device.ski(), "connected"));
    device.program().kill();
    browser.seesNo(state(device.ski(), "connected"));
    RunningDevice again = caller("--state", own);
    assertEquals(device.ski(), again.ski());
    browser.sees(state(device.ski(), "connected"));
  }

  @Test
  void thePageSaysThatTheDaemonIsGoneAndShowsItsNewStateWhenItIsBack() throws Exception {
    Path state = directory.resolve("state");
    try (Cord cord = new Cord(() -> {});
        RunningDaemon first = RunningDaemon.start(state)) {
      daemon = first;
      cord.hubListensAt(first.adminPort());
      browser.open(cord.deviceDials());
      RunningDevice device = connected();
      browser.goTo("#/device/" + device.ski().hex());
      first.program().kill();
      cord.unplugHub();
      cord.reset();
      browser.sees("[role=status]", "No connection to the hub");
      browser.sees("[data-live=no]");
      assertFalse(browser.sees("[data-deed=unpair]").isEnabled());
      device.close();
      try (RunningDaemon second = RunningDaemon.start(state)) {
        cord.hubListensAt(second.adminPort());
        browser.seesNo("[role=status] p");
        browser.seesNo(state(device.ski(), "connected"));
        assertTrue(browser.sees("[data-deed=unpair]").isEnabled());
        browser.open(usual.adminPort());
      }
    }
  }

  @Test
  void aDialogueThatIsLeftLeavesNothingBehind() throws Exception {
    RunningDevice device = caller();
    Ski unknown = new Ski("a1b2c3d4e5000000000000000000000000000001");
    browser.sees(state(device.ski(), "waiting-for-trust"));
    browser.presses(card(device.ski()) + "[data-deed=pair]");
    browser.types("#pin", PIN);
    browser.hits(Keys.ESCAPE);
    browser.seesNo("dialog");
    browser.presses(card(device.ski()) + "[data-deed=pair]");
    assertEquals("", browser.sees("#pin").getDomProperty("value"));
    browser.types("#pin", PIN);
    browser.goTo("#/pairing");
    browser.seesNo("dialog");
    browser.types("#code", unknown.hex());
    browser.presses("[data-form=code] button");
    browser.sees("dialog .ski", unknown.grouped());
    browser.presses("dialog [data-deed=cancel]");
    browser.seesNo("dialog");
    assertEquals("[[],[],[],[],\"\"][]", browser.kept());
    assertFalse(browser.markup().contains(PIN));
    browser.goTo("#/devices");
    browser.sees(card(device.ski()));
    assertFalse(browser.markup().contains(unknown.hex()));
    assertEquals(Optional.of("unknown-device"), kindOf(daemon.device(unknown)));
    assertEquals(Optional.of("waiting-for-trust"), daemon.device(device.ski()).text("state"));
  }

  private static Optional<String> kindOf(JsonObject problem) {
    return problem.text("type").map(type -> type.substring(type.lastIndexOf(':') + 1));
  }

  @Test
  void theHandshakeIsDrawnMessageByMessageAndFramesComeAsTheyAreSent() throws Exception {
    RunningDevice device = connected();
    browser.goTo("#/device/" + device.ski().hex());
    browser.sees(".sequence li:first-child", "CMI");
    browser.sees(".sequence li.in", "connectionHello");
    browser.sees(".sequence li.out", "connectionHello");
    browser.sees(".sequence li.in", "accessMethods");
    browser.sees(".frames summary", "connectionHello");
    assertEquals(200, daemon.post("devices/" + device.ski() + "/disconnect", JsonObject.EMPTY));
    browser.sees(".frames summary", "connectionClose");
  }

  @Test
  void namesThatAreMarkupAreShownAsTheyAre() throws Exception {
    String name = "<img src=x onerror=alert(1)>";
    RunningDevice device =
        RunningDevice.start(daemon.ski(), "--profile", "wallbox", "--instance", name, "--no-dial");
    devices.add(device);
    browser.sees(card(device.ski()) + "h2", name);
    browser.goTo("#/device/" + device.ski().hex());
    browser.sees("h1", name);
    browser.sees(".facts li", name);
    browser.presses("[data-deed=pair]");
    browser.sees("dialog h2", name);
    assertFalse(browser.has("img, script:not([src])"));
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  void theKeyboardAloneIsEnoughToPair() throws Exception {
    RunningDevice device = caller();
    browser.tabsTo(card(device.ski()) + "[data-deed=pair]");
    browser.hits(Keys.ENTER);
    browser.tabsTo("dialog [data-deed=confirm]");
    browser.hits(Keys.SPACE);
    browser.seesNo("dialog");
    browser.sees(state(device.ski(), "connected"));
  }

  @Test
  void languageAndColoursAreChosenAndAreAllThatIsKept() throws Exception {
    browser.chooses("language", "de");
    browser.sees("h1", "Geräte");
    browser.chooses("colours", "dark");
    browser.open(daemon.adminPort());
    browser.sees("h1", "Geräte");
    assertEquals(
        "dark", browser.script("return getComputedStyle(document.documentElement).colorScheme"));
    String kept = browser.kept();
    assertTrue(kept.contains("[\"language\",\"de\"]"), kept);
    assertTrue(kept.contains("[\"colours\",\"dark\"]"), kept);
    assertTrue(kept.endsWith("]],[],[],[],\"\"][]"), kept);
  }
}
