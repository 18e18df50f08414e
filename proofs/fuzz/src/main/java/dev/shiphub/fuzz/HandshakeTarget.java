package dev.shiphub.fuzz;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.handshake.Handshake;
import dev.shiphub.ship.handshake.HandshakeTimes;
import dev.shiphub.ship.handshake.Input;
import dev.shiphub.ship.handshake.Output;
import dev.shiphub.ship.handshake.Party;
import dev.shiphub.ship.handshake.Phase;
import dev.shiphub.ship.wire.ConnectionClose;
import dev.shiphub.ship.wire.Decoded;
import dev.shiphub.ship.wire.MessageCodec;
import dev.shiphub.ship.wire.ShipMessage;
import dev.shiphub.ship.wire.WireLimits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** A whole handshake with a peer, a user and a clock that do what the input says. */
public final class HandshakeTarget {
  private static final MessageCodec CODEC = new MessageCodec(WireLimits.USUAL);
  private static final Instant START = Instant.EPOCH;

  /** Data that came too early is delivered at once. */
  private static final int MOST_OUTPUTS = Phase.PinVerification.MOST_EARLY + 4;

  /** What a peer may say, well formed; the first character is the type of the frame. */
  private static final List<String> PHRASES =
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
          "\1{\"connectionPinInput\":[{\"pin\":\"1234567890abcdef\"}]}",
          "\1{\"connectionPinError\":[{\"error\":1}]}",
          "\1{\"accessMethodsRequest\":[]}",
          "\1{\"accessMethods\":[{\"id\":\"peer\"}]}",
          "\2{\"data\":[{\"header\":[{\"protocolId\":\"ee1.0\"}]},{\"payload\":{\"datagram\":[]}}]}",
          "\3{\"connectionClose\":[{\"phase\":\"announce\"},{\"maxTime\":500}]}",
          "\3{\"connectionClose\":[{\"phase\":\"confirm\"}]}");

  private final Handshake handshake;
  private Instant now = START;
  private boolean isTrusted;
  private boolean isCompleted;
  private boolean isClosed;

  private HandshakeTarget(Role role) {
    handshake = new Handshake(new Party(role, new ShipId("hub"), HandshakeTimes.DEFAULT));
  }

  /** The first byte says who we are and whether the peer is trusted; each of the rest is a step. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length > 0) {
      HandshakeTarget target = new HandshakeTarget((input[0] & 1) == 0 ? Role.CLIENT : Role.SERVER);
      target.isTrusted = (input[0] & 2) != 0;
      target.take(target.handshake.begin(target.isTrusted, target.now));
      target.play(Arrays.copyOfRange(input, 1, input.length));
    }
  }

  private void play(byte[] steps) {
    for (int at = 0; at < steps.length; at++) {
      int step = steps[at] & 0xFF;
      if (step < 0x80) {
        hear(PHRASES.get(step % PHRASES.size()).getBytes(StandardCharsets.ISO_8859_1));
      } else if (step < 0xC0) {
        int end = Math.min(steps.length, at + 1 + (step & 0x3F));
        hear(Arrays.copyOfRange(steps, Math.min(at + 1, end), end));
        at = end - 1;
      } else {
        act(step & 7);
      }
    }
  }

  private void hear(byte[] octets) {
    switch (CODEC.decode(octets)) {
      case Decoded.Ok<ShipMessage>(ShipMessage message) -> put(new Input.Received(message));
      case Decoded.Malformed<ShipMessage>(String what, _) -> put(new Input.Unreadable(what));
      case Decoded.Skippable<ShipMessage>(String what, _) -> put(new Input.Skippable(what));
    }
  }

  private void act(int what) {
    switch (what) {
      case 0 -> {
        isTrusted = true;
        put(new Input.TrustGranted());
      }
      case 1 -> put(new Input.TrustDenied());
      case 2, 3, 4 -> {
        handshake.deadline().filter(now::isBefore).ifPresent(due -> now = due);
        put(new Input.DeadlineReached());
      }
      case 5 -> now = now.plusMillis(900);
      case 6 ->
          put(
              new Input.CloseWanted(
                  ConnectionClose.Reason.UNSPECIFIC, CloseReason.byUs(4001, "stop")));
      default -> put(new Input.PeerGone(CloseReason.byNetwork("reset")));
    }
  }

  private void put(Input input) {
    take(handshake.on(input, now));
  }

  private void take(List<Output> outputs) {
    Finding.unless(outputs.size() <= MOST_OUTPUTS, "too much at once: " + outputs);
    for (Output output : outputs) {
      Finding.unless(!isClosed, "after the end: " + output);
      switch (output) {
        case Output.Completed() -> {
          Finding.unless(isTrusted, "data exchange without trust");
          Finding.unless(!isCompleted, "data exchange entered twice");
          isCompleted = true;
        }
        case Output.Deliver _ -> Finding.unless(isCompleted, "data before data exchange");
        case Output.Close _ -> isClosed = true;
        default -> {}
      }
    }
  }
}
