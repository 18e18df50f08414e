package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.adapter.http.HttpAnswer;
import dev.shiphub.hub.adapter.http.HttpFault;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * What the API says, in HTTP: every answer has the headers that keep browsers from misusing it.
 *
 * <p>There is no Strict-Transport-Security: it counts for all ports of a host and so would lock
 * people out of their other services there, and with a certificate of our own making for good.
 */
final class Answers {
  private static final Map<String, String> SECURITY =
      Map.of(
          "Cache-Control", "no-store",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Referrer-Policy", "no-referrer",
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY");

  /** The media type of server-sent events. */
  static final String EVENTS = "text/event-stream; charset=utf-8";

  private Answers() {}

  static HttpAnswer.Whole document(int status, JsonObject body) {
    return json(status, "application/json", body, Map.of());
  }

  static HttpAnswer.Whole content(Reply.Content content) {
    Map<String, String> headers = new HashMap<>(SECURITY);
    headers.putAll(content.headers());
    return new HttpAnswer.Whole(content.status(), headers, content.body());
  }

  static HttpAnswer.Whole cookie(String cookie, JsonObject body) {
    return json(200, "application/json", body, Map.of("Set-Cookie", cookie));
  }

  static HttpAnswer.Whole problem(Problem problem) {
    return switch (problem.status()) {
      case 401 -> problem(problem, Map.of("WWW-Authenticate", "Bearer realm=\"shiphub\""));
      case 429 -> problem(problem, Map.of("Retry-After", "60"));
      case 503 -> problem(problem, Map.of("Retry-After", "1"));
      default -> problem(problem, Map.of());
    };
  }

  static HttpAnswer.Whole wrongMethod(Reply.WrongMethod wrong) {
    return problem(wrong.problem(), Map.of("Allow", String.join(", ", wrong.allowed())));
  }

  private static HttpAnswer.Whole problem(Problem problem, Map<String, String> more) {
    return json(problem.status(), "application/problem+json", problem.json(), more);
  }

  private static HttpAnswer.Whole json(
      int status, String type, JsonObject body, Map<String, String> more) {
    return new HttpAnswer.Whole(
        status, headers(type, more), ByteBuffer.wrap(JsonWriter.COMPACT.bytes(body)));
  }

  static HttpAnswer.Stream live(String type, HttpAnswer.Source source) {
    return new HttpAnswer.Stream(headers(type, Map.of()), source);
  }

  private static Map<String, String> headers(String type, Map<String, String> more) {
    Map<String, String> headers = new HashMap<>(SECURITY);
    headers.put("Content-Type", type);
    headers.putAll(more);
    return headers;
  }

  /** What is wrong with a request of which not even the Gate has heard. */
  static Problem problem(HttpFault fault) {
    return switch (fault) {
      case MALFORMED ->
          of(fault, "malformed-request", "this is no request of HTTP/1.1", "send one");
      case LATE -> of(fault, "too-slow", "the request did not arrive in time", "send it in one go");
      case NO_LENGTH ->
          of(
              fault,
              "length-required",
              "the body comes in chunks",
              "say its length with Content-Length");
      case BODY_TOO_LONG ->
          of(
              fault,
              "too-long",
              "the body has more than " + AdminLimits.BODY_BYTES + " bytes",
              "send less at a time");
      case TARGET_TOO_LONG ->
          of(fault, "address-too-long", "the address is too long", "no address is that long");
      case HEADERS_TOO_LONG ->
          of(
              fault,
              "headers-too-long",
              "the headers are too long, or too many",
              "send fewer; in a browser, delete the cookies of this host");
      case OTHER_VERSION ->
          of(fault, "other-version", "this is another version of HTTP", "use HTTP/1.1");
    };
  }

  private static Problem of(HttpFault fault, String kind, String detail, String remedy) {
    return Problem.of(fault.status(), kind, fault.words(), detail, remedy);
  }
}
