package dev.shiphub.ship.transport;

import java.time.Duration;

/**
 * Every bound that the transport keeps against slow, broken and hostile peers.
 *
 * @param times how long a phase may take in all
 * @param rates how often connections may arrive
 * @param door how many of anybody are served at once
 * @param reserve how many are served besides who may be, or are, paired devices
 * @param frames what a peer may send
 * @param backlog what may wait to be sent to one peer
 */
public record TransportLimits(
    Times times, Rates rates, Door door, Reserve reserve, Frames frames, Backlog backlog) {
  /** The longest head of HTTP, request or answer, in bytes. */
  public static final int HTTP_HEAD_BYTES = 16 * 1024;

  /** The limits of a hub on a small machine. */
  public static final TransportLimits DEFAULTS =
      new TransportLimits(
          Times.DEFAULTS,
          Rates.DEFAULTS,
          Door.DEFAULTS,
          Reserve.DEFAULTS,
          Frames.DEFAULTS,
          Backlog.DEFAULTS);

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
   * A bucket of tokens.
   *
   * @param burst so many at once
   * @param perSecond and so many in each second after that
   */
  public record Rate(int burst, int perSecond) {}

  /**
   * How often connections may arrive. Others are closed at once.
   *
   * @param address from one address, or one IPv6 network; from a known address as often again
   * @param all from all strangers together; half of the burst is kept for those who are calm
   * @param calm how long an address must not have knocked to be calm, in vain or not; what its
   *     bucket needs to fill up, and no longer than devices wait before they dial again
   * @param addresses how many strangers' addresses are remembered; more of them count as one
   */
  public record Rates(Rate address, Rate all, Duration calm, int addresses) {
    /** 90 and 30 a second from one address, 200 and 40 a second from all strangers; 3 s. */
    public static final Rates DEFAULTS =
        new Rates(new Rate(90, 30), new Rate(200, 40), Duration.ofSeconds(3), 1024);

    /** As often as anybody likes, for who is not to be defended. */
    public static final Rates UNLIMITED =
        new Rates(
            new Rate(1_000_000, 1_000_000),
            new Rate(2_000_000, 1_000_000),
            Duration.ofSeconds(3),
            1024);
  }

  /**
   * How many accepted connections a node serves at once, over all its listeners.
   *
   * @param handshakes TLS handshakes under way; they are the costly part
   * @param permit how long a handshake counts as one of them; a slow one goes on uncounted
   * @param patience who keeps us waiting for longer makes room if there is no other
   * @param arrivals connections that have not finished the upgrade
   * @param arrivalsPerAddress of these from one address
   * @param open connections that have
   */
  public record Door(
      int handshakes,
      Duration permit,
      Duration patience,
      int arrivals,
      int arrivalsPerAddress,
      int open) {
    /**
     * 16 handshakes, for half a second each, 64 arrivals, who may be slow for 2 s, 160 open
     * connections.
     */
    public static final Door DEFAULTS =
        new Door(16, Duration.ofMillis(500), Duration.ofSeconds(2), 64, 48, 160);

    /** The same with room for so many open connections. */
    public Door withOpen(int connections) {
      return new Door(handshakes, permit, patience, arrivals, arrivalsPerAddress, connections);
    }
  }

  /**
   * What strangers do not get. Until TLS has shown who is there, it is for addresses where a paired
   * device was before.
   *
   * @param handshakes TLS handshakes under way, besides those of the door
   * @param arrivals connections that have not finished the upgrade, besides those of the door
   * @param arrivalsPerAddress of these from one address
   * @param open of the open connections of the door, those that paired devices alone get
   */
  public record Reserve(int handshakes, int arrivals, int arrivalsPerAddress, int open) {
    /** 4 handshakes and 32 arrivals, 8 of one address; no open connection. */
    public static final Reserve DEFAULTS = new Reserve(4, 32, 8, 0);

    /** The same with so many of the open connections. */
    public Reserve withOpen(int connections) {
      return new Reserve(handshakes, arrivals, arrivalsPerAddress, connections);
    }
  }

  /**
   * What a peer may send.
   *
   * @param untrustedBytes all that is read of a peer before it is trusted, TLS and HTTP included
   * @param handshakeBytes the longest message before data exchange, when anybody may be the peer
   * @param messageBytes the longest message from then on; both over all fragments
   * @param fragments the most fragments of one message
   * @param controls the most pings and pongs within {@code controlsWithin}
   * @param controlsWithin the time for these
   */
  public record Frames(
      int untrustedBytes,
      int handshakeBytes,
      int messageBytes,
      int fragments,
      int controls,
      Duration controlsWithin) {
    /**
     * 64 KiB before trust; messages of 8 KiB, later 1 MiB, in at most 4096 fragments; 200 pings and
     * pongs in 10 s.
     */
    public static final Frames DEFAULTS =
        new Frames(64 * 1024, 8 * 1024, 1024 * 1024, 4096, 200, Duration.ofSeconds(10));
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
    return new TransportLimits(others, rates, door, reserve, frames, backlog);
  }

  /** These limits with other rates. */
  public TransportLimits with(Rates others) {
    return new TransportLimits(times, others, door, reserve, frames, backlog);
  }

  /** These limits with another door. */
  public TransportLimits with(Door other) {
    return new TransportLimits(times, rates, other, reserve, frames, backlog);
  }

  /** These limits with another reserve. */
  public TransportLimits with(Reserve other) {
    return new TransportLimits(times, rates, door, other, frames, backlog);
  }
}
