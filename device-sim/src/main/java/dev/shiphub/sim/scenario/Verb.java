package dev.shiphub.sim.scenario;

import static dev.shiphub.sim.scenario.Key.may;
import static dev.shiphub.sim.scenario.Key.must;
import static dev.shiphub.sim.scenario.Key.one;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a step can be. The value of a step with one word only is that of its first key. */
enum Verb {
  TRUST(Who.ANY, "The target is told to trust the peer.", must("peer", Kind.NAME_OF_PEER, "who")),
  UNTRUST(
      Who.ANY,
      "The target is told to trust the peer no longer.",
      must("peer", Kind.NAME_OF_PEER, "who")),
  CONNECT(
      Who.ANY,
      "Brings the peer into data exchange: the target is told to trust it; a device is started, a"
          + " peer by hand dials.",
      must("peer", Kind.NAME_OF_PEER, "who"),
      Keys.CONNECTION,
      may("within", Kind.SPAN_OF_TIME, "how soon; 20s")),
  ASK(
      Who.ANY,
      "The peer asks the target over SPINE what it is, and must be answered: the session lives.",
      must("peer", Kind.NAME_OF_PEER, "who"),
      Keys.CONNECTION,
      may("within", Kind.SPAN_OF_TIME, "how soon; 5s")),
  EXPECT(
      Who.ANY,
      "Waits until something is so; fails if it is not in time.",
      must("peer", Kind.NAME_OF_PEER, "whose view"),
      Keys.CONNECTION,
      one(
          "data-exchange",
          Kind.FLAG,
          "device: it is in data exchange by a connection opened since its last start or fault"
              + " (false: by none)"),
      one("connections", Kind.number(0, 64), "device: so many connections are open"),
      one(
          "event",
          Kind.choice("trust-requested", "pin-requested", "pin-right", "pin-wrong", "dial-failed"),
          "device: it has noticed that since its last start or fault"),
      one("close", Kind.numberOr(1000, 4999, "any"), "the target closes with that code"),
      one(
          "end",
          Kind.choice("any", "closed", "reset"),
          "by hand: the connection ends, at whatever layer"),
      one("message", Kind.choice(Keys.MESSAGES), "by hand: the target sends that message"),
      one("silence", Kind.SPAN_OF_TIME, "by hand: no message and no end for so long"),
      one("open", Kind.SPAN_OF_TIME, "by hand: no end for so long, whatever is said"),
      one("http", Kind.number(100, 599), "by hand, to: tls: the target answers with that status"),
      one(
          "dialled",
          Kind.number(1, 1000),
          "by hand, listening: the target has opened so many TCP connections"),
      one(
          "not-dialled",
          Kind.SPAN_OF_TIME,
          "by hand, listening: none that was not accepted yet is there, and none comes for so"
              + " long"),
      one(
          "state",
          Kind.TEXT,
          "the admin API of the target shows this state of the peer; needs --admin"),
      one(
          "why",
          Kind.TEXT,
          "the admin API of the target says this code of why it is so; needs --admin"),
      may(
          "with",
          Kind.MEMBERS_OF_A_MESSAGE,
          "message: members that it must have, with their values"),
      may("within", Kind.SPAN_OF_TIME, "how soon; 10s")),
  PAUSE(Who.NOBODY, "Lets time go by.", must("for", Kind.SPAN_OF_TIME, "how much")),
  REPEAT(
      Who.NOBODY,
      "Takes steps again and again.",
      must("times", Kind.number(1, 1000), "how often"),
      must("steps", Kind.STEPS, "which")),
  ANNOUNCE(
      Who.ANY,
      "Says by multicast DNS that a SHIP service is there, true or not.",
      must(
          "peer",
          Kind.NAME_OF_PEER,
          "whose SKI, address and port are said unless other ones are given"),
      may("name", Kind.WORD, "of the instance; the peer's. A tag is added that no other run has"),
      may("ski", Kind.WORD, "whose SKI: own, target, nobody or that of a peer; own"),
      may("port", Kind.number(1, 65_535), "instead of that where it listens"),
      may("address", Kind.ADDRESS, "instead of that where it listens"),
      may("path", Kind.TEXT, "of its WebSocket; /ship/"),
      may("register", Kind.FLAG, "false"),
      may("times", Kind.number(1, 100), "how often, 200 ms apart; 3"),
      may("apart", Kind.FLAG, "true: each of the four records in a packet of its own; false"),
      may("backwards", Kind.FLAG, "true: the last record comes first; false"),
      may("copies", Kind.number(1, 20), "how many of each packet arrive; 1"),
      may("lost", Kind.number(0, 400), "how many packets get lost at first; 0")),
  GOODBYE(
      Who.ANY,
      "Takes back what announce has said.",
      must("peer", Kind.NAME_OF_PEER, "who"),
      may("name", Kind.WORD, "of the instance; the peer's")),
  START(
      Who.DEVICE,
      "Starts the device, or starts it again.",
      must("peer", Kind.NAME_OF_PEER, "which"),
      may(
          "identity",
          Kind.choice("same", "new"),
          "new: with another key, and so another SKI; same"),
      may(
          "port",
          Kind.choice("same", "new"),
          "new: it can be reached at another port, which the target is told; same"),
      may("from", Kind.ADDRESS, "the address that its connections come from")),
  STOP(
      Who.DEVICE,
      "Stops the device in order: goodbye, SHIP close, 1001.",
      must("peer", Kind.NAME_OF_PEER, "which")),
  ACCEPT_TARGET(
      Who.DEVICE,
      "The user of the device trusts the target from now on.",
      must("peer", Kind.NAME_OF_PEER, "which")),
  REFUSE_TARGET(
      Who.DEVICE,
      "The user of the device trusts the target no longer: 4452.",
      must("peer", Kind.NAME_OF_PEER, "which")),
  ENTER_PIN(
      Who.DEVICE,
      "The user of the device enters a PIN of the target.",
      must("peer", Kind.NAME_OF_PEER, "which"),
      must("pin", Kind.PIN_OR_TARGET, "which one; target: that of --pin")),
  DIAL_AGAIN(
      Who.DEVICE,
      "The device opens a connection beside the one that it has.",
      must("peer", Kind.NAME_OF_PEER, "which")),
  DROP(
      Who.ANY,
      "Ends the connections of the peer, or this one, as networks do.",
      must("peer", Kind.NAME_OF_PEER, "whose"),
      Keys.CONNECTION,
      must(
          "how",
          Kind.choice("silence", "reset", "fin"),
          "silence: no byte gets through any more, and nobody is told")),
  SLOW(
      Who.DEVICE,
      "The network of the device becomes slow, for connections that are open and for new ones.",
      must("peer", Kind.NAME_OF_PEER, "whose"),
      must("rate", Kind.number(1, 1_000_000), "bytes per second, in each direction")),
  HEAL(
      Who.DEVICE,
      "The network of the device works again; a connection that was dropped stays dead.",
      must("peer", Kind.NAME_OF_PEER, "whose")),
  DIAL(
      Who.HAND,
      "Dials the target, and goes as far as it is said.",
      must("peer", Kind.NAME_OF_PEER, "who"),
      Keys.CONNECTION,
      Keys.TO,
      Keys.REFUSED,
      Keys.CERTIFICATE,
      may("from", Kind.ADDRESS, "the address that it comes from"),
      may("protocol", Kind.TEXT, "the WebSocket sub-protocol that is asked for; ship"),
      may("within", Kind.SPAN_OF_TIME, "each layer; 10s")),
  LISTEN(
      Who.HAND,
      "Listens at a port of its own; again: at another one.",
      must("peer", Kind.NAME_OF_PEER, "who"),
      may("tell", Kind.FLAG, "whether the target is told where; true"),
      may("address", Kind.ADDRESS, "where; the usual one")),
  ACCEPT(
      Who.HAND,
      "Takes the next connection that the target opens, and goes as far as it is said.",
      must("peer", Kind.NAME_OF_PEER, "who"),
      Keys.CONNECTION,
      Keys.TO,
      Keys.REFUSED,
      Keys.CERTIFICATE,
      may("protocol", Kind.TEXT, "the WebSocket sub-protocol that is granted; ship"),
      may("path", Kind.TEXT, "which one the target must ask for; any"),
      may("within", Kind.SPAN_OF_TIME, "how soon it dials; 30s")),
  SEND(
      Who.HAND,
      "Sends something.",
      must("peer", Kind.NAME_OF_PEER, "who"),
      Keys.CONNECTION,
      one("message", Kind.choice(Keys.MESSAGES), "that message of SHIP"),
      one("json", Kind.TEXT, "a message of that type whose text is this"),
      one("bytes", Kind.BYTES, "these bytes as one message; below WebSocket as they are"),
      one("text", Kind.TEXT, "this text in a text frame"),
      one(
          "frame",
          Kind.choice(
              "unmasked",
              "rsv1",
              "opcode-3",
              "too-long",
              "endless-message",
              "endless-parts",
              "ping",
              "pong",
              "lonely-part",
              "half-code"),
          "that frame, or frames, of WebSocket"),
      one("http", Kind.TEXT, "to: tls: this head of HTTP; CRLF and the empty line are added"),
      one(
          "client-hello",
          Kind.choice("whole", "half", "dripping"),
          "to: tcp: a ClientHello of TLS; dripping: a byte each half second"),
      may("with", Kind.MEMBERS_OF_A_MESSAGE, "message: its members, in this order"),
      may("type", Kind.choice("control", "data", "end"), "json: its type; control"),
      may("times", Kind.number(1, 10_000), "how often; 1")),
  CLOSE(
      Who.HAND,
      "Closes the WebSocket with a close frame.",
      must("peer", Kind.NAME_OF_PEER, "who"),
      Keys.CONNECTION,
      may("code", Kind.number(0, 65_535), "1000"),
      may("reason", Kind.TEXT, "none")),
  STAY_SILENT(
      Who.HAND,
      "Answers nothing any more on this connection, not even a ping; the connection stays open.",
      must("peer", Kind.NAME_OF_PEER, "who"),
      Keys.CONNECTION);

