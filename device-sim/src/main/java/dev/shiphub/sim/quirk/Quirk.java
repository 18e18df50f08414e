package dev.shiphub.sim.quirk;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One thing that a device does differently. Evidence names a clause, a thread or a stack. */
public enum Quirk {
  DOUBLE_CONNECTION(
      QuirkForm.RULE,
      "",
      "keeps another one of two connections than SHIP 12.2.2 says",
      "field-lessons B; ship-go #5, #96, #106"),
  ONE_CONNECTION(
      QuirkForm.NONE,
      "",
      "takes one connection in all; a second one is cut after the HTTP 101",
      "openeebus; eebus-ha-bridge README"),
  HANGS_ON_DUPLICATE(
      QuirkForm.NONE,
      "",
      "answers no SPINE message any more once two connections of one peer were open",
      "evcc#30889, ship-go #85"),
  EAGER_DIAL(
      QuirkForm.NONE,
      "",
      "dials within 1 s of seeing the hub's announcement",
      "evcc#32966, #33046"),
  EXITS_WHEN_ABORTED(
      QuirkForm.NONE, "", "stops for good when the hub aborts hello", "evcc#32966, #33046"),

  WAITING_IN_SECONDS(
      QuirkForm.NONE,
      "",
      "tells and reads waiting in seconds instead of ms",
      "jeebus; SHIP 13.4.4.1"),
  PENDING_WITHOUT_WAITING(
      QuirkForm.NONE, "", "hello pending has no waiting", "py-eebus; SHIP 13.4.4.1"),
  READY_WITHOUT_WAITING(
      QuirkForm.NONE, "", "hello ready has no waiting", "SHIP 13.4.4.1 leaves it open"),
  WAITING_UNDERFLOW(
      QuirkForm.NONE,
      "",
      "waiting has run below 0 and is near 2^32 ms",
      "Tinkerforge ship_connection"),
  MISSPELT_PROLONGATION(
      QuirkForm.NONE,
      "",
      "asks with prolongation_request instead of prolongationRequest",
      "Tinkerforge ship_connection"),
  REJECTS_PENDING(
      QuirkForm.TIME,
      "1s",
      "closes with 4452 this long after hello pending",
      "Elli, Audi: evcc#19105, hassio-addon#169"),
  ABORTS_PENDING(
      QuirkForm.NONE,
      "",
      "sends hello aborted right after hello pending, and closes with 4452 after 1 s",
      "ship-go that may not wait for trust; evcc#33046"),

  TRAILING_NUL(
      QuirkForm.COUNT, "1", "appends so many zero bytes to its JSON", "Porsche: evcc#15438"),
  WHITE_SPACE(
      QuirkForm.NONE, "", "blanks, tabs and line ends in its JSON", "TC_SHIP_MSG_003; SHIP-IG 2.2"),
  PLAIN_JSON(
      QuirkForm.NONE,
      "",
      "ordinary JSON objects instead of lists of members",
      "ship-go #56; SHIP 11"),
  SHUFFLED_ORDER(
      QuirkForm.NONE,
      "",
      "members in the reverse of the schema's order",
      "SHIP 11; peers of jeebus"),
  EXPLICIT_DEFAULTS(
      QuirkForm.NONE,
      "",
      "hello has prolongationRequest:false and waiting:0 where they should be absent",
      "EEBUS.Net"),
  FLAT_ERROR(QuirkForm.NONE, "", "a handshake error is {\"error\":n} alone", "ship-go before #118"),
  FREE_CLOSE_REASON(
      QuirkForm.NONE,
      "",
      "the reason of a close is free text",
      "ship-go up to 2026-07, Tinkerforge"),
  ECHOES(
      QuirkForm.NONE,
      "",
      "as server it sends the peer's hello and access methods back instead of its own",
      "EEBUS.Net"),
  BIG_MESSAGES(
      QuirkForm.COUNT, "65536", "data messages are this many bytes long at least", "SHIP 13.4.5"),

