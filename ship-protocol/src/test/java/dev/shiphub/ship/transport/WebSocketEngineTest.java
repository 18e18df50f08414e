package dev.shiphub.ship.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketEngineTest {
  private static final TransportLimits.Frames LIMITS = TransportLimits.Frames.DEFAULTS;

  private final WebSocketEngine client = WebSocketEngine.client("hub.local:4712", "/ship/", LIMITS);
  private final HttpHead request = head(client.upgrade());
  private final WebSocketEngine server =
      WebSocketEngine.server(request.only("Sec-WebSocket-Key").orElseThrow(), LIMITS);
  private final HttpHead response = head(server.upgrade());

  private static HttpHead head(byte[] bytes) {
    try {
      var reading = HttpHead.read(new ByteArrayInputStream(bytes));
      return assertInstanceOf(HttpHead.Reading.Whole.class, reading).head();
    } catch (IOException unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  private WebSocketEngine opened() {
    assertTrue(client.accept(response.only("Sec-WebSocket-Accept").orElseThrow()));
    return client;
  }

  private static <T extends Received> T only(Class<T> kind, WebSocketEngine engine, byte[] bytes) {
    List<Received> received = engine.receive(bytes, bytes.length);
    assertEquals(1, received.size(), received::toString);
    return assertInstanceOf(kind, received.getFirst());
  }

  private static byte[] bytes(ByteBuffer payload) {
    byte[] bytes = new byte[payload.remaining()];
    payload.get(bytes);
    return bytes;
  }

  @Nested
  class InTheUpgrade {
    @Test
    void asksForShipAndNoExtension() {
      assertEquals("GET /ship/ HTTP/1.1", request.firstLine());
      assertEquals(List.of("ship"), request.items("Sec-WebSocket-Protocol"));
      assertEquals(List.of("hub.local:4712"), request.items("Host"));
      assertEquals(List.of(), request.items("Sec-WebSocket-Extensions"));
      assertInstanceOf(UpgradeHead.Request.Sound.class, UpgradeHead.judgeRequest(request));
    }

    @Test
    void answersWithShipAndNoExtension() {
      assertEquals(101, UpgradeHead.status(response).orElseThrow());
      assertTrue(UpgradeHead.flaw(response).isEmpty());
    }

    @Test
    void refusesAWrongAccept() {
      assertFalse(client.accept("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
    }
  }

  @Nested
  class CarriesFrames {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 125, 126, 65_535, 65_536, 1024 * 1024})
    void withMessagesOfAnyLength(int length) {
      byte[] message = new byte[length];
      new SplittableRandom(length).nextBytes(message);
      client.expectData();
      server.expectData();

      byte[] toServer = opened().message(ByteBuffer.wrap(message));
      byte[] toClient = server.message(ByteBuffer.wrap(message));

      assertArrayEquals(message, bytes(only(Received.Message.class, server, toServer).payload()));
      assertArrayEquals(message, bytes(only(Received.Message.class, client, toClient).payload()));
    }

    // Tinkerforge takes no fragments (SHIP 10.3: binary frames only).
    @ParameterizedTest
    @ValueSource(ints = {2, 126, 65_536, 1024 * 1024})
    void whichAreBinaryAndOneForEachMessage(int length) {
      for (WebSocketEngine engine : List.of(opened(), server)) {
        ByteBuffer sent = ByteBuffer.wrap(engine.message(ByteBuffer.allocate(length)));

        assertEquals(RawFrame.FINAL | RawFrame.BINARY, sent.get(0) & 0xff);
        int lengthBytes = length < 126 ? 0 : length < 65_536 ? 2 : 8;
        int mask = engine == server ? 0 : 4;
        assertEquals(2 + lengthBytes + mask + length, sent.limit());
      }
    }

    @Test
    void maskedByTheClientOnly() {
      assertEquals(0x80, opened().message(ByteBuffer.wrap(new byte[3]))[1] & 0x80);
      assertEquals(0, server.message(ByteBuffer.wrap(new byte[3]))[1] & 0x80);
    }

    @Test
    void withPingsAndPongs() {
      byte[] payload = Recorder.bytes("are you there?");

      only(Received.Ping.class, server, opened().ping());
      byte[] ping = RawFrame.masked(RawFrame.FINAL | RawFrame.PING, payload);
      ByteBuffer owed = only(Received.Ping.class, server, ping).payload();
      only(Received.Pong.class, client, server.pong(owed.duplicate()));

      assertArrayEquals(payload, bytes(owed));
    }

    @Test
    void thatArePutTogetherAgain() {
      byte[] fragments =
          RawFrame.join(
              RawFrame.masked(RawFrame.BINARY, Recorder.bytes("ab")),
              RawFrame.masked(RawFrame.FINAL | RawFrame.PING, new byte[0]),
              RawFrame.masked(0, Recorder.bytes("cd")),
              RawFrame.masked(RawFrame.FINAL, Recorder.bytes("ef")));

      List<Received> received = server.receive(fragments, fragments.length);

      assertEquals(2, received.size());
      assertInstanceOf(Received.Ping.class, received.get(0));
      ByteBuffer message = assertInstanceOf(Received.Message.class, received.get(1)).payload();
      assertEquals("abcdef", new String(bytes(message), StandardCharsets.UTF_8));
    }
  }

  @Nested
  class CloseFrames {
    @Test
    void carryCodeAndPhrase() {
      assertEquals(
          new Received.Close(4452, "Node rejected by application"),
          only(Received.Close.class, server, opened().close(4452, "Node rejected by application")));
    }

    @Test
    void mayBeEmpty() {
      byte[] empty = opened().close(WebSocketEngine.NO_CODE, "");

      assertEquals(6, empty.length);
      assertEquals(
          new Received.Close(WebSocketEngine.NO_CODE, ""),
          only(Received.Close.class, server, empty));
    }

    @ParameterizedTest
    @CsvSource({"0", "999", "1004", "1005", "1006", "1015", "1016", "2999", "5000", "65535"})
    void areRefusedWithACodeThatIsNotForTheWire(int code) {
      byte[] frame = RawFrame.masked(RawFrame.FINAL | RawFrame.CLOSE, RawFrame.closing(code, "x"));

      assertEquals(1002, only(Received.Violation.class, server, frame).code());
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1011, 1012, 1013, 1014, 3000, 4001, 4999})
    void areTakenWithAnyOtherCode(int code) {
      byte[] frame = RawFrame.masked(RawFrame.FINAL | RawFrame.CLOSE, RawFrame.closing(code, "x"));

      assertEquals(code, only(Received.Close.class, server, frame).code());
    }

    @Test
    void areRefusedWithAPhraseThatIsNotUtf8() {
      byte[] frame =
          RawFrame.masked(RawFrame.FINAL | RawFrame.CLOSE, new byte[] {0x0f, (byte) 0xa1, -1, -2});

      assertEquals(1007, only(Received.Violation.class, server, frame).code());
    }
  }

  @Test
  void neverThrowsWhateverComes() {
    for (int seed = 0; seed < 3_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      WebSocketEngine engine = WebSocketEngine.server("dGhlIHNhbXBsZSBub25jZQ==", LIMITS);
      for (int i = 0; i < 20; i++) {
        byte[] payload = new byte[random.nextInt(0, 140)];
        random.nextBytes(payload);
        int[] opcodes = {0, 2, 8, 9, 10, random.nextInt(16)};
        int first = opcodes[random.nextInt(opcodes.length)] | (random.nextInt(3) > 0 ? 0x80 : 0);
        byte[] frame = RawFrame.masked(first, payload);
        if (random.nextInt(8) == 0) {
          frame[random.nextInt(Math.min(frame.length, 8))] ^= (byte) (1 << random.nextInt(8));
        }
        List<Received> received = engine.receive(frame, frame.length);
        assertTrue(received.size() <= 70, "seed " + seed);
      }
    }
  }
}
