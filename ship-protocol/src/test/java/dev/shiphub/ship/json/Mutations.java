package dev.shiphub.ship.json;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Damaged copies of a message: flipped, cut, doubled, stuffed. Each comes from the seed alone. */
public final class Mutations {
  private static final byte[] NASTY = {
    0, (byte) 0xFF, (byte) 0xC0, (byte) 0xED, '"', '\\', '[', ']', '{', '}', ',', ':', '-', 'e', '0'
  };

  private final SplittableRandom random;

  /** The mutations of that source. */
  public Mutations(SplittableRandom random) {
    this.random = random;
  }

  /** A copy with one to three faults. */
  public byte[] of(byte[] message) {
    byte[] mutated = message;
    for (int faults = 1 + random.nextInt(3); faults > 0 && mutated.length > 0; faults--) {
      mutated = damaged(mutated, random.nextInt(mutated.length));
    }
    return mutated;
  }

  private byte[] damaged(byte[] message, int at) {
    return switch (random.nextInt(6)) {
      case 0 -> replaced(message, at, (byte) (message[at] ^ 1 << random.nextInt(8)));
      case 1 -> replaced(message, at, NASTY[random.nextInt(NASTY.length)]);
      case 2 -> Arrays.copyOf(message, at);
      case 3 -> Arrays.copyOfRange(message, at, message.length);
      case 4 -> spliced(message, at, Arrays.copyOfRange(message, at, message.length));
      default -> spliced(message, at, new byte[] {NASTY[random.nextInt(NASTY.length)]});
    };
  }

  private static byte[] replaced(byte[] message, int at, byte octet) {
    byte[] copy = message.clone();
    copy[at] = octet;
    return copy;
  }

  private static byte[] spliced(byte[] message, int at, byte[] insert) {
    byte[] longer = Arrays.copyOf(message, message.length + insert.length);
    System.arraycopy(insert, 0, longer, at, insert.length);
    System.arraycopy(message, at, longer, at + insert.length, message.length - at);
    return longer;
  }
}
