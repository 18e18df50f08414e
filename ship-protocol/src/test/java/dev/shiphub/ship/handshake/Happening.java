package dev.shiphub.ship.handshake;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Pin;
import dev.shiphub.ship.PinStanding;
import dev.shiphub.ship.wire.ConnectionClose;
import dev.shiphub.ship.wire.Decoded;
import dev.shiphub.ship.wire.MessageCodec;
import dev.shiphub.ship.wire.ShipMessage;
import dev.shiphub.ship.wire.WireLimits;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/**
 * Everything that the table of states has a column for: every message type, right and wrong, as
 * octets; and what happens on our side.
 */
enum Happening {
  INIT("init", 0, "\0"),
  INIT_LONG("init with zeros behind it", 0, "\0\0"),
  HELLO_READY("hello ready", 1, "{'connectionHello':[{'phase':'ready'},{'waiting':60000}]}"),
  HELLO_READY_SILENT("hello ready without waiting", 1, "{'connectionHello':[{'phase':'ready'}]}"),
  HELLO_PENDING("hello pending", 1, "{'connectionHello':[{'phase':'pending'},{'waiting':60000}]}"),
  HELLO_ASKS(
      "hello pending that asks for more time",
      1,
      "{'connectionHello':[{'phase':'pending'},{'prolongationRequest':true}]}"),
  HELLO_PENDING_SILENT(
      "hello pending that says nothing", 1, "{'connectionHello':[{'phase':'pending'}]}"),
  HELLO_PENDING_BOTH(
      "hello pending that waits and asks",
      1,
      "{'connectionHello':[{'phase':'pending'},{'waiting':60000},{'prolongationRequest':true}]}"),
  HELLO_ABORTED("hello aborted", 1, "{'connectionHello':[{'phase':'aborted'}]}"),
  ANNOUNCE_MAX("announceMax 1.0", 1, handshake("announceMax", 1, 0, "JSON-UTF8")),
  ANNOUNCE_MAX_NEWER("announceMax 1.1", 1, handshake("announceMax", 1, 1, "JSON-UTF8")),
  ANNOUNCE_MAX_ALIEN(
      "announceMax of another format", 1, handshake("announceMax", 1, 0, "JSON-UTF16")),
  SELECT("select 1.0", 1, handshake("select", 1, 0, "JSON-UTF8")),
  SELECT_NEWER("select 1.1", 1, handshake("select", 1, 1, "JSON-UTF8")),
  SELECT_ALIEN("select of another format", 1, handshake("select", 1, 0, "JSON-UTF16")),
  HANDSHAKE_ERROR("handshake error", 1, "{'messageProtocolHandshakeError':[{'error':1}]}"),
  HANDSHAKE_ERROR_FLAT("handshake error without its root", 1, "{'error':2}"),
  PIN_NONE("PIN state none", 1, "{'connectionPinState':[{'pinState':'none'}]}"),
  PIN_OK("PIN state pinOk", 1, "{'connectionPinState':[{'pinState':'pinOk'}]}"),
  PIN_OPTIONAL(
      "PIN state optional",
      1,
      "{'connectionPinState':[{'pinState':'optional'},{'inputPermission':'ok'}]}"),
  PIN_REQUIRED(
      "PIN state required",
      1,
      "{'connectionPinState':[{'pinState':'required'},{'inputPermission':'ok'}]}"),
  PIN_BUSY(
      "PIN state required busy",
      1,
      "{'connectionPinState':[{'pinState':'required'},{'inputPermission':'busy'}]}"),
  PIN_INPUT("PIN input", 1, "{'connectionPinInput':[{'pin':'12345678'}]}"),
  PIN_ERROR("PIN error", 1, "{'connectionPinError':[{'error':1}]}"),
  ACCESS_REQUEST("access methods request", 1, "{'accessMethodsRequest':[]}"),
  ACCESS("access methods", 1, "{'accessMethods':[{'id':'i:2_u:device'}]}"),
  ACCESS_OWN("access methods with our own ID", 1, "{'accessMethods':[{'id':'i:1_u:hub'}]}"),
  UNKNOWN_CONTROL("control message of SHIP 1.1", 1, "{'keyMaterialState':[{'updateCounter':1}]}"),
  DATA("data", 2, data("ee1.0")),
  DATA_ALIEN("data of another protocol", 2, data("xx9.9")),
  CLOSE_ANNOUNCE(
      "close announce",
      3,
      "{'connectionClose':[{'phase':'announce'},{'maxTime':500},{'reason':'unspecific'}]}"),
  CLOSE_REMOVED(
      "close announce, removedConnection",
      3,
      "{'connectionClose':[{'phase':'announce'},{'maxTime':500},{'reason':'removedConnection'}]}"),
  CLOSE_CONFIRM("close confirm", 3, "{'connectionClose':[{'phase':'confirm'}]}"),

