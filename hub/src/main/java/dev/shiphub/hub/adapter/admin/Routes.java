package dev.shiphub.hub.adapter.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of all that the API can do: later parts add rows. */
final class Routes {
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
    List<String> methods = new ArrayList<>();
    for (Route route : routes) {
      Optional<String> found = route.match(request.path());
      if (found.isPresent() && route.method().equals(request.method())) {
        return route.action().answer(request.with(found.get()));
      }
      found.ifPresent(_ -> methods.add(route.method()));
    }
    return methods.isEmpty() ? noSuchPath() : new Reply.WrongMethod(methods);
  }

  private static Problem noSuchPath() {
    return Problem.of(
        404,
        "unknown-path",
        "There is nothing here",
        "this path is none of the API",
        "the API begins with /api/v1: status, devices, peers, identity, events");
  }
}
