package dev.shiphub.hub.core;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/** What a paired device can do to have more PINs looked at. */
enum PinAttack {
  STAYING("stays connected, and goes on trying", (siege, _) -> siege.tryAll()),
  RECONNECTING(
      "connects anew for every try",
      (siege, _) -> {
        siege.disconnect();
        siege.connect();
        siege.tryAll();
      }),
  RESTARTING(
      "has the hub restarted after every try",
      (siege, _) -> {
        siege.tryAll();
        siege.restart();
        siege.connect();
      }),
  KILLING(
      "has the hub killed after every try",
      (siege, _) -> {
        siege.tryAll();
        siege.kill();
        siege.connect();
      }),
  CROSSING(
      "tries on two connections in the same moment",
      (siege, _) -> {
        siege.connect();
        siege.tryAll();
      }),
  FLOODING(
      "opens ten connections at once for every try",
      (siege, _) -> {
        for (int i = 0; i < 10; i++) {
          siege.connect();
        }
        siege.tryAll();
      }),
  MIXING("all of this, at random", (siege, random) -> chosen(random).move(siege, random));

  /** So many tries are no siege any more: the door is open. */
  private static final long MOST = 10_000;

  private final String words;
  private final BiConsumer<PinSiege, SplittableRandom> move;

  PinAttack(String words, BiConsumer<PinSiege, SplittableRandom> move) {
    this.words = words;
    this.move = move;
  }

  private static PinAttack chosen(SplittableRandom random) {
    List<PinAttack> others = EnumSet.complementOf(EnumSet.of(MIXING)).stream().toList();
    return others.get(random.nextInt(others.size()));
  }

  String words() {
    return words;
  }

  private void move(PinSiege siege, SplittableRandom random) {
    move.accept(siege, random);
  }

  /** Goes on for so long, and tries also while none is looked at. */
  void lay(PinSiege siege, SplittableRandom random, Duration time) {
    siege.connect();
    while (siege.elapsed().compareTo(time) < 0 && siege.tries() < MOST) {
      move(siege, random);
      siege.tryAll();
      siege.outlast();
    }
  }
}
