package dev.shiphub.sim.attack;

import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.RawHttp;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** What a web page in the user's browser can do with the admin API. */
final class AdminAttacks {
  private static final String EVIL = "Origin: http://evil.example";
  private static final String NO_DATA = "403 without data";

  static final List<Attack> ALL =
      List.of(
          new Attack(
              "A-foreign-host",
              "a request that names another host, as DNS rebinding brings it",
              NO_DATA,
              Manner.QUIET,
              foe -> refused(foe, "GET /api/v1/status", "Host: evil.example", "", 403)),
          new Attack(
              "A-host-prefix",
              "a host whose name begins like ours: 127.0.0.1.evil.example",
              NO_DATA,
              Manner.QUIET,
              foe -> refused(foe, "GET /api/v1/status", "Host: 127.0.0.1.evil.example", "", 403)),
          new Attack(
              "A-two-hosts",
              "a request with two hosts, one of them ours",
              "400 or 403 without data",
              Manner.QUIET,
              foe ->
                  refused(
                      foe,
                      "GET /api/v1/status",
                      host(foe) + "\r\nHost: evil.example",
                      "",
                      400,
                      403)),
          new Attack(
              "A-no-host",
              "a request without a host",
              "400 or 403 without data",
              Manner.QUIET,
              foe -> refused(foe, "GET /api/v1/status", "X-None: 1", "", 400, 403)),
          new Attack(
              "A-absolute-target",
              "a request line with the whole address of another site",
              "400 or 403 without data",
              Manner.QUIET,
              foe ->
                  refused(foe, "GET http://evil.example/api/v1/status", host(foe), "", 400, 403)),
          new Attack(
              "A-foreign-origin",
              "a request of a page of another origin",
              NO_DATA,
              Manner.QUIET,
              foe -> refused(foe, "GET /api/v1/status", host(foe) + "\r\n" + EVIL, "", 403)),
          new Attack(
              "A-null-origin",
              "a request of a page in a sandbox, whose origin is null",
              NO_DATA,
              Manner.QUIET,
              foe -> refused(foe, "GET /api/v1/status", host(foe) + "\r\nOrigin: null", "", 403)),
          new Attack(
              "A-preflight",
              "the question of a browser whether a page of another origin may",
              "no header that allows it",
              Manner.QUIET,
              AdminAttacks::preflight),
          new Attack(
              "A-foreign-socket",
              "a WebSocket of a page of another origin to the events",
              NO_DATA,
              Manner.QUIET,
              foe ->
                  refused(
                      foe,
                      "GET /api/v1/events",
                      host(foe)
                          + "\r\n"
                          + EVIL
                          + "\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13"
                          + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                      "",
                      403)),
          new Attack(
              "A-form-post",
              "a form of a web page that pairs a stranger",
              "415, and nobody is paired",
              Manner.QUIET,
              foe -> pair(foe, "POST", "Content-Type: application/x-www-form-urlencoded", 415)),
          new Attack(
              "A-text-post",
              "JSON as plain text, which a page may send without asking",
              "415, and nobody is paired",
              Manner.QUIET,
              foe -> pair(foe, "POST", "Content-Type: text/plain", 415)),
          new Attack(
              "A-untyped-post",
              "a body without a type",
              "415, and nobody is paired",
              Manner.QUIET,
              foe -> pair(foe, "POST", "X-None: 1", 415)),
          new Attack(
              "A-pair-by-get",
              "an image of a web page whose address pairs a stranger",
              "405, and nobody is paired",
              Manner.QUIET,
              foe -> pair(foe, "GET", "Accept: image/*", 405)),
          new Attack(
              "A-markup",
              "a path with a script in it",
              "refused; the script does not come back as a page",
              Manner.QUIET,
              AdminAttacks::markup));

  private AdminAttacks() {}

  static String host(Foe foe) {
    return "Host: 127.0.0.1:" + foe.admin().address().getPort();
  }

  static String request(String line, String head, String body) {
    String length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
    return line + " HTTP/1.1\r\n" + head + "\r\n" + length + "Connection: close\r\n\r\n" + body;
  }

  static Verdict refused(Foe foe, String line, String head, String body, Integer... statuses)
      throws IOException {
    return withoutData(foe, foe.admin(request(line, head, body)), statuses);
  }

  static Verdict withoutData(Foe foe, RawHttp answer, Integer... statuses) {
    Verdict status = Judge.status(answer, statuses);
    return answer.text().contains(foe.target().ski().hex())
        ? Verdict.failed("the answer shows data: " + answer.firstLine())
        : status;
  }

  private static Verdict pair(Foe foe, String method, String head, Integer status)
      throws IOException {
    String ski = foe.bench().newIdentity().shown().hex();
    String line = method + " /api/v1/devices/" + ski + "/pair";
    String body = method.equals("GET") ? "" : "{}";
    Verdict refused = refused(foe, line, host(foe) + "\r\n" + head, body, status);
    return foe.isPaired(ski) ? Verdict.failed("the stranger is paired now") : refused;
  }

  private static Verdict preflight(Foe foe) throws IOException {
    String head =
        host(foe)
            + "\r\n"
            + EVIL
            + "\r\nAccess-Control-Request-Method: POST"
            + "\r\nAccess-Control-Request-Private-Network: true";
    RawHttp answer = foe.admin(request("OPTIONS /api/v1/status", head, ""));
    boolean isAllowed = answer.text().toLowerCase(Locale.ROOT).contains("access-control-allow");
    return Judge.that(
        !isAllowed && answer.status() / 100 != 2, "\"" + answer.firstLine() + "\", none of it");
  }

  private static Verdict markup(Foe foe) throws IOException {
    String line = "GET /api/v1/devices/%3Cscript%3Ealert(1)%3C%2Fscript%3E";
    RawHttp answer = foe.admin(request(line, host(foe), ""));
    String head = answer.text().toLowerCase(Locale.ROOT);
    boolean isPage = head.contains("content-type: text/html");
    boolean isGuarded = head.contains("x-content-type-options: nosniff");
    return Judge.that(
        answer.status() / 100 == 4 && isGuarded && !isPage,
        "\"" + answer.firstLine() + "\", " + (isPage ? "as a page" : "not as a page"));
  }
}
