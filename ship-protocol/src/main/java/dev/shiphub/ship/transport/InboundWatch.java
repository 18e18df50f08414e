package dev.shiphub.ship.transport;

import dev.shiphub.ship.Ski;

/**
 * What a listener tells besides its transports. Called on the threads of the connections, possibly
 * at the same time; must not block.
 */
public interface InboundWatch {
  /** Nobody watches. */
  InboundWatch NONE =
      new InboundWatch() {
        @Override
        public void onAuthenticated(Ski peer) {
          // Nobody watches.
        }

        @Override
        public void onRefused(InboundRefusal refusal) {
          // Nobody watches.
        }
      };

  /**
   * A peer has proved its SKI, and is about to upgrade: the moment in which a dial to the same peer
   * may be called off (SHIP 12.2.2).
   */
  void onAuthenticated(Ski peer);

  /** A connection ended before it was a transport. */
  void onRefused(InboundRefusal refusal);
}
