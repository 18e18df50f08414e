package dev.shiphub.hub.adapter.admin;

import java.util.List;
import java.util.Optional;

/**
 * One thing that the API can do.
 *
 * @param method of HTTP
 * @param path its segments; <code>{}</code> stands for any one
 * @param isOpen whether it can be done without a token
 * @param action what is done
 */
record Route(String method, List<String> path, boolean isOpen, Action action) {
  private static final String ANY = "{}";

  /** Fulfils a request. Called by the request's own thread. */
  @FunctionalInterface
  interface Action {
    Reply answer(AdminRequest request) throws InterruptedException;
  }

  static Route of(String method, String path, Action action) {
    return new Route(method, segments(path), false, action);
  }

  /** One that everybody may use. */
  static Route open(String method, String path, Action action) {
    return new Route(method, segments(path), true, action);
  }

  private static List<String> segments(String path) {
    return List.of(path.substring(1).split("/", -1));
  }

  /** What stands for <code>{}</code> if the path is this one's, empty text if nothing does. */
  Optional<String> match(List<String> segments) {
    if (segments.size() != path.size()) {
      return Optional.empty();
    }
    String found = "";
    for (int at = 0; at < path.size(); at++) {
      if (path.get(at).equals(ANY) && !segments.get(at).isEmpty()) {
        found = segments.get(at);
      } else if (!path.get(at).equals(segments.get(at))) {
        return Optional.empty();
      }
    }
    return Optional.of(found);
  }
}
