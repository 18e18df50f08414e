package dev.shiphub.ship.transport;

import java.time.Duration;

/**
 * Every bound that the transport keeps against slow, broken and hostile peers.
 *
 * @param times how long a phase may take in all
 * @param door how many strangers are served at once
 * @param frames what a peer may send
 * @param backlog what may wait to be sent to one peer
 */
public record TransportLimits(Times times, Door door, Frames frames, Backlog backlog) {
  /** The limits of a hub on a small machine. */
  public static final TransportLimits DEFAULTS =
      new TransportLimits(Times.DEFAULTS, Door.DEFAULTS, Frames.DEFAULTS, Backlog.DEFAULTS);

  /**
   * The longest time of each phase, in all and not for each read.
   *
   * @param resolve host name to addresses
   * @param connect TCP connect to one address
   * @param tls from TCP accept or connect to the end of the TLS handshake
   * @param upgrade from there to the end of the WebSocket upgrade
   * @param close for the close frame to get out, and again for the peer's to come in
   */
  public record Times(
      Duration resolve, Duration connect, Duration tls, Duration upgrade, Duration close) {
    /** 5 s to resolve and to connect, 10 s for TLS and for the upgrade, 2 s to close. */
    public static final Times DEFAULTS =
        new Times(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(2));
  }

  /**
   * How many accepted connections a node serves at once, over all its listeners.
   *
   * @param handshakes TLS handshakes under way; they are the costly part
   * @param permit how long a handshake counts as one of them; a slow one goes on uncounted
   * @param arrivals connections that have not finished the upgrade
   * @param arrivalsPerAddress of these from one address
   * @param open connections that have
   */
  public record Door(
      int handshakes, Duration permit, int arrivals, int arrivalsPerAddress, int open) {
    /** One handshake for each processor, 64 arrivals, 160 open connections. */
    public static final Door DEFAULTS =
        new Door(Runtime.getRuntime().availableProcessors(), Duration.ofMillis(1500), 64, 48, 160);
  }

  /**
   * What a peer may send.
   *
   * @param handshakeBytes the longest message before data exchange, when anybody may be the peer
   * @param messageBytes the longest message from then on; both over all fragments
   * @param fragments the most fragments of one message
   * @param controls the most pings and pongs within {@code controlsWithin}
   * @param controlsWithin the time for these
   */
  public record Frames(
      int handshakeBytes, int messageBytes, int fragments, int controls, Duration controlsWithin) {
    /** 8 KiB, later 1 MiB, in at most 4096 fragments; 200 pings and pongs in 10 s. */
    public static final Frames DEFAULTS =
        new Frames(8 * 1024, 1024 * 1024, 4096, 200, Duration.ofSeconds(10));
  }

  /**
   * What may wait to be sent to one peer; more than that, and it is cut off.
   *
   * @param messages their number
   * @param bytes their length together
   */
  public record Backlog(int messages, int bytes) {
    /** 256 messages, 1 MiB. */
    public static final Backlog DEFAULTS = new Backlog(256, 1024 * 1024);
  }

  /** These limits with other times. */
  public TransportLimits with(Times others) {
    return new TransportLimits(others, door, frames, backlog);
  }

  /** These limits with another door. */
  public TransportLimits with(Door other) {
    return new TransportLimits(times, other, frames, backlog);
  }
}