  FRAGMENTS(
      QuirkForm.COUNT, "64", "WebSocket fragments of this many bytes", "SHIP 10.3; RFC 6455 5.4"),
  TEXT_FRAMES(QuirkForm.NONE, "", "sends text frames instead of binary ones", "SHIP 10.3"),
  NO_PONG(QuirkForm.NONE, "", "answers no ping of WebSocket", "SHIP 10.4; field-lessons A 13"),
  HALF_OPEN(
      QuirkForm.TIME,
      "10s",
      "goes deaf and dumb this long into data exchange, without a FIN",
      "evcc#6943, #10050: WLAN drops"),
  IDLE_CLOSE(
      QuirkForm.TIME,
      "10m",
      "closes when no SPINE message came for this long",
      "Elli: evcc-io/eebus#3"),
  OTHER_PATH(QuirkForm.PATH, "/other/", "announces this path of WebSocket", "SHIP 7.3.2"),
  CBC_ONLY(
      QuirkForm.NONE,
      "",
      "knows TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256 and no other suite",
      "jeebus; SHIP 9.1"),
  TLS_1_3(QuirkForm.NONE, "", "offers and takes TLS 1.3 beside 1.2", "ship-go"),

  NO_CLOSE_CONFIRM(
      QuirkForm.NONE, "", "does not confirm a close that is announced", "TC_SHIP_TERM_001"),
  ANNOUNCE_FOR_ANNOUNCE(
      QuirkForm.NONE,
      "",
      "answers the announcement of a close by one of its own",
      "Tinkerforge ship_connection"),
  LATE_ACCESS_METHODS(
      QuirkForm.TIME,
      "8s",
      "answers an access methods request this late",
      "TC_SHIP_AMDATA; SHIP 13.4.6"),
  NO_ACCESS_METHODS(
      QuirkForm.NONE, "", "never answers an access methods request", "SHIP 13.4.6.2.1"),
  SHIP_ID_CHANGE(
      QuirkForm.NONE, "", "tells another SHIP ID on every connection", "devices-app#1, evcc#26596"),
  SHIP_ID_MISMATCH(
      QuirkForm.SHIP_ID,
      "",
      "closes with 4450 a peer whose SHIP ID is not this one, or not that of its first connection",
      "Vaillant: devices-app#1, evcc#26596"),
  PIN_REQUIRED(QuirkForm.PIN, "55AAAAFF", "wants its PIN before data exchange", "SHIP 12.5"),

  NON_DER_CERTIFICATE(
      QuirkForm.NONE,
      "",
      "BasicConstraints has a BOOLEAN that is not DER",
      "Elli, VW, Audi, Porsche: evcc#4815, #5051, cemd#9"),
  BARE_CERTIFICATE(
      QuirkForm.NONE, "", "the certificate has neither SAN nor KeyUsage", "Elli: evcc#4815"),
  EXPIRED_CERTIFICATE(
      QuirkForm.NONE, "", "the certificate has expired", "SHIP 12.1.1; TLS of old devices"),
  FUTURE_CERTIFICATE(
      QuirkForm.NONE, "", "the certificate is not valid yet: a clock is wrong", "SHIP 12.1.1"),
  WRONG_SKI_CERTIFICATE(
      QuirkForm.NONE,
      "",
      "the certificate claims a SKI that is not the hash of its key",
      "evcc#31366, #31043; TC_SHIP_SEC_001"),

  REGISTER_TRUE(QuirkForm.NONE, "", "announces register=true always", "py-eebus"),
  UPPER_CASE_SKI(QuirkForm.NONE, "", "announces its SKI in upper case", "SRIP, SHIP 1.1.0"),
  DEAD_ADDRESS_FIRST(
      QuirkForm.NONE,
      "",
      "announces a link-local IPv6 address, where nobody is, and a dead one before its own",
      "evcc#33634, #15651"),
  TWIN_INSTANCE(
      QuirkForm.NONE,
      "",
      "is announced a second time under another name, at a port where nobody is",
      "evcc#18077, ship-go #83");

  private final QuirkForm form;
  private final String usual;
  private final String effect;
  private final String evidence;

  Quirk(QuirkForm form, String usual, String effect, String evidence) {
    this.form = form;
    this.usual = usual;
    this.effect = effect;
    this.evidence = evidence;
  }

  /** As people type it, such as {@code idle-close}. */
  public String word() {
    return this == TLS_1_3 ? "tls-1.3" : name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What its value is. */
  public QuirkForm form() {
    return form;
  }

  /** The value if none is typed; empty if there is none. */
  public String usual() {
    return usual;
  }

  /** What the device does, for people. */
  public String effect() {
    return effect;
  }

  /** Who has seen it. */
  public String evidence() {
    return evidence;
  }

  /** Whether it makes no sense without a typed value. */
  boolean needsValue() {
    return form == QuirkForm.RULE;
  }

  static Optional<Quirk> named(String word) {
    return Arrays.stream(values()).filter(quirk -> quirk.word().equals(word)).findFirst();
  }

  /** The names of all. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Quirk::word).toList();
  }
}
