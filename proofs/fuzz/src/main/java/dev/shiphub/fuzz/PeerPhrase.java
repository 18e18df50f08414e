package dev.shiphub.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a peer may say, well formed; the first character is the type of the frame. */
final class PeerPhrase {
  /** What the peer has to enter, where we ask for a PIN. */
  static final String OUR_PIN = "1234567890ABCDEF";

  private static final List<String> ALL =
      List.of(
          "\0\0",
          "\1{\"connectionHello\":[{\"phase\":\"ready\"},{\"waiting\":60000}]}",
          "\1{\"connectionHello\":[{\"phase\":\"ready\"}]}",
          "\1{\"connectionHello\":[{\"phase\":\"pending\"},{\"waiting\":60000}]}",
          "\1{\"connectionHello\":[{\"phase\":\"pending\"},{\"prolongationRequest\":true}]}",
          "\1{\"connectionHello\":[{\"phase\":\"aborted\"}]}",
          "\1{\"messageProtocolHandshake\":[{\"handshakeType\":\"announceMax\"},{\"version\":"
              + "[{\"major\":1},{\"minor\":0}]},{\"formats\":[{\"format\":[\"JSON-UTF8\"]}]}]}",
          "\1{\"messageProtocolHandshake\":[{\"handshakeType\":\"select\"},{\"version\":"
              + "[{\"major\":1},{\"minor\":0}]},{\"formats\":[{\"format\":[\"JSON-UTF8\"]}]}]}",
          "\1{\"messageProtocolHandshakeError\":[{\"error\":2}]}",
          "\1{\"connectionPinState\":[{\"pinState\":\"none\"}]}",
          "\1{\"connectionPinState\":[{\"pinState\":\"required\"},{\"inputPermission\":\"ok\"}]}",
          "\1{\"connectionPinState\":[{\"pinState\":\"optional\"},{\"inputPermission\":\"busy\"}]}",
          "\1{\"connectionPinState\":[{\"pinState\":\"pinOk\"}]}",
          "\1{\"connectionPinInput\":[{\"pin\":\"" + OUR_PIN + "\"}]}",
          "\1{\"connectionPinError\":[{\"error\":1}]}",
          "\1{\"accessMethodsRequest\":[]}",
          "\1{\"accessMethods\":[{\"id\":\"peer\"}]}",
          "\2{\"data\":[{\"header\":[{\"protocolId\":\"ee1.0\"}]},{\"payload\":{\"datagram\":[]}}]}",
          "\3{\"connectionClose\":[{\"phase\":\"announce\"},{\"maxTime\":500}]}",
          "\3{\"connectionClose\":[{\"phase\":\"confirm\"}]}",
          "\1{\"connectionPinState\":[{\"pinState\":\"required\"},{\"inputPermission\":\"busy\"}]}",
          "\1{\"connectionPinState\":[{\"pinState\":\"optional\"},{\"inputPermission\":\"ok\"}]}",
          "\1{\"connectionPinInput\":[{\"pin\":\"00000000\"}]}");

  private PeerPhrase() {}

  /** One of them, whatever the number. */
  static byte[] of(int number) {
    return ALL.get(number % ALL.size()).getBytes(StandardCharsets.ISO_8859_1);
  }
}