  INIT_WRONG("init with another value", 0, "\1"),
  CONTROL_BROKEN("control message that is no JSON", 1, "{'connectionHello':[{'phase':"),
  CONTROL_LIST("control message that is a list", 1, "[]"),
  CONTROL_LONG("control message of 9000 octets", 1, " ".repeat(9_000) + "{}"),
  HELLO_WRONG("hello of an unknown phase", 1, "{'connectionHello':[{'phase':'perhaps'}]}"),
  HANDSHAKE_WRONG(
      "protocol handshake without a version",
      1,
      "{'messageProtocolHandshake':[{'handshakeType':'select'}]}"),
  HANDSHAKE_ERROR_WRONG(
      "handshake error without a number", 1, "{'messageProtocolHandshakeError':[]}"),
  PIN_STATE_WRONG("PIN state unknown", 1, "{'connectionPinState':[{'pinState':'perhaps'}]}"),
  PIN_INPUT_WRONG("PIN input that is no PIN", 1, "{'connectionPinInput':[{'pin':'secret'}]}"),
  PIN_ERROR_WRONG("PIN error without a number", 1, "{'connectionPinError':[]}"),
  ACCESS_WRONG("access methods without an ID", 1, "{'accessMethods':[]}"),
  DATA_BROKEN("data that is no JSON", 2, "{'data':"),
  DATA_WRONG("data without a header", 2, "{'data':[{'payload':{'datagram':[]}}]}"),
  CLOSE_BROKEN("close that is no JSON", 3, "{"),
  CLOSE_WRONG("close of an unknown phase", 3, "{'connectionClose':[{'phase':'perhaps'}]}"),

  EMPTY("empty message", -1, ""),
  NO_VALUE("message without a value", 2, ""),
  UNKNOWN_TYPE("message of type 255", 255, "\0"),

  GRANTED("the user trusts", new Input.TrustGranted()),
  DENIED("the user refuses", new Input.TrustDenied()),
  GIVEN("the user enters the device's PIN", new Input.PinGiven(new Pin("12345678"))),
  VERIFIED("ours was entered on another connection", new Input.PinTold(PinStanding.VERIFIED)),
  STOPPING(
      "the hub stops",
      new Input.CloseWanted(
          ConnectionClose.Reason.UNSPECIFIC,
          CloseReason.byUs(CloseReason.GOING_AWAY, "the hub is stopping"))),
  REMOVED(
      "the user removes the device",
      new Input.CloseWanted(
          ConnectionClose.Reason.REMOVED_CONNECTION,
          CloseReason.byUs(CloseReason.NOT_TRUSTED, "trust was withdrawn"))),
  TIMER("the timer runs out", new Input.DeadlineReached()),
  GONE("the connection is gone", new Input.PeerGone(CloseReason.byNetwork("reset")));

  private final String label;
  private final Input input;

  Happening(String label, int type, String value) {
    this(label, received(type, value));
  }

  Happening(String label, Input input) {
    this.label = label;
    this.input = input;
  }

  String label() {
    return label;
  }

  Input input() {
    return input;
  }

  /** Whether it is a message of a known type that cannot be read. */
  boolean isUnreadable() {
    return Kind.UNREADABLE.includes(this);
  }

  /** What of all can happen. */
  enum Kind {
    READABLE("readable message", input -> input instanceof Input.Received),
    UNREADABLE("unreadable message", input -> input instanceof Input.Unreadable),
    SKIPPABLE("message that is none", input -> input instanceof Input.Skippable),
    MESSAGE(
        "message, readable or not",
        input -> READABLE.is(input) || UNREADABLE.is(input) || SKIPPABLE.is(input)),
    ANYTHING("happening", _ -> true);

    private final String label;
    private final Predicate<Input> member;

    Kind(String label, Predicate<Input> member) {
      this.label = label;
      this.member = member;
    }

    String label() {
      return label;
    }

    boolean includes(Happening happening) {
      return is(happening.input);
    }

    private boolean is(Input input) {
      return member.test(input);
    }
  }

  /**
   * A message as a session takes it from the wire.
   *
   * @param type the first octet; none if negative
   * @param value the others, with ' for every quotation mark
   */
  static Input received(int type, String value) {
    return switch (new MessageCodec(WireLimits.USUAL).decode(octets(type, value))) {
      case Decoded.Ok<ShipMessage>(ShipMessage message) -> new Input.Received(message);
      case Decoded.Malformed<ShipMessage>(String what, _) -> new Input.Unreadable(what);
      case Decoded.Skippable<ShipMessage>(String what, _) -> new Input.Skippable(what);
    };
  }

  private static byte[] octets(int type, String value) {
    byte[] text = value.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    if (type < 0) {
      return text;
    }
    byte[] octets = new byte[text.length + 1];
    octets[0] = (byte) type;
    System.arraycopy(text, 0, octets, 1, text.length);
    return octets;
  }

  private static String handshake(String type, int major, int minor, String format) {
    return "{'messageProtocolHandshake':[{'handshakeType':'%s'},{'version':[{'major':%d},{'minor':%d}]},"
            .formatted(type, major, minor)
        + "{'formats':[{'format':['%s']}]}]}".formatted(format);
  }

  private static String data(String protocol) {
    return "{'data':[{'header':[{'protocolId':'" + protocol + "'}]},{'payload':{'datagram':[]}}]}";
  }
}
