package dev.shiphub.sim.attack;

import dev.shiphub.sim.bench.Talk;
import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.HelloBytes;
import dev.shiphub.sim.raw.RawHttp;
import dev.shiphub.sim.raw.RawStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a broken or greedy client, or one that tricks two readers, can do with the admin API. */
final class AdminAbuse {
  private static final int LONG = 1 << 20;
  private static final Duration REQUEST = Duration.ofSeconds(25);
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final String TYPE = "Content-Type: application/json\r\n";

  static final List<Attack> ALL =
      List.of(
          new Attack(
              "A-path-tricks",
              "paths that climb, with escaped slashes, dots, zeros and backslashes",
              "400, 403 or 404, never a file",
              Manner.QUIET,
              AdminAbuse::paths),
          new Attack(
              "A-long-header",
              "a header of 1 MiB",
              "400, 413, 414, 431 or the end of the connection",
              Manner.QUIET,
              foe -> head(foe, "X-Long: " + "a".repeat(LONG))),
          new Attack(
              "A-many-headers",
              "2,000 headers",
              "400, 413, 431 or the end of the connection",
              Manner.QUIET,
              foe -> head(foe, "X-Many: 1\r\n".repeat(2_000) + "X-Last: 1")),
          new Attack(
              "A-long-target",
              "an address of 100,000 bytes",
              "400, 404, 413, 414, 431 or the end of the connection",
              Manner.QUIET,
              AdminAbuse::longTarget),
          new Attack(
              "A-long-body",
              "a body of 1 MiB",
              "413 or the end of the connection",
              Manner.QUIET,
              AdminAbuse::longBody),
          new Attack(
              "A-deep-json",
              "a body of 60,000 brackets",
              "400, and the API goes on",
              Manner.QUIET,
              AdminAbuse::deepJson),
          new Attack(
              "A-lying-length",
              "bodies that are longer or shorter than they say, or of a length below zero",
              "400 or 413, or the end of the connection in time; nobody is paired",
              Manner.WAITING,
              AdminAbuse::lyingLength),
          new Attack(
              "A-smuggling",
              "a request inside of another one, of both lengths at once, that pairs a stranger",
              "nobody is paired",
              Manner.QUIET,
              AdminAbuse::smuggling),
          new Attack(
              "A-tls",
              "a ClientHello where HTTP is spoken",
              "the end of the connection, or 400",
              Manner.QUIET,
              AdminAbuse::tls),
          new Attack(
              "A-slow-request",
              "a request at one byte each half second",
              "closed within 25 s in all, not after each byte",
              Manner.WAITING,
              AdminAbuse::slow),
          new Attack(
              "A-silent",
              "a request that ends in its head",
              "closed within 25 s",
              Manner.WAITING,
              AdminAbuse::silent),
          new Attack(
              "A-followers",
              "30 clients that follow the events and read nothing",
              "the API goes on, and has a place for a follower again after them",
              Manner.ALONE,
              AdminAbuse::followers),
          new Attack(
              "A-connections",
              "100 connections that say nothing",
              "the bystanders notice nothing, and the API answers after them",
              Manner.ALONE,
              AdminAbuse::connections));

  private AdminAbuse() {}

  private static Verdict paths(Foe foe) throws IOException {
    for (String path :
        List.of(
            "/api/v1/../../etc/passwd",
            "/../../../../etc/passwd",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/api/v1/devices/..%2f..%2fidentity",
            "/api/v1/devices/%00",
            "/api/v1/status%00.html",
            "//api/v1/status",
            "/api/v1/..;/status",
            "/api\\v1\\status",
            "/identity.p12",
            "/trust.json")) {
      RawHttp answer = foe.admin(AdminAttacks.request("GET " + path, AdminAttacks.host(foe), ""));
      Verdict refused = AdminAttacks.withoutData(foe, answer, 0, 400, 403, 404);
      if (refused.kind() != Verdict.Kind.PASSED) {
        return Verdict.failed(path + ": " + refused.evidence());
      }
    }
    return answers(foe, "none of eleven is found");
  }

  private static Verdict head(Foe foe, String lines) throws IOException {
    return AdminAttacks.refused(
        foe, "GET /api/v1/status", AdminAttacks.host(foe) + "\r\n" + lines, "", 0, 400, 413, 431);
  }

  private static Verdict longTarget(Foe foe) throws IOException {
    String line = "GET /api/v1/" + "a".repeat(100_000);
    return AdminAttacks.refused(foe, line, AdminAttacks.host(foe), "", 0, 400, 404, 413, 414, 431);
  }

  private static Verdict longBody(Foe foe) throws IOException {
    String head = AdminAttacks.host(foe) + "\r\nContent-Type: application/json";
    return AdminAttacks.refused(foe, "POST /api/v1/peers", head, "a".repeat(LONG), 0, 413);
  }

  private static Verdict deepJson(Foe foe) throws IOException {
    String head = AdminAttacks.host(foe) + "\r\nContent-Type: application/json";
    Verdict refused =
        AdminAttacks.refused(foe, "POST /api/v1/peers", head, "[".repeat(60_000), 400);
    return refused.kind() == Verdict.Kind.PASSED ? answers(foe, refused.evidence()) : refused;
  }

  /** The API must answer a sound request now. */
  private static Verdict answers(Foe foe, String before) {
    return Judge.that(
        foe.admin().get("status").isPresent(), before + "; the API is asked again after it");
  }

