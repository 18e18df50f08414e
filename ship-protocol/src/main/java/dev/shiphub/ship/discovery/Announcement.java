package dev.shiphub.ship.discovery;

/**
 * What a node wants to be found as.
 *
 * @param instance the wished DNS-SD instance label, at most 63 bytes of UTF-8; a number is appended
 *     on conflict
 * @param port the SHIP port that is listened on
 * @param txt the text record
 */
public record Announcement(String instance, int port, TxtRecord txt) {}
