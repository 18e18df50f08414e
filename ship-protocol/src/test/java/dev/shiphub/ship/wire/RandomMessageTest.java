package dev.shiphub.ship.wire;

import static dev.shiphub.ship.wire.Octets.CODEC;
import static dev.shiphub.ship.wire.Octets.decoded;
import static dev.shiphub.ship.wire.Octets.encoded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.json.Mutations;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomMessageTest {
  @ParameterizedTest
  @ValueSource(longs = {41, 42, 43, 44, 45, 46, 47, 48})
  void everyMessageComesBack(long seed) {
    RandomMessages messages = new RandomMessages(seed);
    for (int run = 0; run < 2_000; run++) {
      ShipMessage message = messages.next();
      assertEquals(message, decoded(encoded(message)), "seed " + seed + ", run " + run);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {51, 52, 53, 54, 55, 56, 57, 58})
  void noDamagedMessageMakesTheDecoderThrow(long seed) {
    RandomMessages messages = new RandomMessages(seed);
    Mutations mutations = new Mutations(new SplittableRandom(seed));
    int read = 0;
    for (int run = 0; run < 5_000; run++) {
      byte[] mutated = mutations.of(encoded(messages.next()));
      // What was read is sane enough to be sent; sent and read again it is the same.
      if (CODEC.decode(mutated) instanceof Decoded.Ok<ShipMessage>(ShipMessage message)) {
        assertEquals(message, decoded(encoded(message)), "seed " + seed + ", run " + run);
        read++;
      }
    }
    assertTrue(read > 0, "seed " + seed + " left nothing readable: the mutations are too wild");
  }

  @ParameterizedTest
  @ValueSource(longs = {61, 62, 63, 64})
  void noNoiseMakesTheDecoderThrow(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int unread = 0;
    for (int run = 0; run < 20_000; run++) {
      byte[] noise = new byte[random.nextInt(64)];
      random.nextBytes(noise);
      if (noise.length > 0 && random.nextBoolean()) {
        noise[0] = (byte) random.nextInt(4);
      }
      unread += CODEC.decode(noise) instanceof Decoded.Ok ? 0 : 1;
    }
    assertTrue(unread > 0, "seed " + seed);
  }
}
