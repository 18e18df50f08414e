package dev.shiphub.ship.handshake;

import java.time.Duration;

/**
 * Every time limit of the handshake, with its clause.
 *
 * @param cmi how long to wait for the first message; 10 to 30 s (SHIP 13.4.3)
 * @param helloInit wait-for-ready at its start; 60 to 240 s (SHIP 13.4.4.1.3)
 * @param helloIncrease what an accepted prolongation request adds; as {@code helloInit}
 * @param prolongationThreshold a peer that waits less than this is not asked to wait longer; at
 *     most 30 s
 * @param prolongationGap how long before the end of the peer's wait it is asked; at most 15 s
 * @param prolongationLeast the shortest time worth asking after; at most 1 s
 * @param closeAfterAbort how long a peer that aborted hello gets to close by itself, with its code
 * @param answer wait timer of the protocol handshake (SHIP 13.4.4.2)
 * @param pinState how long to wait for the peer's first PIN state (SHIP 13.4.4.3)
 * @param accessMethods after this an unanswered access methods request is noted (SHIP 13.4.6.2.1)
 * @param closeMaxTime how long an announced close waits for its confirmation (SHIP 13.4.7)
 */
public record HandshakeTimes(
    Duration cmi,
    Duration helloInit,
    Duration helloIncrease,
    Duration prolongationThreshold,
    Duration prolongationGap,
    Duration prolongationLeast,
    Duration closeAfterAbort,
    Duration answer,
    Duration pinState,
    Duration accessMethods,
    Duration closeMaxTime) {
  /** The values that shiphub uses, all inside the ranges of SHIP 1.0.1. */
  public static final HandshakeTimes DEFAULT =
      new HandshakeTimes(
          Duration.ofSeconds(15),
          Duration.ofSeconds(120),
          Duration.ofSeconds(120),
          Duration.ofSeconds(30),
          Duration.ofSeconds(15),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofMillis(500));
}
