package dev.shiphub.sim.quirk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.ship.Role;
import dev.shiphub.ship.wire.Decoded;
import dev.shiphub.ship.wire.MessageCodec;
import dev.shiphub.ship.wire.ShipMessage;
import dev.shiphub.ship.wire.WireLimits;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes that stand on the wire. */
class WordingTest {
  private static final MessageCodec CODEC = new MessageCodec(WireLimits.USUAL);
  private static final String PENDING =
      "{\"connectionHello\":[{\"phase\":\"pending\"},{\"waiting\":60000}]}";
  private static final String READY =
      "{\"connectionHello\":[{\"phase\":\"ready\"},{\"waiting\":60000}]}";
  private static final String PROLONGATION =
      "{\"connectionHello\":[{\"phase\":\"pending\"},{\"prolongationRequest\":true}]}";
  private static final String CONFIRM = "{\"connectionClose\":[{\"phase\":\"confirm\"}]}";
  private static final String ACCESS = "{\"accessMethods\":[{\"id\":\"a[b\"}]}";
  private static final String DATA =
      "{\"data\":[{\"header\":[{\"protocolId\":\"ee1.0\"}]},{\"payload\":{\"datagram\":"
          + "[{\"header\":[{\"msgCounter\":1},{\"cmdClassifier\":\"read\"}]},"
          + "{\"payload\":[{\"cmd\":[[{\"x\":[]}]]}]}]}}]}";

  private static byte[] message(int type, String json) {
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    byte[] message = new byte[1 + text.length];
    message[0] = (byte) type;
    System.arraycopy(text, 0, message, 1, text.length);
    return message;
  }

  private static Wording with(String... quirks) {
    return new Wording(Quirks.of(quirks), Role.SERVER);
  }

  private static String said(int type, String json, String... quirks) {
    byte[] odd = with(quirks).outgoing(message(type, json)).orElseThrow();
    assertEquals(type, odd[0]);
    return new String(odd, 1, odd.length - 1, StandardCharsets.UTF_8);
  }

  @Test
  void withoutAQuirkNothingChanges() {
    for (String json : new String[] {PENDING, READY, PROLONGATION, ACCESS}) {
      assertEquals(json, said(1, json));
    }
    assertEquals(DATA, said(2, DATA));
    assertArrayEquals(new byte[] {0, 0}, with().outgoing(new byte[] {0, 0}).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "waiting-in-seconds | {\"connectionHello\":[{\"phase\":\"pending\"},{\"waiting\":60}]}",
        "pending-without-waiting | {\"connectionHello\":[{\"phase\":\"pending\"}]}",
        "waiting-underflow |"
            + " {\"connectionHello\":[{\"phase\":\"pending\"},{\"waiting\":4294966295}]}",
        "plain-json | {\"connectionHello\":{\"phase\":\"pending\",\"waiting\":60000}}",
        "shuffled-order | {\"connectionHello\":[{\"waiting\":60000},{\"phase\":\"pending\"}]}",
        "explicit-defaults |"
            + " {\"connectionHello\":[{\"phase\":\"pending\"},{\"waiting\":60000},{\"prolongationRequest\":false}]}"
      })
  void helloPendingIsOdd(String quirk, String wire) {
    assertEquals(wire, said(1, PENDING, quirk));
  }

  @Test
  void helloReadyHasNoWaiting() {
    assertEquals(
        "{\"connectionHello\":[{\"phase\":\"ready\"}]}", said(1, READY, "ready-without-waiting"));
    assertEquals(READY, said(1, READY, "pending-without-waiting"));
  }

  @Test
  void prolongationIsMisspelt() {
    assertEquals(
        PROLONGATION.replace("prolongationRequest", "prolongation_request"),
        said(1, PROLONGATION, "misspelt-prolongation"));
  }

