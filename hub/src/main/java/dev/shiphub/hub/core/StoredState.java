package dev.shiphub.hub.core;

import java.util.List;

/**
 * All that survives a restart; nothing transient can be written in it.
 *
 * @param trusted the trusted devices
 * @param peers the static peers that were added by command
 */
public record StoredState(List<TrustRecord> trusted, List<StaticPeer> peers) {
  /** Nothing yet. */
  public static final StoredState EMPTY = new StoredState(List.of(), List.of());

  public StoredState {
    trusted = List.copyOf(trusted);
    peers = List.copyOf(peers);
  }
}
