package dev.shiphub.sim.attack;

import java.util.List;

/** What a node with any certificate can do in the HTTP upgrade. */
final class UpgradeAttacks {
  private static final int LONG = 1 << 20;

  static final List<Attack> ALL =
      List.of(
          new Attack(
              "W-no-protocol",
              "an upgrade without Sec-WebSocket-Protocol",
              "400 and the end of the connection",
              Manner.QUIET,
              foe -> Judge.status(foe.upgrade(request("")), 400)),
          new Attack(
              "W-other-protocol",
              "an upgrade to the sub-protocol chat",
              "400 and the end of the connection",
              Manner.QUIET,
              foe -> Judge.status(foe.upgrade(request("Sec-WebSocket-Protocol: chat\r\n")), 400)),
          new Attack(
              "W-endless-head",
              "a header of 1 MiB",
              "an error or the end of the connection, long before all is read",
              Manner.QUIET,
              foe ->
                  Judge.status(
                      foe.upgrade(request("X-Long: " + "a".repeat(LONG) + "\r\n")), 0, 400, 431)));

  private UpgradeAttacks() {}

  /** An upgrade that is right but for the lines that are given, or missing. */
  static String request(String lines) {
    return "GET /ship/ HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        + lines
        + "\r\n";
  }
}
