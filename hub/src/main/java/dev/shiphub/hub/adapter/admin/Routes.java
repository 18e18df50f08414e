package dev.shiphub.hub.adapter.admin;

import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The table of all that the API can do: later parts add rows. */
final class Routes {
  private static final String OPTIONS = "OPTIONS";

  private final List<Route> routes;

  Routes(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  /** Whether a request is for what everybody may use. */
  boolean isOpen(AdminRequest request) {
    return routes.stream()
        .anyMatch(
            route ->
                route.isOpen()
                    && route.method().equals(request.method())
                    && route.match(request.path()).isPresent());
  }

  /** What came of a request: a reply, or the methods that there are for its path. */
  Reply answer(AdminRequest request) throws InterruptedException {
    Set<String> methods = new LinkedHashSet<>();
    for (Route route : routes) {
      Optional<String> found = route.match(request.path());
      if (found.isPresent() && route.method().equals(request.method())) {
        return route.action().answer(request.with(found.get()));
      }
      found.ifPresent(_ -> methods.addAll(methods(route)));
    }
    if (methods.isEmpty()) {
      return noSuchPath();
    }
    methods.add(OPTIONS);
    return request.method().equals(OPTIONS)
        ? new Reply.Content(
            200, Map.of("Allow", String.join(", ", methods)), ByteBuffer.allocate(0))
        : new Reply.WrongMethod(List.copyOf(methods));
  }

  /** Whatever can be had, can be had without its body. */
  private static List<String> methods(Route route) {
    return route.method().equals("GET") ? List.of("GET", "HEAD") : List.of(route.method());
  }

  /** All of them. */
  List<Route> all() {
    return routes;
  }

  private static Problem noSuchPath() {
    return Problem.of(
        404,
        "unknown-path",
        "There is nothing here",
        "this path is none of the API",
        "see /openapi.yaml for all that there is");
  }
}
