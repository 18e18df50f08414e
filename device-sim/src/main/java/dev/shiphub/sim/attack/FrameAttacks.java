package dev.shiphub.sim.attack;

import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.ShipBytes;
import dev.shiphub.sim.bench.Talk;
import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.RawFrame;
import java.time.Duration;
import java.util.List;

/** What a paired device can do with the frames of WebSocket. */
final class FrameAttacks {
  private static final Duration SOON = Duration.ofSeconds(5);

  static final List<Attack> ALL =
      List.of(
          new Attack(
              "W-unmasked",
              "a frame of a client without a mask",
              "closed with 1002",
              Manner.QUIET,
              foe -> frame(foe, RawFrame.binary(ShipBytes.CMI).bytes(false), 1002)),
          new Attack(
              "W-gigabyte",
              "the head of a frame of 1 GiB",
              "closed with 1009 before anything is allocated",
              Manner.QUIET,
              foe -> frame(foe, RawFrame.claiming(1L << 30), 1009)),
          new Attack(
              "W-text",
              "the first message in a text frame",
              "closed with 1003",
              Manner.QUIET,
              foe -> frame(foe, RawFrame.text(ShipBytes.CMI).bytes(true), 1003)));

  private FrameAttacks() {}

  private static Verdict frame(Foe foe, byte[] bytes, Integer... codes)
      throws InterruptedException, CaseEnded {
    Talk talk = foe.paired();
    talk.write(bytes);
    return Judge.closeCode(talk.closes(SOON), codes);
  }
}
