package dev.shiphub.hub.adapter.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The OpenAPI document and the routes of the server are the same. */
final class ApiDocumentTest {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  /** What the document describes and others build; empty when all has come. */
  private static final Set<String> PROMISED =
      Set.of(
          "GET /",
          "GET /page/{}",
          "GET /metrics",
          "GET /api/v1/audit",
          "GET /api/v1/debug",
          "GET /api/v1/devices/{}/trace",
          "GET /api/v1/devices/{}/why",
          "GET /api/v1/identity/qr.svg",
          "POST /api/v1/devices/{}/debug");

  @TempDir private Path directory;
  private Wired wired;

  /** One that demands tokens: it has the most. */
  @BeforeEach
  void open() throws IOException {
    TokenFile file = new TokenFile(directory.resolve("tokens"));
    file.add("laptop", new SecureRandom());
    wired =
        new Wired(
            new Doorway(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Set.of(),
                Optional.of(new Doorway.Lock(Tokens.in(file), new SecureRandom())),
                Optional.empty()));
  }

  @AfterEach
  void close() {
    wired.close();
  }

  /** As everybody can read it. */
  private Map<?, ?> document() {
    RawHttp.Response answer = wired.http().get("/openapi.yaml");
    assertEquals("application/yaml", answer.headers().get("content-type"));
    return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(answer.body());
  }

  /** Method and path, with braces for what stands for any segment. */
  private Set<String> described() {
    Map<?, ?> paths = (Map<?, ?>) document().get("paths");
    return paths.entrySet().stream()
        .flatMap(
            path ->
                ((Map<?, ?>) path.getValue())
                    .keySet().stream()
                        .map(String::valueOf)
                        .filter(METHODS::contains)
                        .map(method -> words(method, String.valueOf(path.getKey()))))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String words(String method, String path) {
    return method.toUpperCase(Locale.ROOT) + " " + path.replaceAll("\\{[^}]*}", "{}");
  }

  private Set<String> served() {
    return wired.server.routes().all().stream()
        .map(route -> route.method() + " /" + String.join("/", route.path()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> without(Set<String> some, Set<String> others) {
    return some.stream()
        .filter(it -> !others.contains(it))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyRouteIsDescribed() {
    assertEquals(Set.of(), without(served(), described()));
  }

  @Test
  void everyPathThatIsDescribedIsServed() {
    assertEquals(Set.of(), without(without(described(), served()), PROMISED));
  }

  // Else the list of promises would outlive them.
  @Test
  void whatIsPromisedIsNotThereYet() {
    assertEquals(Set.of(), without(PROMISED, without(PROMISED, served())));
  }

  @Test
  void everyOperationHasANameOfItsOwn() {
    List<String> names =
        ((Map<?, ?>) document().get("paths"))
            .values().stream()
                .flatMap(path -> ((Map<?, ?>) path).values().stream())
                .flatMap(
                    operation ->
                        operation instanceof Map<?, ?> it
                            ? Stream.of(String.valueOf(it.get("operationId")))
                            : Stream.of())
                .toList();
    assertEquals(names.size(), Set.copyOf(names).size());
  }
}
