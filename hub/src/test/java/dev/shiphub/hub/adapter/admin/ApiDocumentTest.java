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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
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

  /** Its paths, as everybody can read them. */
  private Map<?, ?> paths() {
    RawHttp.Response answer = wired.http().get("/openapi.yaml");
    assertEquals("application/yaml", answer.headers().get("content-type"));
    Map<?, ?> document =
        (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(answer.body());
    return (Map<?, ?>) Objects.requireNonNull(document.get("paths"));
  }

  /** Method and path of each operation, with braces for what stands for any segment. */
  private Set<String> described() {
    return described(_ -> true);
  }

  /** What is described, and not there yet. */
  private Set<String> promised() {
    return described(operation -> Boolean.TRUE.equals(operation.get("x-promised")));
  }

  private Set<String> described(Predicate<Map<?, ?>> which) {
    return paths().entrySet().stream()
        .flatMap(
            path ->
                ((Map<?, ?>) path.getValue())
                    .entrySet().stream()
                        .filter(it -> METHODS.contains(String.valueOf(it.getKey())))
                        .filter(it -> which.test((Map<?, ?>) it.getValue()))
                        .map(it -> words(it.getKey(), path.getKey())))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String words(Object method, Object path) {
    return String.valueOf(method).toUpperCase(Locale.ROOT)
        + " "
        + String.valueOf(path).replaceAll("\\{[^}]*}", "{}");
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
    assertEquals(Set.of(), without(without(described(), served()), promised()));
  }

  // Else the mark would outlive the promise.
  @Test
  void whatIsPromisedIsNotThereYet() {
    assertEquals(Set.of(), without(promised(), without(promised(), served())));
  }

  /** Those without which nobody could log in, or know what there is. */
  @Test
  void whatIsNotOpenWantsATokenAndWhatIsOpenDoesNot() {
    Set<String> open = described(operation -> List.of().equals(operation.get("security")));
    Set<String> answered =
        without(described(), promised()).stream()
            .filter(
                operation -> {
                  String[] words = operation.replace("{}", "a1b2c3").split(" ", 2);
                  return wired.http().send(words[0], words[1], "").status() != 401;
                })
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(without(open, promised()), answered);
  }

  @Test
  void everyOperationHasANameOfItsOwn() {
    List<String> names =
        paths().values().stream()
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
