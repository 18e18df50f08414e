package dev.shiphub.sim.attack;

import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.ShipBytes;
import dev.shiphub.sim.bench.Talk;
import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.RawFrame;
import java.time.Duration;
import java.util.List;

/** What a paired device can do with single frames of WebSocket, before its first message. */
final class FrameAttacks {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final int PROTOCOL_ERROR = 1002;
  private static final int CONTINUATION = 0;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int RESERVED_BIT = 0x40;
  private static final byte[] NOTHING = {};

  static final List<Attack> ALL =
      List.of(
          new Attack(
              "W-unmasked",
              "a frame of a client without a mask",
              "closed with 1002",
              Manner.QUIET,
              foe -> bytes(foe, RawFrame.binary(ShipBytes.CMI).bytes(false), PROTOCOL_ERROR)),
          new Attack(
              "W-gigabyte",
              "the head of a frame of 1 GiB",
              "closed with 1009 before anything is allocated",
              Manner.QUIET,
              foe -> bytes(foe, RawFrame.claiming(1L << 30), 1009)),
          new Attack(
              "W-text",
              "the first message in a text frame",
              "closed with 1003",
              Manner.QUIET,
              foe -> frames(foe, 1003, RawFrame.text(ShipBytes.CMI))),
          new Attack(
              "W-negative-length",
              "the head of a frame of 2^64 - 1 bytes",
              "closed with 1002",
              Manner.QUIET,
              foe -> bytes(foe, RawFrame.claiming(-1), PROTOCOL_ERROR)),
          new Attack(
              "W-long-form",
              "a length of 5 in the form for 64 bits",
              "closed with 1002",
              Manner.QUIET,
              foe -> bytes(foe, RawFrame.claiming(5), PROTOCOL_ERROR)),
          new Attack(
              "W-reserved-bit",
              "a frame with RSV1, as if compression had been agreed",
              "closed with 1002",
              Manner.QUIET,
              foe -> bytes(foe, reserved(), PROTOCOL_ERROR)),
          new Attack(
              "W-opcode-3",
              "a frame of an opcode that does not exist",
              "closed with 1002",
              Manner.QUIET,
              foe -> frames(foe, PROTOCOL_ERROR, new RawFrame(true, 3, ShipBytes.CMI))),
          new Attack(
              "W-ping-in-parts",
              "a ping that is not final",
              "closed with 1002",
              Manner.QUIET,
              foe -> frames(foe, PROTOCOL_ERROR, new RawFrame(false, PING, NOTHING))),
          new Attack(
              "W-long-ping",
              "a ping of 126 bytes",
              "closed with 1002",
              Manner.QUIET,
              foe -> frames(foe, PROTOCOL_ERROR, RawFrame.ping(new byte[126]))),
          new Attack(
              "W-half-code",
              "a close frame with one byte",
              "closed with 1002",
              Manner.QUIET,
              foe -> frames(foe, PROTOCOL_ERROR, new RawFrame(true, CLOSE, new byte[1]))),
          new Attack(
              "W-code-999",
              "a close frame with a code that must not be sent",
              "closed with 1002",
              Manner.QUIET,
              foe -> frames(foe, PROTOCOL_ERROR, RawFrame.close(999))),
          new Attack(
              "W-close-not-utf8",
              "a close frame whose reason is not UTF-8",
              "closed with 1007",
              Manner.QUIET,
              foe ->
                  frames(
                      foe,
                      1007,
                      new RawFrame(true, CLOSE, new byte[] {3, (byte) 0xe8, (byte) 0xff}))),
          new Attack(
              "W-lonely-part",
              "the continuation of a message that was never begun",
              "closed with 1002",
              Manner.QUIET,
              foe -> frames(foe, PROTOCOL_ERROR, new RawFrame(true, CONTINUATION, NOTHING))),
          new Attack(
              "W-message-in-message",
              "a message begun inside another one",
              "closed with 1002",
              Manner.QUIET,
              foe ->
                  frames(
                      foe,
                      PROTOCOL_ERROR,
                      new RawFrame(false, BINARY, new byte[1]),
                      RawFrame.binary(ShipBytes.CMI))));

  private FrameAttacks() {}

  private static byte[] reserved() {
    byte[] frame = RawFrame.binary(ShipBytes.CMI).bytes(true);
    frame[0] |= RESERVED_BIT;
    return frame;
  }

  private static Verdict bytes(Foe foe, byte[] bytes, int code)
      throws InterruptedException, CaseEnded {
    Talk talk = foe.paired();
    talk.write(bytes);
    return Judge.closeCode(talk.closes(SOON), code);
  }

  private static Verdict frames(Foe foe, int code, RawFrame... frames)
      throws InterruptedException, CaseEnded {
    Talk talk = foe.paired();
    for (RawFrame frame : frames) {
      talk.send(frame);
    }
    return Judge.closeCode(talk.closes(SOON), code);
  }
}
