package dev.shiphub.ship.qr;

/** The keys of a QR text that we know; others are skipped (SRIP-310/15). */
enum QrKey {
  SKI,
  PIN,
  ID,
  BRAND,
  TYPE,
  MODEL,
  SERIAL,
  CAT
}
