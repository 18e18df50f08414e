package dev.shiphub.sim.conform;

import dev.shiphub.sim.bench.ShipBytes;
import dev.shiphub.sim.raw.Heard;
import dev.shiphub.sim.raw.RawFrame;
import dev.shiphub.sim.raw.RawLink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A server that does everything right, but what a test has it do otherwise. */
final class PoliteScript implements FaultyDevice.Script {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final byte[] CMI = {0, 0};

  private static final String SELECT =
      "{\"messageProtocolHandshake\":[{\"handshakeType\":\"select\"},{\"version\":[{\"major\":1},"
          + "{\"minor\":0}]},{\"formats\":[{\"format\":[\"JSON-UTF8\"]}]}]}";

  /** In place of a message: the connection is closed. */
  static final byte[] CLOSE = {};

  /** Messages with this part get these answers. */
  private record Answer(String part, List<byte[]> messages) {}

  private final Deque<Answer> answers = new ArrayDeque<>();
  private boolean isEndedByFragments;
  private boolean isCutting;
  private boolean isTakingText;

  PoliteScript() {
    answer(
        "\0\0", CMI, control("{\"connectionHello\":[{\"phase\":\"ready\"},{\"waiting\":60000}]}"));
    answer("\"select\"", control("{\"connectionPinState\":[{\"pinState\":\"none\"}]}"));
    answer("PinState", control("{\"accessMethodsRequest\":[]}"));
    answer("accessMethodsRequest", control("{\"accessMethods\":[{\"id\":\"faulty\"}]}"));
    answer("nodeManagementDetailedDiscoveryData", ShipBytes.discoveryReply(1, 1));
    answer("connectionClose", message(3, "{\"connectionClose\":[{\"phase\":\"confirm\"}]}"));
    answer("announceMax", control(SELECT));
    answer("aborted", CLOSE);
  }

  /** Has these answers to messages with this part, whatever it would have answered else. */
  PoliteScript answer(String part, byte[]... messages) {
    answers.addFirst(new Answer(part, List.of(messages)));
    return this;
  }

  /** Cuts what it says into two frames. */
  PoliteScript cutting() {
    isCutting = true;
    return this;
  }

  PoliteScript endedByFragments() {
    isEndedByFragments = true;
    return this;
  }

  PoliteScript takingText() {
    isTakingText = true;
    return this;
  }

  static byte[] control(String json) {
    return message(1, json);
  }

  static byte[] message(int type, String json) {
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    byte[] message = new byte[text.length + 1];
    message[0] = (byte) type;
    System.arraycopy(text, 0, message, 1, text.length);
    return message;
  }

  @Override
  public void play(RawLink link) throws InterruptedException {
    Optional<Heard> heard = link.next(PATIENCE);
    while (heard.isPresent() && !(heard.get() instanceof Heard.End)) {
      if (heard.get() instanceof Heard.Message message) {
        hear(link, message);
      }
      heard = link.next(PATIENCE);
    }
    link.close();
  }

  private void hear(RawLink link, Heard.Message message) {
    if ((!message.isBinary() && !isTakingText) || (message.frames() > 1 && isEndedByFragments)) {
      link.close();
    }
    String text = new String(message.bytes(), StandardCharsets.UTF_8);
    answers.stream()
        .filter(answer -> text.contains(answer.part()))
        .findFirst()
        .ifPresent(answer -> answer.messages().forEach(bytes -> say(link, bytes)));
  }

  private void say(RawLink link, byte[] answer) {
    if (answer.length == 0) {
      link.close();
    } else if (isCutting) {
      RawFrame.inTwo(answer).forEach(link::send);
    } else {
      link.send(answer);
    }
  }
}
