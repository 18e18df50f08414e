package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.tidy.MadePage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the packaged program is made of, by its bill of materials (CycloneDX, made by the build):
 * nothing new, no other version and no other licence without somebody noticing. {@code
 * -Ddependencies.write=true} writes docs/dependencies.md, which pins each archive by its SHA-256.
 */
final class DependenciesIT {
  private static final MadePage PAGE = new MadePage("dependencies.md", "dependencies.write");
  private static final String HEAD =
      """
      # What the program is made of

      Made by `mvn verify -Ddependencies.write=true` from the bill of materials (CycloneDX 1.6), which the build writes to `hub/target/hub.cdx.json`; do not edit. The build fails if
      an archive in `hub/target/lib` is not the one that stands here, has a licence that is not allowed, or is not named in
      [docs/decisions](decisions/001-libraries.md), which says what each is for. Nothing else is shipped; what tests and the build use stands there, too.

      | archive | version | licence | size | why | SHA-256 |
      | --- | --- | --- | --- | --- | --- |
      """;
  private static final String FOOT =
      """

      **Known vulnerabilities** are looked up by hand, as the build does not depend on the network: hand the bill of materials to a scanner that reads CycloneDX, such as
      `trivy sbom hub/target/hub.cdx.json`, `grype sbom:hub/target/hub.cdx.json` or `osv-scanner scan -L hub/target/hub.cdx.json`; before each release, and when one is told of.
      """;
  private static final Set<String> LICENCES =
      new TreeSet<>(Set.of("Apache-2.0", "MIT", "MIT-0", "Bouncy Castle Licence"));
  private static final String OURS = "dev.shiphub";

  /**
   * An archive that is shipped.
   *
   * @param sha256 of the archive that was resolved, in hex
   */
  private record Part(String name, String version, List<String> licences, String sha256) {
    String archive() {
      return name + "-" + version + ".jar";
    }
  }

  private static Path root() {
    return Path.of(System.getProperty("shiphub.root"));
  }

  private static List<Part> parts() throws IOException {
    String bill = Files.readString(root().resolve("hub/target/hub.cdx.json"));
    return objects(Program.json(bill), "components")
        .filter(it -> !it.text("group").equals(Optional.of(OURS)))
        .map(DependenciesIT::part)
        .toList();
  }

  private static Part part(JsonObject component) {
    List<String> licences =
        objects(component, "licenses")
            .flatMap(it -> it.object("license").stream())
            .flatMap(it -> it.text("id").or(() -> it.text("name")).stream())
            .toList();
    String sha256 =
        objects(component, "hashes")
            .filter(it -> it.text("alg").equals(Optional.of("SHA-256")))
            .flatMap(it -> it.text("content").stream())
            .findFirst()
            .orElseThrow();
    return new Part(
        component.text("name").orElseThrow(),
        component.text("version").orElseThrow(),
        licences,
        sha256);
  }

  private static Stream<JsonObject> objects(JsonObject within, String member) {
    return within.items(member).orElse(List.of()).stream().map(JsonObject.class::cast);
  }

  private static List<String> archives(String module) throws IOException {
    try (Stream<Path> files = Files.list(root().resolve(module).resolve("target/lib"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("ship-protocol-"))
          .sorted()
          .toList();
    }
  }

  private static String row(Part part) {
    try {
      long size = Files.size(root().resolve("hub/target/lib").resolve(part.archive()));
      return "| %s | %s | %s | %,d kB | %s | `%s` |\n"
          .formatted(
              part.name(),
              part.version(),
              String.join(", ", part.licences()),
              (size + 999) / 1_000,
              why(part),
              part.sha256());
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** What docs/decisions says of it; empty if nothing. */
  private static String why(Part part) throws IOException {
    String plain = part.name().replace("-jdk18on", "").replace("jmdns", "JmDNS");
    try (Stream<String> lines = Files.lines(root().resolve("docs/decisions/001-libraries.md"))) {
      return lines
          .filter(line -> line.startsWith("|"))
          .map(line -> line.split("\\s*\\|\\s*", -1))
          .filter(cells -> cells[1].contains(plain))
          .map(cells -> cells[3])
          .findFirst()
          .orElse("");
    }
  }

  @Test
  void thePageShowsWhatIsShipped() throws IOException {
    String rows = parts().stream().map(DependenciesIT::row).collect(Collectors.joining());
    String licences = "\nLicences that are allowed: " + String.join(", ", LICENCES) + ".\n";
    PAGE.assertIs(HEAD + rows + licences + FOOT);
  }

  @Test
  void theBillNamesEveryArchiveThatIsShippedAndNoOther() throws IOException {
    List<String> named = parts().stream().map(Part::archive).sorted().toList();
    assertEquals(named, archives("hub"));
    assertEquals(
        List.of(), archives("device-sim").stream().filter(it -> !named.contains(it)).toList());
  }

  @Test
  void everyLicenceIsAllowed() throws IOException {
    List<Part> others =
        parts().stream()
            .filter(part -> part.licences().isEmpty() || !LICENCES.containsAll(part.licences()))
            .toList();
    assertEquals(List.of(), others);
  }

  @Test
  void nothingIsShippedThatNobodyDecidedFor() throws IOException {
    for (Part part : parts()) {
      assertFalse(why(part).isEmpty(), part + " stands in no row of docs/decisions");
    }
  }
}
