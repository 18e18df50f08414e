package dev.shiphub.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;

/** A real Chromium that shows the page of a daemon, as Debian has it. One thread. */
final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Dimension DESK = new Dimension(1_000, 800);
  private static final int PHONE_WIDTH = 360;
  private static final int PHONE_HEIGHT = 780;
  private static final String AXE = resource("/axe.min.js");

  /** Best practices are asked for, too, not only what WCAG demands. */
  private static final String ASK_AXE =
      """
      const done = arguments[arguments.length - 1];
      axe.run(document, { resultTypes: ['violations'] }).then(
        (found) => done(found.violations.flatMap((rule) => rule.nodes.map((node) =>
          rule.id + ': ' + node.target + ' ' + node.failureSummary))),
        (broken) => done([String(broken)]));
      """;

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts one with no memory of its own, English, on a desk. */
  static Browser start() {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(program("chromium"));
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--hide-scrollbars",
        "--lang=en-US");
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(Path.of(program("chromedriver")).toFile())
            .usingAnyFreePort()
            .build();
    Browser browser = new Browser(new ChromeDriver(service, options));
    browser.isOnADesk();
    return browser;
  }

  private static String program(String name) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("no " + name + " on the PATH; apt install chromium-driver"))
        .toString();
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(Browser.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  /** Shows the page behind this port of the loopback interface, anew. */
  void open(int port) {
    driver.get("http://127.0.0.1:" + port + "/");
  }

  void isOnADesk() {
    driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    driver.manage().window().setSize(DESK);
  }

  void isAPhone() {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width", PHONE_WIDTH, "height", PHONE_HEIGHT, "deviceScaleFactor", 1, "mobile", true));
  }

  /** From now on the system likes dark or light colours. */
  void systemPrefers(String colours) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
  }

  /** Goes to a part of the page, as a bookmark would. */
  void goTo(String hash) {
    script("location.hash = arguments[0]", hash);
  }

  Object script(String text, Object... arguments) {
    Object answer = driver.executeScript(text, arguments);
    return answer == null ? "" : answer;
  }

  /** Waits until this is shown. */
  WebElement sees(String css) {
    return awaitOne(css, WebElement::isDisplayed);
  }

  /** Waits until this is shown and says that. */
  WebElement sees(String css, String text) {
    return awaitOne(css, it -> it.isDisplayed() && it.getText().contains(text));
  }

  /** Waits until there is no such thing. */
  void seesNo(String css) {
    awaitTrue("no " + css, () -> all(css).isEmpty());
  }

  boolean has(String css) {
    return !all(css).isEmpty();
  }

  private List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  /** Presses a button or follows a link, as soon as that can be done. */
  void presses(String css) {
    awaitOne(css, it -> it.isDisplayed() && it.isEnabled()).click();
  }

  /** Types into a field that has nothing in it. */
  void types(String css, String text) {
    sees(css).sendKeys(text);
  }

  /** Types wherever the keyboard is. */
  void hits(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** Goes on with the tabulator until this has the keyboard. */
  void tabsTo(String css) {
    sees(css);
    for (int hit = 0; hit < 60; hit++) {
      if (isActive(css)) {
        return;
      }
      hits(Keys.TAB);
    }
    throw new AssertionError("the keyboard does not get to " + css);
  }

  private boolean isActive(String css) {
    return Boolean.TRUE.equals(script("return document.activeElement.matches(arguments[0])", css));
  }

  /** Chooses among the languages or the colours. */
  void chooses(String what, String value) {
    sees("select[name=" + what + "] option[value=" + value + "]").click();
  }

  String text(String css) {
    return sees(css).getText();
  }

  /** All that is on the page and in it. */
  String markup() {
    return String.valueOf(driver.getPageSource());
  }

  private WebElement awaitOne(String css, Predicate<WebElement> wanted) {
    return patiently("see " + css, () -> all(css).stream().filter(wanted).findFirst())
        .orElseThrow();
  }

  private <T> Optional<T> patiently(String what, Callable<Optional<T>> look) {
    return await(what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .ignoreException(StaleElementReferenceException.class)
        .until(look, Optional::isPresent);
  }

  void awaitTrue(String what, Callable<Boolean> condition) {
    await(what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .ignoreException(StaleElementReferenceException.class)
        .until(condition);
  }

  /** What axe-core finds wrong with what is shown. */
  List<String> violations() {
    driver.executeScript(AXE);
    List<String> found = new ArrayList<>();
    if (driver.executeAsyncScript(ASK_AXE) instanceof List<?> list) {
      list.forEach(it -> found.add(String.valueOf(it)));
    }
    return found;
  }

  /** Whatever the page keeps in this browser, cookies included. */
  String kept() {
    return driver.executeAsyncScript(
            """
            const done = arguments[arguments.length - 1];
            indexedDB.databases().then((databases) => caches.keys().then((names) => done(JSON.stringify(
              [Object.entries(localStorage), Object.entries(sessionStorage), databases, names, document.cookie]))));
            """)
        + driver.manage().getCookies().toString();
  }

  /** Forgets what was chosen, and all cookies. */
  void forgets() {
    script("localStorage.clear()");
    driver.manage().deleteAllCookies();
  }

  /**
   * What the browser complains about: scripts that broke, and what the policy has kept off. That
   * the API has no such thing is an answer.
   */
  List<String> complaints() {
    return driver.manage().logs().get("browser").getAll().stream()
        .filter(entry -> !entry.getMessage().contains("status of 404"))
        .map(entry -> entry.getLevel() + " " + entry.getMessage())
        .toList();
  }

  /** What it has complained about so far was not about this. */
  void forgetsComplaints() {
    complaints();
  }

  /** Keeps what is shown for docs/page.md, if it was asked to. */
  void keepsPicture(String name) throws IOException {
    if (Boolean.getBoolean("browser.write")) {
      Path picture = Program.root().resolve("docs/pictures").resolve(name + ".png");
      Files.createDirectories(picture.getParent());
      Files.write(picture, driver.getScreenshotAs(OutputType.BYTES));
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
