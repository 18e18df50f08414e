package dev.shiphub.ship.port;

import dev.shiphub.ship.Ski;
import java.net.InetAddress;

/**
 * What is known of those who knock before, and as soon as, they show who they are. Any thread;
 * never blocks.
 */
public interface Acquaintances {
  /** Nobody is known: everybody is a stranger. */
  Acquaintances NONE =
      new Acquaintances() {
        @Override
        public boolean isKnown(InetAddress address) {
          return false;
        }

        @Override
        public boolean isPaired(Ski ski) {
          return false;
        }
      };

  /**
   * Whether a paired device has proved its SKI at this address before. Multicast DNS has no say in
   * it. It is a hint, good for a reserved place until TLS has shown who is there.
   */
  boolean isKnown(InetAddress address);

  /** Whether this device is paired. */
  boolean isPaired(Ski ski);
}
