package dev.shiphub.ship.transport;

import dev.shiphub.fuzz.Cost;
import dev.shiphub.fuzz.Finding;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What comes before the first frame: a TLS record, a request, a response. */
public final class UpgradeTarget {
  private UpgradeTarget() {}

  /** The first byte says which of the three the rest is. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length > 0) {
      byte[] stream = Arrays.copyOfRange(input, 1, input.length);
      switch (input[0] & 3) {
        case 0 -> hello(stream);
        case 1 -> head(stream).ifPresent(UpgradeTarget::answer);
        default -> head(stream).ifPresent(UpgradeTarget::accept);
      }
    }
  }

  private static void hello(byte[] stream) {
    try {
      ClientHello.read(new ByteArrayInputStream(stream), () -> {})
          .ifPresent(
              record ->
                  Finding.unless(
                      Arrays.equals(record, Arrays.copyOf(stream, record.length)),
                      "a record that was not sent"));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Empty if the stream ends in the head. */
  private static Optional<HttpHead.Reading> head(byte[] stream) {
    return Cost.within(
        stream.length,
        () -> {
          ByteArrayInputStream in = new ByteArrayInputStream(stream);
          try {
            HttpHead.Reading read = HttpHead.read(in);
            int taken = stream.length - in.available();
            boolean isWhole = read instanceof HttpHead.Reading.Whole;
            Finding.unless(!isWhole || taken == endOfHead(stream), "bytes of frames taken");
            return Optional.of(read);
          } catch (EOFException cutOff) {
            return Optional.empty();
          } catch (IOException broken) {
            throw new UncheckedIOException(broken);
          }
        });
  }

  private static int endOfHead(byte[] stream) {
    return new String(stream, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
  }

  /** As server: the engine serves what was found sound, and a refusal can be read. */
  private static void answer(HttpHead.Reading read) {
    switch (read) {
      case HttpHead.Reading.Refused(int status, String why) -> refused(status, why);
      case HttpHead.Reading.Whole(HttpHead head) -> {
        switch (UpgradeHead.judgeRequest(head)) {
          case UpgradeHead.Request.Refused(int status, String why) -> refused(status, why);
          case UpgradeHead.Request.Sound(String key) ->
              Finding.unless(
                  statusOf(WebSocketEngine.server(key, TransportLimits.Frames.DEFAULTS).upgrade())
                      == UpgradeHead.SWITCHING,
                  "not served, key " + key);
        }
      }
    }
  }

  private static void refused(int status, String why) {
    Finding.unless(
        statusOf(UpgradeHead.refusal(status, why)) == status, "an unreadable refusal: " + why);
  }

  private static int statusOf(byte[] response) {
    return head(response)
        .filter(HttpHead.Reading.Whole.class::isInstance)
        .map(HttpHead.Reading.Whole.class::cast)
        .flatMap(whole -> UpgradeHead.status(whole.head()))
        .orElse(0);
  }

  /** As client: no server can know the answer to a key that it has not seen. */
  private static void accept(HttpHead.Reading read) {
    if (read instanceof HttpHead.Reading.Whole(HttpHead head)
        && UpgradeHead.status(head).equals(Optional.of(UpgradeHead.SWITCHING))
        && UpgradeHead.flaw(head).isEmpty()) {
      WebSocketEngine engine =
          WebSocketEngine.client("ship", "/ship/", TransportLimits.Frames.DEFAULTS);
      Finding.unless(engine.upgrade().length > 0, "no request");
      String key = head.only("Sec-WebSocket-Accept").orElseThrow();
      Finding.unless(!engine.accept(key), "accepted " + key);
    }
  }
}
