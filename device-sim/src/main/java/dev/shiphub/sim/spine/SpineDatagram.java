package dev.shiphub.sim.spine;

/**
 * A message of SPINE.
 *
 * @param header from, to, and what for
 * @param command about what; further commands of one datagram are not read
 */
public record SpineDatagram(SpineHeader header, SpineCommand command) {}