  private static Verdict lyingLength(Foe foe) throws IOException {
    String ski = foe.bench().newIdentity().shown().hex();
    for (String length : List.of("5000", "-1", "99999999999999999999", "1, 2", "0x2")) {
      Instant start = foe.now();
      RawStream stream = foe.adminTcp();
      stream.write(
          bytes(
              "POST /api/v1/devices/"
                  + ski
                  + "/pair HTTP/1.1\r\n"
                  + AdminAttacks.host(foe)
                  + "\r\n"
                  + TYPE
                  + "Connection: close\r\nContent-Length: "
                  + length
                  + "\r\n\r\n{}"));
      RawStream.Rest rest = stream.rest(REQUEST);
      Verdict ended = Judge.ended(rest, start, REQUEST);
      if (ended.kind() != Verdict.Kind.PASSED || RawHttp.of(rest).status() / 100 == 2) {
        return Verdict.failed("length " + length + ": " + RawHttp.of(rest).firstLine());
      }
    }
    return Judge.that(!foe.isPaired(ski), "all five are refused");
  }

  private static Verdict smuggling(Foe foe) throws IOException {
    String ski = foe.bench().newIdentity().shown().hex();
    String inner =
        "POST /api/v1/devices/"
            + ski
            + "/pair HTTP/1.1\r\n"
            + AdminAttacks.host(foe)
            + "\r\nOrigin: http://evil.example\r\nContent-Length: 0\r\n\r\n";
    String outer =
        "POST /api/v1/peers HTTP/1.1\r\n"
            + AdminAttacks.host(foe)
            + "\r\n"
            + TYPE
            + "Content-Length: "
            + (inner.length() + 5)
            + "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            + inner;
    RawHttp answer = foe.admin(outer, SOON);
    return Judge.that(
        !foe.isPaired(ski) && answer.status() / 100 != 2,
        "\"" + answer.firstLine() + "\", nobody is paired by the inner one");
  }

  private static Verdict tls(Foe foe) throws IOException {
    RawStream stream = foe.adminTcp();
    Instant start = foe.now();
    stream.write(HelloBytes.of(HelloBytes.TLS12, List.of(HelloBytes.GCM)));
    stream.write(bytes("\r\n\r\n"));
    RawStream.Rest rest = stream.rest(REQUEST);
    Verdict ended = Judge.ended(rest, start, REQUEST);
    return RawHttp.of(rest).status() / 100 == 2
        ? Verdict.failed(RawHttp.of(rest).firstLine())
        : ended;
  }

  private static Verdict slow(Foe foe) throws IOException, InterruptedException {
    RawStream stream = foe.adminTcp();
    Instant start = foe.now();
    String request = AdminAttacks.request("GET /api/v1/status", AdminAttacks.host(foe), "");
    for (byte next : bytes(request)) {
      if (!stream.write(new byte[] {next}) || foe.since(start).compareTo(REQUEST) > 0) {
        break;
      }
      foe.rest(Duration.ofMillis(500));
    }
    return Judge.ended(stream.rest(Duration.ofSeconds(2)), start, REQUEST.plusSeconds(2));
  }

  private static Verdict silent(Foe foe) throws IOException {
    RawStream stream = foe.adminTcp();
    Instant start = foe.now();
    stream.write(bytes("GET /api/v1/status HTTP/1.1\r\nHost: "));
    return Judge.ended(stream.rest(REQUEST.plusSeconds(2)), start, REQUEST);
  }

  private static Verdict followers(Foe foe) throws IOException, InterruptedException {
    List<RawStream> greedy = new ArrayList<>();
    String request = AdminAttacks.request("GET /api/v1/events", AdminAttacks.host(foe), "");
    for (int i = 0; i < 30; i++) {
      RawStream stream = foe.adminTcp();
      stream.write(bytes(request));
      greedy.add(stream);
    }
    foe.rest(Duration.ofSeconds(1));
    boolean answersBeside = foe.admin().get("status").isPresent();
    greedy.forEach(RawStream::reset);
    if (!answersBeside) {
      return Verdict.failed("the API does not answer beside 30 followers");
    }
    Instant start = foe.now();
    while (foe.since(start).compareTo(REQUEST) < 0) {
      RawStream stream = foe.adminTcp();
      stream.write(bytes(request));
      if (RawHttp.of(stream.rest(Duration.ofSeconds(1))).status() == 200) {
        return Verdict.passed("a follower has a place again after " + seconds(foe, start));
      }
      stream.close();
    }
    return Verdict.failed("no place for a follower after " + seconds(foe, start));
  }

  private static Verdict connections(Foe foe) throws IOException, InterruptedException {
    List<RawStream> silent = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      silent.add(foe.adminTcp());
    }
    foe.rest(Duration.ofSeconds(1));
    silent.forEach(RawStream::close);
    Instant start = foe.now();
    while (foe.admin().get("status").isEmpty()) {
      if (foe.since(start).compareTo(SOON) > 0) {
        return Verdict.failed("the API does not answer after 100 connections");
      }
      foe.rest(Duration.ofMillis(200));
    }
    return Verdict.passed("the API answers " + seconds(foe, start) + " after them");
  }

  private static String seconds(Foe foe, Instant start) {
    return Talk.seconds(foe.since(start));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
