package dev.shiphub.ship.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpgradeHeadTest {
  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
  private static final String REQUEST =
      """
      GET /ship/ HTTP/1.1
      Host: 127.0.0.1:4712
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Version: 13
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
      Sec-WebSocket-Protocol: ship
      """;
  private static final String RESPONSE =
      """
      HTTP/1.1 101 Switching Protocols
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=
      Sec-WebSocket-Protocol: ship
      """;

  private static HttpHead head(String lines) {
    byte[] bytes = (lines.replace("\n", "\r\n") + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    try {
      var reading = HttpHead.read(new ByteArrayInputStream(bytes));
      return assertInstanceOf(HttpHead.Reading.Whole.class, reading).head();
    } catch (IOException unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  private static String lines(String cell) {
    return cell.replace(" <br> ", "\n");
  }

  private static UpgradeHead.Request judged(String from, String to) {
    assertTrue(REQUEST.contains(from), from);
    return UpgradeHead.judgeRequest(head(REQUEST.replace(from, to)));
  }

  @Test
  void takesARequestOfShip() {
    assertEquals(new UpgradeHead.Request.Sound(KEY), UpgradeHead.judgeRequest(head(REQUEST)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /ship/ | GET /anything?at=all",
        "Protocol: ship | Protocol: foo, ship",
        "Protocol: ship | Protocol: foo <br> Sec-WebSocket-Protocol: ship",
        "Connection: Upgrade | Connection: keep-alive, upgrade",
        "Upgrade: websocket | upgrade: WebSocket",
        "Version: 13 | Version: 13 <br> Sec-WebSocket-Extensions: permessage-deflate",
      })
  void takesWhatPeersVary(String from, String to) {
    assertEquals(new UpgradeHead.Request.Sound(KEY), judged(from, lines(to)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /ship/ HTTP/1.1 | POST /ship/ HTTP/1.1 | 400",
        "GET /ship/ HTTP/1.1 | GET /ship/ HTTP/1.0 | 400",
        "GET /ship/ HTTP/1.1 | GET /a b HTTP/1.1 | 400",
        "Host: 127.0.0.1:4712 | X: y | 400",
        "Upgrade: websocket | X: y | 426",
        "Connection: Upgrade | Connection: close | 426",
        "Version: 13 | Version: 8 | 426",
        "Sec-WebSocket-Version: 13 | X: y | 426",
        "Protocol: ship | Protocol: SHIP | 400",
        "Protocol: ship | Protocol: shipping | 400",
        "Protocol: ship | Protocol: foo | 400",
        "Sec-WebSocket-Protocol: ship | X: y | 400",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | X: y | 400",
        "Key: dGhlIHNhbXBsZSBub25jZQ== | Key: dGhlIHNhbXBsZSBub25j | 400",
        "Key: dGhlIHNhbXBsZSBub25jZQ== | Key: !!!!IHNhbXBsZSBub25jZQ== | 400",
      })
  void refusesAnyOtherRequest(String from, String to, int status) {
    var refused = assertInstanceOf(UpgradeHead.Request.Refused.class, judged(from, to));

    assertEquals(status, refused.status());
  }

  @Test
  void refusesAKeyOf1000Bytes() {
    assertInstanceOf(UpgradeHead.Request.Refused.class, judged(KEY, "A".repeat(1000)));
  }

  @Test
  void takesAResponseOfShip() {
    assertEquals(Optional.of(101), UpgradeHead.status(head(RESPONSE)));
    assertEquals(Optional.empty(), UpgradeHead.flaw(head(RESPONSE)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Upgrade: websocket | X: y | upgrade",
        "Connection: Upgrade | Connection: close | upgrade",
        "Sec-WebSocket-Protocol: ship | X: y | sub-protocol",
        "Protocol: ship | Protocol: chat | sub-protocol",
        "Protocol: ship | Protocol: ship, chat | sub-protocol",
        "Protocol: ship | Protocol: ship <br> Sec-WebSocket-Extensions: permessage-deflate |"
            + " extension",
        "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo= | X: y | Accept",
      })
  void findsTheFlawOfAnyOtherResponse(String from, String to, String word) {
    assertTrue(RESPONSE.contains(from), from);

    String flaw = UpgradeHead.flaw(head(RESPONSE.replace(from, lines(to)))).orElseThrow();

    assertTrue(flaw.contains(word), flaw);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SSH-2.0-x", "HTTP/2 200", "HTTP/1.1 1011 x", "HTTP/1.1 abc x", ""})
  void findsNoStatusInAnythingElse(String line) {
    assertEquals(Optional.empty(), UpgradeHead.status(new HttpHead(line, java.util.List.of())));
  }

  @Test
  void readsAStatusWithoutAPhrase() {
    assertEquals(
        Optional.of(503), UpgradeHead.status(new HttpHead("HTTP/1.1 503", java.util.List.of())));
  }
}
