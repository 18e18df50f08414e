package dev.shiphub.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.tidy.ShownCommands.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No page shows a command, an option, a profile or a file that does not exist. */
final class ShownCommandsTest {
  private static final CommandModel MODEL = new CommandModel();
  private static final Pattern PROFILE = Pattern.compile("(?:^| )-P ?(\\S+)");
  private static final Pattern PROPERTY = Pattern.compile("(?:^| )-D([\\w.]+)");
  private static final Pattern FILE =
      Pattern.compile("(?<![\\w/])(?:\\.\\.?/)?(packaging/[\\w./-]*\\w)");
  private static final Pattern READ =
      Pattern.compile("(?:get\\w+\\(|MadePage\\(\\s*\"[\\w.-]+\",)\\s*\"([\\w.]+)\"");
  private static final Pattern DECLARED =
      Pattern.compile("<profile>\\s*(?:<!--.*?-->\\s*)?<id>([^<]+)</id>", Pattern.DOTALL);

  /** Maven's own. */
  private static final Set<String> KNOWN_PROPERTIES = Set.of("skipTests", "skipITs", "test");

  /** Fewer would say that pages are not read any more. */
  private static final int COMMANDS_AT_LEAST = 80;

  @Test
  void everyCommandThatIsShownCanBeTyped() throws IOException {
    assertEquals(List.of(), commandFaults(pages()));
    int seen =
        pages().entrySet().stream()
            .mapToInt(page -> ShownCommands.in(page.getKey(), page.getValue()).size())
            .sum();
    assertTrue(seen >= COMMANDS_AT_LEAST, seen + " commands");
  }

  @Test
  void aCommandThatDoesNotExistIsFound() {
    String page =
        """
        Type `shiphub statsu`, or `shiphub why`, or `systemctl status shiphub -l`.

        ```
        $ ./shiphub devices --watch | tee x     # and so on; or --nothing
        SKI=$(./shiphub identity shw)
        echo x | shiphub trace 0ed0d3 --format xml > trace
        shiphub device
        to let it in: shiphub pair 0ed0d3 now
        shiphub sim device --trust $(shiphub identity show | grep x) --profil wallbox
        ```

        | command | what it does |
        | --- | --- |
        | `why SKI [--lang en\\|de]`, `events [--folow]` | tells |
        """;
    assertEquals(
        List.of(
            "p.md:14: no option --folow in events --folow",
            "p.md:1: no such command in statsu",
            "p.md:5: no such command in identity shw",
            "p.md:6: no such value of --format in trace 0ed0d3 --format xml",
            "p.md:7: too little in device",
            "p.md:8: too much in pair 0ed0d3 now",
            "p.md:9: no option --profil in sim device --trust INNER --profil wallbox"),
        commandFaults(Map.of("p.md", page)));
  }

  @Test
  void everyProfileAndPropertyOfMavenThatIsShownExists() throws IOException {
    assertEquals(List.of(), mavenFaults(pages(), poms(), testSources()));
  }

  @Test
  void aProfileOrPropertyThatDoesNotExistIsFound() {
    String page = "`mvn verify -P brwser`, `-P soak -Dminutes=2`, `mvn verify -Dminute=2`";
    String poms = "<profile>\n<!-- x -->\n<id>soak</id> ${minutes}";
    assertEquals(
        List.of("p.md:1: no profile brwser", "p.md:1: no property minute"),
        mavenFaults(Map.of("p.md", page), poms, ""));
  }

  @Test
  void everyFileOfPackagingThatIsShownIsThere() throws IOException {
    assertEquals(List.of(), fileFaults(pages()));
  }

  @Test
  void aFileThatIsNotThereIsFound() {
    String page = "`packaging/try-units`, [x](../packaging/y.lua), packaging/try-unit.\n";
    assertEquals(
        List.of("p.md:1: no packaging/try-units", "p.md:1: no packaging/y.lua"),
        fileFaults(Map.of("p.md", page + "ls packaging/target/*.deb")));
  }

  private static List<String> commandFaults(Map<String, String> pages) {
    List<String> faults = new ArrayList<>();
    pages.forEach(
        (page, text) ->
            ShownCommands.in(page, text)
                .forEach(
                    shown ->
                        MODEL
                            .fault(shown.words(), shown.isWhole())
                            .map(why -> why + " in " + String.join(" ", shown.words()))
                            .ifPresent(fault -> faults.add(shown.place() + ": " + fault))));
    return faults;
  }

  private static List<String> mavenFaults(Map<String, String> pages, String poms, String tests) {
    Set<String> profiles =
        DECLARED.matcher(poms).results().map(found -> found.group(1)).collect(Collectors.toSet());
    Set<String> read =
        READ.matcher(tests).results().map(found -> found.group(1)).collect(Collectors.toSet());
    List<String> faults = new ArrayList<>();
    for (Code code : code(pages)) {
      if (!code.text().matches(".*\\bmvn .*|-[DP].*")) {
        continue;
      }
      all(PROFILE, code)
          .filter(name -> !profiles.contains(name))
          .forEach(name -> faults.add(code.place() + ": no profile " + name));
      all(PROPERTY, code)
          .filter(name -> !KNOWN_PROPERTIES.contains(name))
          .filter(name -> !poms.contains("${" + name + "}") && !read.contains(name))
          .forEach(name -> faults.add(code.place() + ": no property " + name));
    }
    return faults;
  }

  /** In prose and links, too. */
  private static List<String> fileFaults(Map<String, String> pages) {
    List<String> faults = new ArrayList<>();
    pages.forEach(
        (page, text) -> {
          List<String> lines = text.lines().toList();
          for (int i = 0; i < lines.size(); i++) {
            String place = page + ":" + (i + 1);
            FILE.matcher(lines.get(i))
                .results()
                .map(file -> file.group(1))
                .filter(file -> !file.startsWith("packaging/target"))
                .filter(file -> !Files.exists(Sources.root().resolve(file)))
                .forEach(file -> faults.add(place + ": no " + file));
          }
        });
    return faults;
  }

  private static Stream<String> all(Pattern pattern, Code code) {
    return pattern.matcher(code.text()).results().map(found -> found.group(1));
  }

  private static List<Code> code(Map<String, String> pages) {
    return pages.entrySet().stream()
        .flatMap(page -> ShownCommands.code(page.getKey(), page.getValue()).stream())
        .toList();
  }

  /** The pages for readers: those at the root, and those in docs. */
  private static Map<String, String> pages() throws IOException {
    Map<String, String> pages = new TreeMap<>();
    for (Path folder : List.of(Sources.root(), Sources.root().resolve("docs"))) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(each -> each.toString().endsWith(".md")).toList()) {
          pages.put(Sources.root().relativize(file).toString(), Files.readString(file));
        }
      }
    }
    pages.remove("CHANGELOG.md");
    return pages;
  }

  private static String poms() throws IOException {
    StringBuilder poms = new StringBuilder();
    try (Stream<Path> files =
        Files.find(Sources.root(), 3, (file, _) -> file.endsWith("pom.xml"))) {
      for (Path file : files.toList()) {
        poms.append(Files.readString(file));
      }
    }
    return poms.toString();
  }

  private static String testSources() {
    return Sources.tests().stream().map(Sources.Source::text).collect(Collectors.joining());
  }
}
