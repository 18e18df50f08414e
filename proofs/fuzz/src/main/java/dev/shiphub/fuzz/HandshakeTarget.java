package dev.shiphub.fuzz;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Pin;
import dev.shiphub.ship.PinStanding;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.handshake.Handshake;
import dev.shiphub.ship.handshake.HandshakeTimes;
import dev.shiphub.ship.handshake.Input;
import dev.shiphub.ship.handshake.Output;
import dev.shiphub.ship.handshake.Party;
import dev.shiphub.ship.handshake.Phase;
import dev.shiphub.ship.handshake.PinDemand;
import dev.shiphub.ship.wire.ConnectionClose;
import dev.shiphub.ship.wire.Decoded;
import dev.shiphub.ship.wire.MessageCodec;
import dev.shiphub.ship.wire.ShipMessage;
import dev.shiphub.ship.wire.WireLimits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A whole handshake with a peer, a user and a clock that do what the input says. */
public final class HandshakeTarget {
  private static final MessageCodec CODEC = new MessageCodec(WireLimits.USUAL);
  private static final Instant START = Instant.EPOCH;

  /** Data that came too early is delivered at once. */
  private static final int MOST_OUTPUTS = Phase.PinVerification.MOST_EARLY + 4;

  /** A phase has three at most. */
  private static final int MOST_DEADLINES_AT_ONCE = 4;

  private final Handshake handshake;
  private final PinWatch pins;
  private Instant now = START;
  private boolean isTrusted;
  private boolean isCompleted;
  private boolean isClosed;

  private HandshakeTarget(Role role, Optional<PinDemand> demand) {
    Party party = new Party(role, new ShipId("hub"), HandshakeTimes.DEFAULT);
    handshake = new Handshake(party.demanding(demand));
    pins = new PinWatch(demand);
  }

  /**
   * The first byte says who we are, whether the peer is trusted and whether it has to enter our
   * PIN; each of the rest is a step.
   */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length > 0) {
      boolean isDemanding = (input[0] & 4) != 0;
      HandshakeTarget target =
          new HandshakeTarget(
              (input[0] & 1) == 0 ? Role.CLIENT : Role.SERVER,
              isDemanding
                  ? Optional.of(new PinDemand(new Pin(PeerPhrase.OUR_PIN), (input[0] & 8) != 0))
                  : Optional.empty());
      target.isTrusted = (input[0] & 2) != 0;
      target.take(target.handshake.begin(target.isTrusted, target.now));
      target.play(Arrays.copyOfRange(input, 1, input.length));
    }
  }

  private void play(byte[] steps) {
    for (int at = 0; at < steps.length; at++) {
      int step = steps[at] & 0xFF;
      if (step < 0x80) {
        hear(PeerPhrase.of(step));
      } else if (step < 0xC0) {
        byte[] said = following(steps, at, step & 0x3F);
        hear(said);
        at += said.length;
      } else if (step < 0xE0) {
        byte[] typed = following(steps, at, step & 0x1F);
        Pin.parse(new String(typed, StandardCharsets.UTF_8))
            .ifPresent(pin -> put(new Input.PinGiven(pin)));
        at += typed.length;
      } else {
        act(step & 0xF);
      }
    }
  }

  private static byte[] following(byte[] steps, int at, int length) {
    return Arrays.copyOfRange(steps, at + 1, Math.min(steps.length, at + 1 + length));
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
      case 2, 3, 4 -> reachDeadline();
      case 5 -> now = now.plusMillis(900);
      case 6 ->
          put(
              new Input.CloseWanted(
                  ConnectionClose.Reason.UNSPECIFIC, CloseReason.byUs(4001, "stop")));
      case 7 -> put(new Input.PeerGone(CloseReason.byNetwork("reset")));
      case 8 -> now = now.plusSeconds(20);
      case 9 -> put(new Input.PinTold(PinStanding.VERIFIED));
      case 10 -> put(new Input.PinTold(PinStanding.FRESH.wrongOnce(now)));
      case 11 ->
          put(new Input.PinTold(new PinStanding(false, 3, Optional.of(now.plusSeconds(15)))));
      default -> put(new Input.DeadlineReached());
    }
  }

  /** Whoever drives a handshake wakes up for its deadline, and must not wake up for ever. */
  private void reachDeadline() {
    handshake.deadline().filter(now::isBefore).ifPresent(due -> now = due);
    for (int i = 0; i < MOST_DEADLINES_AT_ONCE; i++) {
      put(new Input.DeadlineReached());
    }
    Finding.unless(
        handshake.deadline().filter(due -> !due.isAfter(now)).isEmpty(),
        "a deadline that nothing settles in " + handshake.phase());
  }

  private void put(Input input) {
    pins.heard(input);
    List<Output> outputs = handshake.on(input, now);
    pins.check(input, outputs, now);
    take(outputs);
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
