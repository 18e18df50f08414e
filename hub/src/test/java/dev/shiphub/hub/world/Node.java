package dev.shiphub.hub.world;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.ServiceRecord;

/** A SHIP node: a hub of ours, or a device that follows some rule. */
interface Node {
  Ski ski();

  Host host();

  /** Whether its process runs. */
  boolean isRunning();

  /** Whether it listens. */
  boolean isUp();

  /** Which life of its process this is. */
  int life();

  /** A peer has proved who it is on a connection that it opens. */
  void authenticated(Ski peer);

  /** A peer has opened a connection. */
  void arrived(End end);

  /** Multicast DNS shows a node. */
  void sees(ServiceRecord service);

  /** Multicast DNS does not show it any more. */
  void misses(Ski ski, String instance);

  /** Its process dies; {@code isDark} if its host does. */
  void die(boolean isDark);

  /** Its process starts. */
  void boot();
}
