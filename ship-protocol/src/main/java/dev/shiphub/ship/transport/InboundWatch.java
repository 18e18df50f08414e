package dev.shiphub.ship.transport;

/**
 * What a listener tells besides its transports. Called on the threads of the connections, possibly
 * at the same time; must not block.
 */
@FunctionalInterface
public interface InboundWatch {
  /** Nobody watches. */
  InboundWatch NONE = _ -> {};

  /** A connection ended before it was a transport. */
  void onRefused(InboundRefusal refusal);
}
