package dev.shiphub.sim.attack;

import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.RawHttp;
import java.io.IOException;
import java.util.List;

/** What a web page in the user's browser, or a broken client, can do with the admin API. */
final class AdminAttacks {
  static final List<Attack> ALL =
      List.of(
          new Attack(
              "A-foreign-host",
              "a request that names another host, as DNS rebinding brings it",
              "403 without data",
              Manner.QUIET,
              foe -> refused(foe, "GET /api/v1/status", "Host: evil.example", "", 403)),
          new Attack(
              "A-foreign-origin",
              "a request of a page of another origin",
              "403 without data",
              Manner.QUIET,
              foe ->
                  refused(
                      foe,
                      "GET /api/v1/status",
                      host(foe) + "\r\nOrigin: http://evil.example",
                      "",
                      403)),
          new Attack(
              "A-form-post",
              "a form of a web page that pairs a stranger",
              "415, and nobody is paired",
              Manner.QUIET,
              AdminAttacks::form));

  private AdminAttacks() {}

  private static String host(Foe foe) {
    return "Host: 127.0.0.1:" + foe.admin().address().getPort();
  }

  private static String request(String line, String head, String body) {
    String length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
    return line + " HTTP/1.1\r\n" + head + "\r\n" + length + "Connection: close\r\n\r\n" + body;
  }

  private static Verdict refused(
      Foe foe, String line, String head, String body, Integer... statuses) throws IOException {
    RawHttp answer = foe.admin(request(line, head, body));
    Verdict status = Judge.status(answer, statuses);
    return answer.text().contains(foe.target().ski().hex())
        ? Verdict.failed("the answer shows data: " + answer.firstLine())
        : status;
  }

  private static Verdict form(Foe foe) throws IOException {
    String ski = foe.bench().newIdentity().shown().hex();
    String head = host(foe) + "\r\nContent-Type: application/x-www-form-urlencoded";
    Verdict refused = refused(foe, "POST /api/v1/devices/" + ski + "/pair", head, "a=b", 415);
    return foe.isPaired(ski) ? Verdict.failed("the stranger is paired now") : refused;
  }
}
