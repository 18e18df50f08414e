package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.adapter.http.HttpAnswer;
import dev.shiphub.hub.adapter.http.HttpFault;
import dev.shiphub.hub.adapter.http.HttpHandler;
import dev.shiphub.hub.adapter.http.HttpRequest;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Translates between HTTP and the {@link Routes}. Called by a virtual thread per connection. */
final class AdminHandler implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(AdminHandler.class);

  private final Gate gate;
  private final Optional<Access> access;
  private final Routes routes;
  private final EventFeed feed;
  private final Seats seats;
  private final InstantSource steady;

  /**
   * @param access empty if everybody may use it who reaches it
   */
  AdminHandler(
      Gate gate,
      Optional<Access> access,
      Routes routes,
      EventFeed feed,
      Seats seats,
      InstantSource steady) {
    this.gate = gate;
    this.access = access;
    this.routes = routes;
    this.feed = feed;
    this.seats = seats;
    this.steady = steady;
  }

  @Override
  public HttpAnswer answer(HttpRequest request) throws InterruptedException {
    try {
      return switch (identified(request)) {
        case Problem problem -> Answers.problem(problem);
        case Caller caller -> answer(request, caller);
      };
    } catch (RuntimeException bug) {
      LOG.error("{} {}", request.method(), request.target().getPath(), bug);
      return Answers.problem(Problem.internal());
    }
  }

  private Identified identified(HttpRequest request) {
    Optional<Problem> refusal =
        gate.refusal(
                request.method(),
                request.target(),
                request::values,
                request.local(),
                request.isSecret() ? "https" : "http")
            .or(() -> Gate.refusalOfBody(request.body().hasRemaining(), request::values));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    return access.isPresent()
        ? access.get().identify(request, steady.instant())
        : Caller.nameless(request.client(), request.isSecret());
  }

  private HttpAnswer answer(HttpRequest http, Caller caller) throws InterruptedException {
    AdminRequest request = request(http, caller);
    if (access.isPresent() && caller.token().isEmpty() && !routes.isOpen(request)) {
      return Answers.problem(Access.missing());
    }
    return switch (routes.answer(request)) {
      case Reply.Document _ when !Acceptance.isJson(http) -> Answers.problem(Acceptance.refusal());
      case Reply.Document(int status, JsonObject body) -> Answers.document(status, body);
      case Reply.Content content -> Answers.content(content);
      case Reply.Cookie(String cookie, JsonObject body) -> Answers.cookie(cookie, body);
      case Reply.WrongMethod wrong -> Answers.wrongMethod(wrong);
      case Reply.Feed(long after) -> follow(caller, after);
      case Reply.Live(String type, LiveBody body) -> follow(caller, type, body);
      case Problem problem -> Answers.problem(problem);
    };
  }

  @Override
  public HttpAnswer.Whole refusal(HttpFault fault) {
    return Answers.problem(Answers.problem(fault));
  }

  private static AdminRequest request(HttpRequest request, Caller caller) {
    URI target = request.target();
    return new AdminRequest(
        request.method().equals("HEAD") ? "GET" : request.method(),
        segments(target.getRawPath()),
        "",
        query(target),
        String.join(",", request.values("Accept")),
        request.values("Last-Event-ID").stream().findFirst(),
        request.values("If-None-Match").stream().findFirst(),
        request.body(),
        caller);
  }

  /** Split before it is decoded: an escaped slash is part of its segment. */
  private static List<String> segments(String rawPath) {
    return Stream.of(rawPath.substring(Math.min(1, rawPath.length())).split("/", -1))
        .map(raw -> URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8))
        .toList();
  }

  private static Map<String, String> query(URI target) {
    Map<String, String> query = new HashMap<>();
    String text = Optional.ofNullable(target.getQuery()).orElse("");
    for (String part : text.split("&", -1)) {
      int sign = part.indexOf('=');
      if (sign > 0) {
        query.putIfAbsent(part.substring(0, sign), part.substring(sign + 1));
      }
    }
    return query;
  }

  private HttpAnswer follow(Caller caller, long after) {
    return follow(
        caller, Answers.EVENTS, (out, seat, isWelcome) -> feed.follow(out, after, seat, isWelcome));
  }

  private HttpAnswer follow(Caller caller, String type, LiveBody body) {
    Optional<Seats.Seat> free = seats.take(steady.instant());
    return free.isEmpty()
        ? Answers.problem(tooManyFollowers())
        : Answers.live(type, body.in(free.get(), () -> isStillWelcome(caller)));
  }

  private boolean isStillWelcome(Caller caller) {
    return access.map(it -> it.isStillWelcome(caller, steady.instant())).orElse(true);
  }

  private static Problem tooManyFollowers() {
    return Problem.of(
        503,
        "too-many-followers",
        "Too many clients follow the events",
        AdminLimits.FOLLOWERS + " clients follow the events already",
        "close one of them, then try again");
  }
}
