package dev.shiphub.it;

import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.java_websocket.WebSocket;
import org.java_websocket.enums.Opcode;

/**
 * SHIP by hand over a connection of Java-WebSocket: answers what is heard, and knows nothing more.
 * The first character of a message is the type of its frame.
 */
final class StockTalk {
  private static final String INIT = "\0\0";
  private static final String HELLO = "\1{\"connectionHello\":[{\"phase\":\"ready\"}]}";
  private static final String PIN = "\1{\"connectionPinState\":[{\"pinState\":\"none\"}]}";
  private static final String ASK_ACCESS = "\1{\"accessMethodsRequest\":[]}";
  private static final String ACCESS = "\1{\"accessMethods\":[{\"id\":\"stock\"}]}";
  private static final String ANNOUNCE_CLOSE =
      "\3{\"connectionClose\":[{\"phase\":\"announce\"},{\"maxTime\":500}]}";
  private static final String CONFIRM_CLOSE = "\3{\"connectionClose\":[{\"phase\":\"confirm\"}]}";

  /** A code of SHIP's own range. */
  private static final int CLOSED_IN_ORDER = 4001;

  private final Role role;
  private final AtomicReference<WebSocket> link = new AtomicReference<>();
  private final AtomicInteger pings = new AtomicInteger();
  private final AtomicInteger pongs = new AtomicInteger();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<String> ends = new CopyOnWriteArrayList<>();

  /**
   * @param role of the one who talks here
   */
  StockTalk(Role role) {
    this.role = role;
  }

  private static String protocol(String type) {
    return "\1{\"messageProtocolHandshake\":[{\"handshakeType\":\""
        + type
        + "\"},{\"version\":[{\"major\":1},{\"minor\":0}]},"
        + "{\"formats\":[{\"format\":[\"JSON-UTF8\"]}]}]}";
  }

  /** A SPINE datagram for our node management, with a text of that length to make it long. */
  private static String datagram(int length) {
    return "\2{\"data\":[{\"header\":[{\"protocolId\":\"ee1.0\"}]},{\"payload\":{\"datagram\":["
        + "{\"header\":[{\"specificationVersion\":\"1.3.0\"},{\"addressSource\":[{\"device\":"
        + "\"d:_n:stock\"},{\"entity\":[0]},{\"feature\":0}]},{\"addressDestination\":["
        + "{\"entity\":[0]},{\"feature\":0}]},{\"msgCounter\":1},{\"cmdClassifier\":\"notify\"}]},"
        + "{\"payload\":[{\"cmd\":[[{\"deviceClassificationManufacturerData\":[{\"deviceName\":\""
        + "x".repeat(length)
        + "\"}]}]]}]}]}}]}";
  }

  void opened(WebSocket connection) {
    link.set(connection);
    if (role == Role.CLIENT) {
      say(INIT);
    }
  }

  void hears(ByteBuffer message) {
    String said = StandardCharsets.UTF_8.decode(message).toString();
    heard.add(said);
    answer(said);
  }

  private void answer(String said) {
    if (said.equals(INIT)) {
      if (role == Role.SERVER) {
        say(INIT);
      }
      say(HELLO);
    } else if (said.contains("connectionHello") && said.contains("ready")) {
      if (role == Role.CLIENT) {
        say(protocol("announceMax"));
      }
    } else if (said.contains("announceMax")) {
      say(protocol("select"));
    } else if (said.contains("select")) {
      if (role == Role.CLIENT) {
        say(protocol("select"));
      }
      say(PIN);
    } else if (said.contains("connectionPinState")) {
      say(ASK_ACCESS);
    } else if (said.contains("accessMethodsRequest")) {
      say(ACCESS);
    } else if (said.contains("connectionClose") && said.contains("announce")) {
      say(CONFIRM_CLOSE);
    } else if (said.contains("connectionClose") && said.contains("confirm")) {
      link.get().close(CLOSED_IN_ORDER, "close");
    }
  }

  private void say(String message) {
    link.get().send(message.getBytes(StandardCharsets.UTF_8));
  }

  void sendData() {
    say(datagram(1));
  }

  /** Sends one message of that length in frames of so many octets. */
  void sendDataInPieces(int length, int piece) {
    ByteBuffer rest = ByteBuffer.wrap(datagram(length).getBytes(StandardCharsets.UTF_8));
    while (rest.hasRemaining()) {
      int size = Math.min(piece, rest.remaining());
      ByteBuffer next = rest.slice(rest.position(), size);
      rest.position(rest.position() + size);
      link.get().sendFragmentedFrame(Opcode.BINARY, next, !rest.hasRemaining());
    }
  }

  /** Announces the close; the answer to the confirmation is the close. */
  void announceClose() {
    say(ANNOUNCE_CLOSE);
  }

  /** Closes the WebSocket without a word of SHIP. */
  void hangUp() {
    link.get().close();
  }

  void ping() {
    link.get().sendPing();
  }

  void pinged() {
    pings.incrementAndGet();
  }

  void ponged() {
    pongs.incrementAndGet();
  }

  void ended(int code, boolean isByPeer) {
    ends.add((isByPeer ? "by the hub, " : "by itself, ") + code);
  }

  int pings() {
    return pings.get();
  }

  int pongs() {
    return pongs.get();
  }

  /** How many messages hold all of these. */
  int count(String... parts) {
    return (int)
        heard.stream().filter(said -> List.of(parts).stream().allMatch(said::contains)).count();
  }

  /** How many connections have ended. */
  int ends() {
    return ends.size();
  }

  /** Whom TLS has shown on the other side. */
  Optional<Ski> shownSki() throws SSLPeerUnverifiedException {
    WebSocket now = link.get();
    return now == null
        ? Optional.empty()
        : Optional.of(StockIdentity.skiOf(now.getSSLSession().getPeerCertificates()[0]));
  }

  /** For whoever has to explain it. */
  String story() {
    return "heard " + heard + ", ended " + ends;
  }
}
