package dev.shiphub.hub.adapter.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.adapter.admin.RawHttp.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of the web page, and how they are served. What the page does is in BrowserIT. */
final class PageRoutesTest {
  private static final Path SOURCE =
      Path.of(System.getProperty("shiphub.root", ".."))
          .resolve("hub/src/main/resources/dev/shiphub/hub/adapter/admin/page");
  private static final int HEAVIEST = 300_000;

  private final Wired wired = new Wired();
  private final RawHttp http = wired.http();

  @AfterEach
  void close() {
    wired.close();
  }

  private static String source(String name) throws IOException {
    return Files.readString(SOURCE.resolve(name));
  }

  private static Set<String> keys(String dictionary) throws IOException {
    return all("(?m)^  '([^']+)': '", source(dictionary));
  }

  private static Set<String> all(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String scripts() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String name : PageRoutes.FILES) {
      if (name.endsWith(".js") && !name.startsWith("words-")) {
        all.append(source(name));
      }
    }
    return all.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "/,              text/html; charset=utf-8",
    "/page/main.js,  text/javascript; charset=utf-8",
    "/page/page.css, text/css; charset=utf-8",
    "/page/mark.svg, image/svg+xml"
  })
  void everyFileHasItsTypeAndRunsNothingButWhatThisDaemonServes(String path, String type) {
    Response response = http.get(path);
    assertEquals(200, response.status());
    assertEquals(type, response.headers().get("content-type"));
    String policy = response.headers().getOrDefault("content-security-policy", "");
    assertTrue(policy.startsWith("default-src 'none'; script-src 'self';"), policy);
    assertFalse(policy.contains("unsafe"), policy);
    assertEquals("nosniff", response.headers().get("x-content-type-options"));
    assertEquals("DENY", response.headers().get("x-frame-options"));
  }

  @Test
  void aBrowserThatHasAFileIsToldSoAndGetsItAnewOnceItIsAnother() {
    String tag = http.get("/page/main.js").headers().get("etag");
    Response again = http.get("/page/main.js", "If-None-Match: " + tag);
    assertEquals(304, again.status());
    assertEquals("", again.body());
    assertEquals(tag, again.headers().get("etag"));
    assertEquals(200, http.get("/page/main.js", "If-None-Match: \"0123456789abcdef\"").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/page/", "/page/none.js", "/page/..%2fAdminServer.class", "/page.css"})
  void whatIsNoFileOfThePageIsNotServed(String path) {
    assertEquals(404, http.get(path).status());
  }

  @Test
  void whatThereIsIsServedAndNothingElse() throws IOException {
    try (Stream<Path> files = Files.list(SOURCE)) {
      assertEquals(
          PageRoutes.FILES.stream().sorted().toList(),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void thePageIsLight() {
    long octets =
        PageRoutes.FILES.stream().mapToLong(name -> PageFile.load(name).octets().remaining()).sum();
    assertTrue(octets < HEAVIEST, octets + " octets");
  }

  @Test
  void bothLanguagesSayTheSameThings() throws IOException {
    assertEquals(keys("words-en.js"), keys("words-de.js"));
  }

  @Test
  void bothLanguagesHaveTheSamePlacesToFillIn() throws IOException {
    List<String> english = places(source("words-en.js"));
    assertFalse(english.isEmpty());
    assertEquals(english, places(source("words-de.js")));
  }

  private static List<String> places(String dictionary) {
    return dictionary
        .lines()
        .filter(line -> line.contains("{"))
        .filter(line -> line.startsWith("  '"))
        .map(line -> line.split("'", -1)[1] + " " + all("(\\{\\d\\})", line))
        .toList();
  }

  @Test
  void whatIsSaidStandsInTheDictionary() throws IOException {
    Set<String> said = all("\\bsay\\('([^']+)'", scripts());
    assertTrue(said.size() > 20, said.toString());
    said.removeAll(keys("words-en.js"));
    assertEquals(Set.of(), said);
  }

  @Test
  void everyStateOfADeviceHasAWordAndAShape() throws IOException {
    Set<String> words = keys("words-en.js");
    String shapes = source("device-mark.js");
    for (DeviceState.Word state : DeviceState.Word.values()) {
      assertTrue(words.contains("state." + state.label()), state.label());
      assertTrue(shapes.matches("(?s).*\\s'?" + state.label() + "'?: \\['.*"), state.label());
    }
  }

  // Whatever comes from the network is text; the policy (trusted types) forbids the rest, too.
  @Test
  void noScriptMakesMarkupOfTextOrStoresMoreThanTheChoices() throws IOException {
    String scripts = scripts();
    assertEquals(
        Set.of(),
        all("(innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\b)", scripts));
    assertEquals(Set.of("language", "colours"), all("localStorage\\.getItem\\('(\\w+)'", scripts));
    assertEquals(Set.of(), all("(sessionStorage|indexedDB|document\\.cookie)", scripts));
    assertEquals(1, scripts.split("localStorage\\.setItem", -1).length - 1);
  }

  @Test
  void nothingIsLoadedFromElsewhere() throws IOException {
    for (String name : PageRoutes.FILES) {
      String elsewhere = source(name).replace("http://www.w3.org/2000/svg", "");
      assertEquals(Set.of(), all("(https?:|@import|url\\()", elsewhere), name);
    }
  }

  @Test
  void ourQrCodeIsAPicture() {
    Response response = http.get("/api/v1/identity/qr.svg");
    assertEquals(200, response.status());
    assertEquals("image/svg+xml", response.headers().get("content-type"));
    assertTrue(response.body().contains("<path d=\"M"), response.body());
  }
}
