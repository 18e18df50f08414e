package dev.shiphub.sim.bench;

import dev.shiphub.ship.json.JsonLimits;
import dev.shiphub.ship.json.JsonReader;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.Parsed;
import dev.shiphub.ship.wire.EebusJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A message of the device, taken apart as far as it goes.
 *
 * @param at when it came
 * @param bytes all of them
 * @param plain its JSON in ordinary form; empty object if it has none
 */
@SuppressWarnings("ArrayRecordComponent") // bytes of the wire, never compared
public record Said(Instant at, byte[] bytes, JsonObject plain) {
  private static final int LARGEST = 4 << 20;
  private static final int LONGEST_EXCERPT = 300;
  private static final JsonReader READER = new JsonReader(JsonLimits.ofBytes(LARGEST));

  /** Takes these bytes apart. */
  public static Said of(Instant at, byte[] bytes) {
    boolean hasText = bytes.length > 1 && bytes[0] != ShipBytes.INIT;
    return new Said(at, bytes, hasText ? parse(bytes) : JsonObject.EMPTY);
  }

  /** Some devices end the text with zero bytes. */
  private static JsonObject parse(byte[] bytes) {
    int end = bytes.length;
    while (end > 1 && bytes[end - 1] == 0) {
      end--;
    }
    return READER.read(Arrays.copyOfRange(bytes, 1, end)) instanceof Parsed.Ok(JsonObject root)
        ? EebusJson.toPlain(root)
        : JsonObject.EMPTY;
  }

  /** Whether it is the first message of SHIP (SHIP 13.4.3). */
  public boolean isCmi() {
    return Arrays.equals(bytes, ShipBytes.CMI);
  }

  /** Whether it is of that type. */
  public boolean isType(int type) {
    return bytes.length > 0 && bytes[0] == type;
  }

  /** The member of that root; empty unless the message is of that type and has that root. */
  public Optional<JsonObject> root(int type, String name) {
    return isType(type) ? plain.object(name) : Optional.empty();
  }

  /** The hello, if it is one. */
  public Optional<JsonObject> hello() {
    return root(ShipBytes.CONTROL, "connectionHello");
  }

  /** Whether it is a hello of that phase. */
  public boolean isHello(String phase) {
    return hello().flatMap(hello -> hello.text("phase")).filter(phase::equals).isPresent();
  }

  /** The protocol handshake, if it is one of that type. */
  public Optional<JsonObject> protocol(String type) {
    return root(ShipBytes.CONTROL, "messageProtocolHandshake")
        .filter(told -> told.text("handshakeType").filter(type::equals).isPresent());
  }

  /** Whether it is that error of the protocol handshake. */
  public boolean isProtocolError(int error) {
    return root(ShipBytes.CONTROL, "messageProtocolHandshakeError")
        .flatMap(told -> told.integer("error"))
        .filter(told -> told == error)
        .isPresent();
  }

  /** The PIN state, if it tells one. */
  public Optional<String> pinState() {
    return root(ShipBytes.CONTROL, "connectionPinState").flatMap(told -> told.text("pinState"));
  }

  /** Whether it asks for access methods. */
  public boolean isAccessRequest() {
    return isType(ShipBytes.CONTROL) && plain.get("accessMethodsRequest").isPresent();
  }

  /** The access methods, if it tells them. */
  public Optional<JsonObject> accessMethods() {
    return root(ShipBytes.CONTROL, "accessMethods");
  }

  /** The close, if it is one of that phase. */
  public Optional<JsonObject> close(String phase) {
    return root(ShipBytes.END, "connectionClose")
        .filter(told -> told.text("phase").filter(phase::equals).isPresent());
  }

  /** The header of the SPINE datagram. */
  public Optional<JsonObject> spineHeader() {
    return root(ShipBytes.DATA, "data")
        .flatMap(data -> data.object("payload"))
        .flatMap(payload -> payload.object("datagram"))
        .flatMap(datagram -> datagram.object("header"));
  }

  /** Whether it is SPINE of that classifier with that function. */
  public boolean isSpine(String classifier, String function) {
    return spineHeader()
            .flatMap(header -> header.text("cmdClassifier"))
            .filter(classifier::equals)
            .isPresent()
        && words().contains("\"" + function + "\"");
  }

  /** Whether it answers the question of that counter. */
  public boolean isReplyTo(int counter, String function) {
    return isSpine("reply", function)
        && spineHeader()
            .flatMap(header -> header.integer("msgCounterReference"))
            .filter(reference -> reference == counter)
            .isPresent();
  }

  /** The type byte in hex and the text. */
  public String words() {
    return words(bytes);
  }

  /** The type byte in hex and the text. */
  public static String words(byte[] bytes) {
    if (bytes.length <= 2) {
      return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }
    return "%02x ".formatted(bytes[0])
        + new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8);
  }

  /** The beginning of that, in one line. */
  public static String excerpt(byte[] bytes) {
    String words = words(bytes).replaceAll("[\\p{Cntrl}]", "␣");
    return words.length() <= LONGEST_EXCERPT ? words : words.substring(0, LONGEST_EXCERPT) + "…";
  }
}
