package dev.shiphub.ship;

import java.util.Locale;

/** What went wrong with a dial or a connection, as far as it makes a difference to people. */
public enum Trouble {
  /** Nobody knows an address for the host name. */
  NAME_UNKNOWN,
  /** The host is there, and nothing listens on the port. */
  CONNECTION_REFUSED,
  /** There is no way to the host's network, or the host is not in it. */
  UNREACHABLE,
  /** Nothing came back to the TCP connect. */
  NO_ANSWER,
  /** TCP is open, and the TLS handshake did not end in time. */
  TLS_SILENT,
  /** The TLS handshake failed. */
  TLS_FAILED,
  /** Another device answered: its certificate has another SKI (SHIP 12.2). */
  OTHER_DEVICE,
  /** The certificate has no SKI, or one that is not that of its key (SHIP 12.2). */
  BAD_CERTIFICATE,
  /** TLS is open, and the upgrade to WebSocket was not answered in time. */
  UPGRADE_SILENT,
  /** What answers at this port and path speaks no SHIP (SHIP 10.2). */
  NO_SHIP,
  /** The device answered that it has no place for us (HTTP 503). */
  NO_PLACE,
  /** The dial was called off by the hub. */
  CANCELLED,
  /** A fault of the hub. */
  INTERNAL,
  /** The device said nothing for longer than it may. */
  SILENT,
  /** The device sent what it may not. */
  VIOLATION,
  /** There is no common version or format (SHIP 13.4.4.2). */
  INCOMPATIBLE,
  /** Our user said no, or withdrew trust. */
  DENIED,
  /** Our user did not decide in time. */
  UNDECIDED,
  /** The device does not trust us (SHIP 13.4.4.1, close code 4452). */
  REJECTED,
  /** The device closed the connection. */
  CLOSED,
  /** The network failed, or the device ended without a word. */
  BROKEN,
  /** Another connection between the same two nodes stays (SHIP 12.2.2). */
  DOUBLE,
  /** The application of the hub did not keep up with the data. */
  OVERRUN,
  /** The hub has no place left of this kind. */
  LIMIT,
  /** The hub stops. */
  STOPPING,
  /** The hub closed the connection because its user wanted it. */
  WANTED;

  /** The name for programs. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