  @Test
  void anErrorIsFlat() {
    assertEquals(
        "{\"error\":2}",
        said(1, "{\"messageProtocolHandshakeError\":[{\"error\":2}]}", "flat-error"));
  }

  @Test
  void aCloseIsAnsweredByAnnouncementOrNotAtAll() {
    assertEquals(
        "{\"connectionClose\":[{\"phase\":\"announce\"},{\"reason\":\"User close\"}]}",
        said(3, CONFIRM, "announce-for-announce"));
    assertEquals(Optional.empty(), with("no-close-confirm").outgoing(message(3, CONFIRM)));
  }

  @Test
  void theReasonOfACloseIsFreeText() {
    assertEquals(
        "{\"connectionClose\":[{\"phase\":\"announce\"},{\"maxTime\":500},{\"reason\":\"User"
            + " close\"}]}",
        said(
            3,
            "{\"connectionClose\":[{\"phase\":\"announce\"},{\"maxTime\":500},"
                + "{\"reason\":\"unspecific\"}]}",
            "free-close-reason"));
  }

  @Test
  void zerosFollowTheJson() {
    assertEquals(ACCESS + "\0\0\0", said(1, ACCESS, "trailing-nul=3"));
  }

  @Test
  void whiteSpaceStandsBetweenAndNotInTexts() {
    String odd = said(1, ACCESS, "white-space");
    assertEquals(ACCESS, odd.replaceAll("\\s", ""));
    assertEquals(true, odd.contains("\r\n") && odd.contains("\t") && odd.contains("\"a[b\""));
  }

  @Test
  void accessMethodsAreNeverTold() {
    assertEquals(Optional.empty(), with("no-access-methods").outgoing(message(1, ACCESS)));
  }

  @Test
  void dataIsBigAndControlIsNot() {
    assertEquals(50_000, with("big-messages=50000").outgoing(message(2, DATA)).get().length);
    assertEquals(ACCESS, said(1, ACCESS, "big-messages=50000"));
  }

  /** What is odd is still a message: it reads as what SHIP would have had the device send. */
  @ParameterizedTest
  @ValueSource(
      strings = {"trailing-nul", "white-space", "plain-json", "shuffled-order", "big-messages"})
  void whatIsOddInFormSaysTheSame(String quirk) {
    for (byte[] plain :
        new byte[][] {message(1, PENDING), message(1, ACCESS), message(3, CONFIRM)}) {
      assertEquals(meaning(plain), meaning(with(quirk).outgoing(plain).orElseThrow()), quirk);
    }
  }

  private static ShipMessage meaning(byte[] message) {
    return ((Decoded.Ok<ShipMessage>) CODEC.decode(message)).value();
  }

  @Test
  void plainDataKeepsItsListsOfCommands() {
    assertEquals(
        "{\"data\":{\"header\":{\"protocolId\":\"ee1.0\"},\"payload\":{\"datagram\":{\"header\":"
            + "{\"msgCounter\":1,\"cmdClassifier\":\"read\"},\"payload\":{\"cmd\":[{\"x\":{}}]}}}}}",
        said(2, DATA, "plain-json"));
  }

  @Test
  void anEchoingServerSendsThePeersHelloInsteadOfItsOwn() {
    Wording echoing = with("echoes");
    assertEquals(Optional.empty(), echoing.outgoing(message(1, PENDING)));
    assertArrayEquals(message(1, READY), echoing.echo(message(1, READY)).orElseThrow());
    assertEquals(Optional.empty(), echoing.echo(message(2, DATA)));
    Wording client = new Wording(Quirks.of("echoes"), Role.CLIENT);
    assertEquals(Optional.empty(), client.echo(message(1, READY)));
  }

  @Test
  void whoTellsSecondsReadsSeconds() {
    assertEquals(
        PENDING,
        new String(
                with("waiting-in-seconds").incoming(message(1, PENDING.replace("60000", "60"))),
                StandardCharsets.UTF_8)
            .substring(1));
  }
}
