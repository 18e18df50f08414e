package dev.shiphub.sim.attack;

import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.RawHttp;
import dev.shiphub.sim.raw.RawStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a node with any certificate can do in the HTTP upgrade. */
final class UpgradeAttacks {
  private static final int LONG = 1 << 20;
  private static final String SHIP = "Sec-WebSocket-Protocol: ship\r\n";
  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  static final List<Attack> ALL =
      List.of(
          new Attack(
              "W-no-protocol",
              "an upgrade without Sec-WebSocket-Protocol",
              "400 and the end of the connection",
              Manner.QUIET,
              foe -> Judge.status(foe.upgrade(request("")), 400)),
          new Attack(
              "W-other-protocol",
              "an upgrade to the sub-protocol chat",
              "400 and the end of the connection",
              Manner.QUIET,
              foe -> Judge.status(foe.upgrade(request("Sec-WebSocket-Protocol: chat\r\n")), 400)),
          new Attack(
              "W-endless-head",
              "a header of 1 MiB",
              "an error or the end of the connection, long before all is read",
              Manner.QUIET,
              foe ->
                  Judge.status(
                      foe.upgrade(request("X-Long: " + "a".repeat(LONG) + "\r\n")), 0, 400, 431)),
          new Attack(
              "W-many-fields",
              "200 header fields",
              "431 and the end of the connection",
              Manner.QUIET,
              foe -> Judge.status(foe.upgrade(request(SHIP + "a: b\r\n".repeat(200))), 431)),
          new Attack(
              "W-folded-field",
              "a header field that goes on in a line of its own, which proxies read otherwise",
              "400 and the end of the connection",
              Manner.QUIET,
              foe -> Judge.status(foe.upgrade(request(SHIP + "X-A: b\r\n c: d\r\n")), 400)),
          new Attack(
              "W-no-upgrade",
              "a plain GET",
              "426 and the end of the connection",
              Manner.QUIET,
              foe -> Judge.status(foe.upgrade("GET /ship/ HTTP/1.1\r\nHost: a\r\n\r\n"), 426)),
          new Attack(
              "W-version-8",
              "an upgrade to version 8 of WebSocket",
              "426 and the end of the connection",
              Manner.QUIET,
              foe -> Judge.status(foe.upgrade(otherwise("Version: 13", "Version: 8")), 426)),
          new Attack(
              "W-no-host",
              "an upgrade without Host",
              "400 and the end of the connection",
              Manner.QUIET,
              foe -> Judge.status(foe.upgrade(otherwise("Host: a\r\n", "")), 400)),
          new Attack(
              "W-long-key",
              "a Sec-WebSocket-Key of 1,000 characters",
              "400 and the end of the connection",
              Manner.QUIET,
              foe -> Judge.status(foe.upgrade(otherwise(KEY, "a".repeat(1000))), 400)),
          new Attack(
              "W-post",
              "an upgrade by POST",
              "400 and the end of the connection",
              Manner.QUIET,
              foe -> Judge.status(foe.upgrade(otherwise("GET", "POST")), 400)),
          new Attack(
              "W-deflate",
              "an upgrade that offers permessage-deflate, which would make bombs possible",
              "101 without the extension",
              Manner.QUIET,
              UpgradeAttacks::deflate),
          new Attack(
              "W-slow-head",
              "TLS, then a header at one byte each half second",
              "closed after 10 s in all, not after each byte",
              Manner.WAITING,
              UpgradeAttacks::slowHead),
          new Attack(
              "W-silent",
              "TLS, then nothing",
              "closed when the time for the upgrade is over, 10 s",
              Manner.WAITING,
              UpgradeAttacks::silent));

  private UpgradeAttacks() {}

  /** An upgrade that is right but for the lines that are given, or missing. */
  static String request(String lines) {
    return "GET /ship/ HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Key: "
        + KEY
        + "\r\nSec-WebSocket-Version: 13\r\n"
        + lines
        + "\r\n";
  }

  /** A sound upgrade but for that. */
  private static String otherwise(String right, String wrong) {
    return request(SHIP).replace(right, wrong);
  }

  private static Verdict deflate(Foe foe) throws IOException {
    RawStream stream = foe.tls(foe.bench().newIdentity());
    String offer = SHIP + "Sec-WebSocket-Extensions: permessage-deflate\r\n";
    stream.write(request(offer).getBytes(StandardCharsets.ISO_8859_1));
    RawHttp answer = RawHttp.of(stream.rest(Duration.ofSeconds(3)));
    boolean isTaken = answer.text().contains("Sec-WebSocket-Extensions");
    return Judge.that(
        answer.status() == 101 && !isTaken,
        "\"" + answer.firstLine() + "\" with" + (isTaken ? "" : "out") + " an extension");
  }

  private static Verdict slowHead(Foe foe) throws IOException, InterruptedException {
    RawStream stream = foe.tls(foe.bench().newIdentity());
    Instant start = foe.now();
    for (byte next : request(SHIP).getBytes(StandardCharsets.ISO_8859_1)) {
      if (!stream.write(new byte[] {next}) || foe.since(start).compareTo(Foe.PHASE) > 0) {
        break;
      }
      foe.rest(Duration.ofMillis(500));
    }
    return Judge.ended(stream.rest(Duration.ofSeconds(2)), start, Foe.PHASE.plusSeconds(2));
  }

  private static Verdict silent(Foe foe) throws IOException {
    RawStream stream = foe.tls(foe.bench().newIdentity());
    Instant start = foe.now();
    RawStream.Rest rest = stream.rest(Foe.PHASE.plusSeconds(6));
    return Judge.ended(rest, start, Duration.ofSeconds(8), Foe.PHASE);
  }
}
