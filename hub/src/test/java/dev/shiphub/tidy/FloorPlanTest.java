package dev.shiphub.tidy;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.tidy.Sources.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may import whom. What this table does not allow is forbidden; ARCHITECTURE.md says why. */
final class FloorPlanTest {
  private static final String BASE = "dev.shiphub.";
  private static final Set<String> SHIP =
      Set.of(
          "ship",
          "ship.json",
          "ship.wire",
          "ship.discovery",
          "ship.qr",
          "ship.word",
          "ship.handshake",
          "ship.port",
          "ship.clock",
          "ship.file",
          "ship.identity",
          "ship.transport",
          "ship.mdns");

  /** Package to the packages of ours that it may import. */
  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          // ship-protocol, pure
          entry("ship", Set.of()),
          entry("ship.json", Set.of()),
          entry("ship.wire", Set.of("ship", "ship.json")),
          entry("ship.discovery", Set.of("ship")),
          entry("ship.qr", Set.of("ship")),
          entry("ship.word", Set.of()),
          entry("ship.handshake", Set.of("ship", "ship.wire")),
          entry("ship.port", Set.of("ship", "ship.wire", "ship.discovery")),
          // ship-protocol, shell
          entry("ship.clock", Set.of()),
          entry("ship.file", Set.of()),
          entry("ship.identity", Set.of("ship", "ship.file")),
          entry("ship.transport", Set.of("ship", "ship.port", "ship.discovery", "ship.identity")),
          entry("ship.mdns", Set.of("ship", "ship.port", "ship.discovery")),
          // hub
          entry("hub.core", Set.of("ship", "ship.discovery")),
          entry(
              "hub.session",
              Set.of("ship", "ship.json", "ship.wire", "ship.handshake", "ship.port")),
          entry("hub.why", Set.of("ship", "ship.discovery", "hub.core", "hub.session")),
          entry("hub.port", Set.of("ship", "ship.json", "ship.port", "hub.core", "hub.session")),
          entry(
              "hub.loop",
              Set.of(
                  "ship",
                  "ship.json",
                  "ship.wire",
                  "ship.discovery",
                  "ship.port",
                  "hub.core",
                  "hub.session",
                  "hub.port")),
          entry(
              "hub.adapter.file",
              Set.of(
                  "ship",
                  "ship.file",
                  "ship.identity",
                  "ship.json",
                  "ship.discovery",
                  "hub.core",
                  "hub.port")),
          entry("hub.doctor", Set.of("ship.json", "ship.discovery")),
          entry(
              "hub.adapter.doctor",
              Set.of(
                  "ship.discovery",
                  "ship.identity",
                  "ship.mdns",
                  "hub.doctor",
                  "hub.adapter.file")),
          entry("hub.trace", Set.of("ship", "ship.json", "ship.wire", "hub.core", "hub.port")),
          entry("hub.adapter.metrics", Set.of("ship", "ship.json", "hub.core", "hub.port")),
          entry("hub.adapter.http", Set.of()),
          entry(
              "hub.adapter.admin",
              Set.of(
                  "ship",
                  "ship.file",
                  "ship.json",
                  "ship.qr",
                  "ship.discovery",
                  "ship.port",
                  "hub.core",
                  "hub.session",
                  "hub.port",
                  "hub.why",
                  "hub.qr",
                  "hub.trace",
                  "hub.adapter.http")),
          entry(
              "hub.adapter.spine",
              Set.of("ship", "ship.json", "ship.port", "hub.core", "hub.port", "hub.spine")),
          entry("hub.adapter.mqtt", Set.of("ship", "ship.json", "hub.core", "hub.port")),
          entry("hub.adapter.systemd", Set.of("hub.core", "hub.port")),
          entry("hub.spine", Set.of("ship.json", "ship.wire")),
          entry("hub.qr", Set.of()),
          entry("hub.cli", Set.of("ship", "ship.json", "ship.qr", "hub.qr")));

  /** Library to the one package that may use it. */
  private static final Map<String, Set<String>> LIBRARY_OF =
      Map.ofEntries(
          entry("org.java_websocket", Set.of("ship.transport")),
          entry("javax.jmdns", Set.of("ship.mdns")),
          entry("org.bouncycastle", Set.of("ship.identity")),
          entry("com.fasterxml.jackson", Set.of("ship.json")),
          entry("com.sun.net.httpserver", Set.of()),
          entry("picocli", Set.of("hub.cli", "sim")),
          entry("org.snakeyaml", Set.of("hub", "sim.scenario")),
          entry("io.nayuki.qrcodegen", Set.of("hub.qr")),
          entry("io.prometheus", Set.of("hub.adapter.metrics")),
          entry("com.hivemq", Set.of("hub.adapter.mqtt")),
          entry("io.reactivex", Set.of("hub.adapter.mqtt")),
          entry("io.netty", Set.of()),
          entry(
              "javax.net.ssl",
              Set.of(
                  "ship.transport", "sim.raw", "hub.adapter.http", "hub.adapter.mqtt", "hub.cli")));

  /** The packages that only compute. */
  private static final Set<String> PURE =
      Set.of(
          "ship",
          "ship.json",
          "ship.wire",
          "ship.discovery",
          "ship.qr",
          "ship.word",
          "ship.handshake",
          "hub.core",
          "hub.doctor",
          "hub.qr",
          "hub.why",
          "hub.spine");

  /** A thread, socket, clock, logger or file, imported or spelled out. */
  private static final Pattern IMPURE =
      Pattern.compile(
          "\\b(java\\.net\\.|java\\.nio\\.(file|channels)\\.|java\\.util\\.(concurrent|logging)\\."
              + "|java\\.time\\.(Clock|InstantSource)|org\\.slf4j\\."
              + "|java\\.io\\.(File|RandomAccess|Console)|import (static java\\.|module ))");

  private static final Pattern IMPORT =
      Pattern.compile("^import (?:static )?([a-z_0-9.]+?)\\.[A-Z*]", Pattern.MULTILINE);
  private static final Pattern QUALIFIED = Pattern.compile("dev\\.shiphub\\.[a-z.]+\\.[A-Z]");

  @Test
  void everyPackageImportsOnlyWhatThePlanAllows() {
    assertEquals(List.of(), forbiddenImports(Sources.production()));
  }

  @Test
  void everyLibraryHasOnePackageThatKnowsIt() {
    assertEquals(List.of(), strayLibraries(Sources.production()));
  }

  // A fully qualified name would slip through the import table.
  @Test
  void nobodySpellsOutAPackageOfOursInCode() {
    assertEquals(List.of(), spelledOut(Sources.production()));
  }

  @Test
  void whatOnlyComputesKnowsNoThreadSocketClockLoggerOrFile() {
    assertEquals(List.of(), impurities(Sources.production()));
  }

  @Test
  void everyPackageHasARowInThePlan() {
    assertEquals(List.of(), unplanned(Sources.production()));
  }

  @Test
  void everyPackageSaysWhatItIs() {
    assertEquals(List.of(), undescribed(Sources.production()));
  }

  @Test
  void everyFileLiesWhereItsPackageSays() {
    assertEquals(List.of(), misplaced(Sources.production()));
  }

  /** Every rule finds the fault that it is there for. */
  @Nested
  final class FindsAPlanted {
    private static List<Source> planted(String home, String line) {
      String path = "m/src/main/java/dev/shiphub/" + home.replace('.', '/') + "/Planted.java";
      return List.of(Sources.planted(path, "package dev.shiphub." + home + ";\n" + line + "\n"));
    }

    @ParameterizedTest
    @CsvSource({
      "ship,             ship.wire.Frame",
      "ship.handshake,   ship.port.Transport",
      "ship.transport,   ship.mdns.JmdnsDiscovery",
      "hub.core,         ship.wire.ShipMessage",
      "hub.core,         hub.loop.HubLoop",
      "hub.session,      hub.core.HubCore",
      "hub.cli,          hub.core.HubCore",
      "hub,              sim.SimDevice",
      "sim,              hub.core.HubCore",
      "ship.transport,   hub.core.HubCore"
    })
    void forbiddenImport(String home, String target) {
      String line = "import dev.shiphub." + target + ";";
      assertEquals(1, forbiddenImports(planted(home, line)).size());
      assertEquals(
          1, forbiddenImports(planted(home, line.replace("import", "import static"))).size());
    }

    @ParameterizedTest
    @CsvSource({
      "hub.loop,      org.java_websocket.WebSocketImpl",
      "hub,           javax.jmdns.JmDNS",
      "ship.wire,     com.fasterxml.jackson.core.JsonFactory",
      "ship.transport,org.bouncycastle.cert.X509CertificateHolder",
      "hub.core,      picocli.CommandLine",
      "hub.cli,       com.sun.net.httpserver.HttpServer"
    })
    void strayLibrary(String home, String target) {
      assertEquals(1, strayLibraries(planted(home, "import " + target + ";")).size());
    }

    @Test
    void qualifiedName() {
      String line = "final class Planted { dev.shiphub.hub.core.HubCore core; }";
      assertEquals(1, spelledOut(planted("ship", line)).size());
    }

    @ParameterizedTest
    @CsvSource({
      "ship,           import java.net.Socket;",
      "ship.json,      import java.nio.file.Files;",
      "ship.wire,      import java.io.File;",
      "ship.discovery, import java.util.logging.Logger;",
      "ship.handshake, import java.util.concurrent.locks.ReentrantLock;",
      "hub.core,       import org.slf4j.Logger;",
      "hub.core,       import java.time.InstantSource;",
      "hub.core,       import static java.lang.Thread.sleep;",
      "hub.core,       import module java.net.http;",
      "hub.core,       class Planted { java.util.concurrent.Executor runner; }"
    })
    void thingOfTheOutsideWorld(String home, String line) {
      assertEquals(1, impurities(planted(home, line)).size());
      assertEquals(0, impurities(planted("hub.loop", line)).size());
    }

    @Test
    void packageOutsideOfThePlan() {
      assertEquals(1, unplanned(planted("hub.nowhere", "")).size());
    }

    @Test
    void packageWithoutADescription() {
      assertEquals(1, undescribed(planted("hub.core", "")).size());
    }

    @Test
    void fileInTheWrongFolder() {
      Source lost = Sources.planted("m/src/main/java/Lost.java", "package dev.shiphub.ship;");
      assertEquals(1, misplaced(List.of(lost)).size());
    }
  }

  private static List<String> forbiddenImports(List<Source> sources) {
    List<String> faults = new ArrayList<>();
    for (Source source : sources) {
      String home = ours(source.packageName());
      for (String target : imports(source)) {
        if (target.startsWith(BASE) && !mayImport(home, ours(target))) {
          faults.add(source.path() + ": " + home + " may not import " + ours(target));
        }
      }
    }
    return faults;
  }

  private static List<String> strayLibraries(List<Source> sources) {
    List<String> faults = new ArrayList<>();
    for (Source source : sources) {
      String home = ours(source.packageName());
      for (String target : imports(source)) {
        LIBRARY_OF.forEach(
            (library, homes) -> {
              if (target.startsWith(library) && !homes.contains(home)) {
                faults.add(source.path() + ": only " + homes + " may use " + library);
              }
            });
      }
    }
    return faults;
  }

  private static List<String> spelledOut(List<Source> sources) {
    List<String> faults = new ArrayList<>();
    for (Source source : sources) {
      String body = source.code().replaceAll("(?m)^(import|package) .*$", "");
      Matcher named = QUALIFIED.matcher(body);
      if (named.find()) {
        faults.add(source.path() + ": import " + named.group() + " instead of spelling it out");
      }
    }
    return faults;
  }

  private static List<String> impurities(List<Source> sources) {
    List<String> faults = new ArrayList<>();
    for (Source source : sources) {
      Matcher impure = IMPURE.matcher(source.code());
      if (PURE.contains(ours(source.packageName())) && impure.find()) {
        faults.add(source.path() + ":" + source.line(impure.start()) + ": " + impure.group());
      }
    }
    return faults;
  }

  private static List<String> unplanned(List<Source> sources) {
    return packages(sources).filter(home -> !isPlanned(home)).toList();
  }

  private static List<String> undescribed(List<Source> sources) {
    List<String> described =
        sources.stream()
            .filter(source -> source.name().equals("package-info"))
            .map(source -> ours(source.packageName()))
            .toList();
    return packages(sources).filter(home -> !described.contains(home)).toList();
  }

  private static List<String> misplaced(List<Source> sources) {
    return sources.stream()
        .filter(
            source ->
                !source
                    .path()
                    .getParent()
                    .endsWith(Path.of(source.packageName().replace('.', '/'))))
        .map(source -> source.path() + " is of package " + source.packageName())
        .toList();
  }

  private static Stream<String> packages(List<Source> sources) {
    return sources.stream().map(source -> ours(source.packageName())).distinct().sorted();
  }

  private static List<String> imports(Source source) {
    List<String> imports = new ArrayList<>();
    Matcher imported = IMPORT.matcher(source.code());
    while (imported.find()) {
      imports.add(imported.group(1));
    }
    return imports;
  }

  private static String ours(String packageName) {
    return packageName.startsWith(BASE) ? packageName.substring(BASE.length()) : packageName;
  }

  private static boolean isPlanned(String home) {
    return MAY_IMPORT.containsKey(home)
        || home.equals("hub")
        || home.equals("sim")
        || home.startsWith("sim.");
  }

  private static boolean mayImport(String home, String target) {
    if (home.equals(target)) {
      return true;
    }
    // The entries wire everything of their module; hub and simulator never know each other.
    if (home.equals("hub")) {
      return !target.startsWith("sim");
    }
    if (home.startsWith("sim")) {
      return SHIP.contains(target) || target.startsWith("sim");
    }
    return MAY_IMPORT.getOrDefault(home, Set.of()).contains(target);
  }
}
