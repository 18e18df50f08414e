package dev.shiphub.hub.adapter.admin;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Translates between HTTP and the {@link Routes}. Called by a virtual thread per request. */
final class AdminHandler implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(AdminHandler.class);
  private static final Map<String, String> SECURITY =
      Map.of(
          "Cache-Control", "no-store",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Referrer-Policy", "no-referrer",
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY");

  private final Routes routes;
  private final Served served;
  private final EventFeed feed;
  private final Seats seats;

  AdminHandler(Routes routes, Served served, EventFeed feed, Seats seats) {
    this.routes = routes;
    this.served = served;
    this.feed = feed;
    this.seats = seats;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    SECURITY.forEach(exchange.getResponseHeaders()::set);
    sayThatItCloses(exchange);
    try {
      switch (reply(exchange)) {
        case Reply.Document(int status, JsonObject body) ->
            send(exchange, status, "application/json", body);
        case Problem problem -> send(exchange, problem);
        case Reply.WrongMethod wrong -> {
          exchange.getResponseHeaders().set("Allow", String.join(", ", wrong.allowed()));
          send(exchange, wrong.problem());
        }
        case Reply.Feed(long after) -> follow(exchange, after);
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new IOException("the server is closing", closing);
    }
  }

  /**
   * Tells a client that asked for it that the connection ends with this answer. The JDK's server
   * closes it but does not say so, and a client that believes it open loses its next request.
   */
  private static void sayThatItCloses(HttpExchange exchange) {
    List<String> asked = exchange.getRequestHeaders().getOrDefault("Connection", List.of());
    if (asked.stream().anyMatch("close"::equalsIgnoreCase)) {
      exchange.getResponseHeaders().set("Connection", "close");
    }
  }

  private Reply reply(HttpExchange exchange) throws IOException, InterruptedException {
    try {
      return answer(exchange);
    } catch (RuntimeException bug) {
      LOG.error("{} {}", exchange.getRequestMethod(), exchange.getRequestURI().getPath(), bug);
      return Problem.internal();
    }
  }

  private Reply answer(HttpExchange exchange) throws IOException, InterruptedException {
    Headers headers = exchange.getRequestHeaders();
    Function<String, List<String>> values = name -> headers.getOrDefault(name, List.of());
    String method = exchange.getRequestMethod();
    URI target = exchange.getRequestURI();
    Optional<Problem> refusal = Gate.refusal(method, target, values);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    byte[] body = exchange.getRequestBody().readNBytes(AdminLimits.BODY_BYTES + 1);
    if (body.length > AdminLimits.BODY_BYTES) {
      return tooLong();
    }
    Optional<Problem> unmarked = Gate.refusalOfBody(body.length > 0, values);
    return unmarked.isPresent() ? unmarked.get() : routes.answer(request(exchange, values, body));
  }

  private static AdminRequest request(
      HttpExchange exchange, Function<String, List<String>> values, byte[] body) {
    URI target = exchange.getRequestURI();
    return new AdminRequest(
        isHead(exchange) ? "GET" : exchange.getRequestMethod(),
        segments(target.getRawPath()),
        "",
        query(target),
        String.join(",", values.apply("Accept")),
        values.apply("Last-Event-ID").stream().findFirst(),
        ByteBuffer.wrap(body));
  }

  /** Split before it is decoded: an escaped slash is part of its segment. */
  private static List<String> segments(String rawPath) {
    return Stream.of(rawPath.substring(1).split("/", -1))
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

  private static void send(HttpExchange exchange, Problem problem) throws IOException {
    if (problem.status() == 503) {
      exchange.getResponseHeaders().set("Retry-After", "1");
    }
    send(exchange, problem.status(), "application/problem+json", problem.json());
  }

  private static void send(HttpExchange exchange, int status, String type, JsonObject body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    byte[] octets = JsonWriter.COMPACT.bytes(body);
    if (isHead(exchange)) {
      exchange.sendResponseHeaders(status, -1);
    } else {
      exchange.sendResponseHeaders(status, octets.length);
      exchange.getResponseBody().write(octets);
    }
    exchange.close();
  }

  /** A follower that is gone is told by an exception, on which the server drops the connection. */
  private void follow(HttpExchange exchange, long after) throws IOException, InterruptedException {
    Optional<Seats.Seat> free = seats.take(served.steady().instant());
    if (free.isEmpty()) {
      send(exchange, tooManyFollowers());
      return;
    }
    try (Seats.Seat seat = free.get()) {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
      exchange.sendResponseHeaders(200, isHead(exchange) ? -1 : 0);
      if (!isHead(exchange)) {
        feed.follow(exchange.getResponseBody(), after, seat);
      }
      exchange.close();
    }
  }

  private static boolean isHead(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("HEAD");
  }

  private static Problem tooLong() {
    return Problem.of(
        413,
        "too-long",
        "The body is too long",
        "the body has more than " + AdminLimits.BODY_BYTES + " bytes",
        "send less at a time");
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