  /** Whose step it can be. */
  enum Who {
    /** No peer's. */
    NOBODY,
    /** Any peer's. */
    ANY,
    /** A simulated device's. */
    DEVICE,
    /** That of a peer by hand. */
    HAND
  }

  /** Keys of several. */
  private static final class Keys {
    static final Key CONNECTION =
        may("connection", Kind.WORD, "by hand: which of its connections; main");
    static final Key TO =
        may(
            "to",
            Kind.choice("tcp", "tls", "websocket", "init", "hello", "protocol", "data"),
            "how far it goes as a good peer does; data");
    static final Key REFUSED =
        may(
            "refused",
            Kind.choice("tcp", "tls", "upgrade", "any"),
            "the target must refuse it there, instead of letting it in");
    static final Key CERTIFICATE =
        may(
            "certificate",
            Kind.choice("own", "other", "forged", "without-ski", "rsa", "none"),
            "which one is shown: other is an honest one of another SKI, forged claims the peer's"
                + " SKI with another key; own");
    static final String[] MESSAGES = {
      "init",
      "hello",
      "protocol",
      "protocol-error",
      "pin-state",
      "pin-input",
      "pin-error",
      "access-methods-request",
      "access-methods",
      "close",
      "data",
      "any"
    };
  }

  private final Who who;
  private final String words;
  private final List<Key> keys;

  Verb(Who who, String words, Key... keys) {
    this.who = who;
    this.words = words;
    this.keys = List.of(keys);
  }

  /** As scenarios write it. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whose step it can be. */
  Who who() {
    return who;
  }

  /** What it does, for people. */
  String words() {
    return words;
  }

  List<Key> keys() {
    return keys;
  }

  /** All words. */
  static List<String> all() {
    return Stream.of(values()).map(Verb::word).toList();
  }
}
