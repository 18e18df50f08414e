package dev.shiphub.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packages as users have them. */
@Tag("package")
@Timeout(600)
final class PackageIT {
  private static final Path HERE = Path.of(System.getProperty("shiphub.root"), "packaging");
  private static final Path STAGED = HERE.resolve("target/staged");

  @TempDir private Path directory;

  /** Runs a command to its end; returns what it said. */
  private static String said(int code, ProcessBuilder command)
      throws IOException, InterruptedException {
    Process process = command.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(code, process.waitFor(), said);
    return said;
  }

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(STAGED.resolve(folder))) {
      return files.sorted().toList();
    }
  }

  @Test
  void installUpgradeRemoveAndPurgeKeepAndLeaveWhatTheyShould() throws Exception {
    System.out.println(said(0, new ProcessBuilder(HERE.resolve("try-packages").toString())));
  }

  @Test
  void noManualPageHasAnythingToComplainAbout() throws Exception {
    List<Path> pages = files("man");
    assertTrue(pages.size() > 20, pages.toString());
    for (Path page : pages) {
      assertEquals(
          "", said(0, new ProcessBuilder("mandoc", "-Tlint", "-Wwarning", page.toString())));
    }
  }

  @Test
  void bashCompletesCommandsOfHubAndSimulator() throws Exception {
    assertEquals("pair\n", completed("shiphub", "pa"));
    assertEquals("conform\n", completed("shiphub", "sim", "con"));
    assertEquals("--log-format\n", completed("shiphub", "run", "--log"));
  }

  private static String completed(String... words) throws IOException, InterruptedException {
    String script =
        """
        . "$1"; shift
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
        _complete_shiphub 2>/dev/null
        printf '%s\\n' "${COMPREPLY[@]}"
        """;
    List<String> command =
        new ArrayList<>(
            List.of("bash", "-c", script, "bash", STAGED.resolve("completion").toString()));
    command.addAll(List.of(words));
    return said(0, new ProcessBuilder(command));
  }

  // A library that wants another module is noticed here, and not by a user.
  @Test
  void theRuntimeHasEveryModuleThatTheProgramUses() throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--multi-release=25",
                "--ignore-missing-deps",
                "--list-deps",
                "--class-path=" + STAGED.resolve("jars") + "/*"));
    files("jars").forEach(jar -> arguments.add(jar.toString()));
    StringWriter said = new StringWriter();
    PrintWriter words = new PrintWriter(said);
    ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
    assertEquals(0, jdeps.run(words, words, arguments.toArray(String[]::new)), said::toString);
    Set<String> used =
        said.toString()
            .lines()
            .map(String::strip)
            .filter(line -> line.matches("(java|jdk)\\.[a-z.]+"))
            .collect(Collectors.toCollection(HashSet::new));
    assertTrue(used.contains("java.base"), used.toString());
    // Bouncy Castle reads keys from databases, too, if asked to.
    used.remove("java.sql");
    used.removeAll(RuntimeImage.MODULES);
    assertEquals(Set.of(), used);
  }

  @Test
  void theRuntimeIsAJava25WithOnlyTheProvidersThatItHas() throws Exception {
    String java = STAGED.resolve("runtime/bin/java").toString();
    assertTrue(said(0, new ProcessBuilder(java, "-version")).contains("\"25"));
    List<String> providers =
        Files.readAllLines(STAGED.resolve("runtime/conf/security/java.security")).stream()
            .filter(line -> line.startsWith("security.provider."))
            .map(line -> line.substring(line.indexOf('=') + 1))
            .toList();
    assertEquals(List.of("SUN", "SunRsaSign", "SunEC", "SunJSSE", "SunJCE"), providers);
  }

  @Test
  void a32BitSystemIsRefusedWithASentence() throws Exception {
    Path getconf = directory.resolve("getconf");
    Files.writeString(getconf, "#!/bin/sh\necho 32\n");
    Files.setPosixFilePermissions(getconf, PosixFilePermissions.fromString("rwx------"));
    ProcessBuilder launcher =
        new ProcessBuilder(HERE.resolveSibling("shiphub").toString(), "--version");
    launcher.environment().merge("PATH", directory + ":", (path, first) -> first + path);
    String said = said(1, launcher);
    assertTrue(said.contains("64-bit Raspberry Pi OS (trixie)"), said);
    assertEquals(1, said.lines().count(), said);
  }

  // The reader of a result is a program.
  @Test
  void whatTheJvmSaysIsNotOnStdout() throws Exception {
    ProcessBuilder launcher =
        new ProcessBuilder("sh", "-c", HERE.resolveSibling("shiphub") + " --version 2>/dev/null");
    launcher.environment().put("SHIPHUB_JAVA_OPTS", "-XX:AOTCache=" + directory + "/none");
    String said = said(0, launcher);
    assertFalse(said.contains("AOT"), said);
    assertEquals(1, said.lines().count(), said);
  }

  @Test
  void theOptionsOfTheAddOnBecomeAConfigurationThatTheDaemonTakes() throws Exception {
    String printed =
        configured(
            """
            {"interfaces": ["end0"], "pin": "C0FFEE01", "log_level": "debug",
             "more": "limits:\\n  strangers: 3\\n"}
            """);
    assertTrue(printed.contains("interfaces: [end0]"), printed);
    assertTrue(printed.contains("level: debug"), printed);
    assertTrue(printed.contains("strangers: 3"), printed);
    assertTrue(configured("{}").contains("interfaces: []"));
  }

  /** What the daemon makes of the options. */
  private String configured(String options) throws IOException, InterruptedException {
    Files.writeString(directory.resolve("options.json"), options);
    Path shiphub = directory.resolve("shiphub");
    Files.writeString(
        shiphub, "#!/bin/sh\nexec " + HERE.resolveSibling("shiphub") + " \"$@\" --print-config\n");
    Files.setPosixFilePermissions(shiphub, PosixFilePermissions.fromString("rwx------"));
    ProcessBuilder run =
        new ProcessBuilder(HERE.resolve("home-assistant/shiphub/run.sh").toString());
    run.environment().put("DATA", directory.toString());
    run.environment().merge("PATH", directory + ":", (path, first) -> first + path);
    return said(0, run);
  }
}
