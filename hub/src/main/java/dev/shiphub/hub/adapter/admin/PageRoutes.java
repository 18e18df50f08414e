package dev.shiphub.hub.adapter.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The web page: files that hold no secret, so that a browser that is not logged in can show where
 * to log in. All that they show comes from the API. Any thread.
 */
final class PageRoutes {
  /** What the page is made of. */
  static final List<String> FILES =
      List.of(
          "index.html",
          "page.css",
          "mark.svg",
          "main.js",
          "dom.js",
          "api.js",
          "link.js",
          "choices.js",
          "words.js",
          "words-en.js",
          "words-de.js",
          "time.js",
          "device-mark.js",
          "devices.js",
          "device.js",
          "timeline.js",
          "sequence.js",
          "frames.js",
          "pairing.js",
          "question.js",
          "identity.js",
          "doctor.js",
          "decisions.js",
          "login.js");

  private final Map<String, PageFile> files;

  private PageRoutes(Map<String, PageFile> files) {
    this.files = Map.copyOf(files);
  }

  static PageRoutes load() {
    return new PageRoutes(
        FILES.stream()
            .map(PageFile::load)
            .collect(Collectors.toMap(PageFile::name, Function.identity())));
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(Route.open("GET", "/", request -> answer("index.html", request)));
    routes.add(Route.open("GET", "/page/{}", request -> answer(request.argument(), request)));
    return routes;
  }

  private Reply answer(String name, AdminRequest request) {
    Optional<PageFile> file = Optional.ofNullable(files.get(name));
    return file.isPresent()
        ? file.get().answer(request.ifNoneMatch())
        : Problem.of(
            404,
            "unknown-path",
            "There is nothing here",
            "the page has no such file",
            "load / anew");
  }
}
