package dev.shiphub.sim.device;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which of several connections to one peer stays (SHIP 12.2.2), as one kind of device sees it.
 * Pure.
 *
 * <p>Devices differ here more than anywhere else, so this is for exchange.
 */
public interface PeerRule {
  /**
   * Judges; asked whenever a connection to the peer opens or ends, and when the verdict said so.
   */
  Verdict judge(Situation situation);

  /**
   * The connections to one peer.
   *
   * @param isBigger whether our SKI is the bigger one
   * @param open those that nobody has begun to close, in the order in which they opened
   * @param now the time
   */
  record Situation(boolean isBigger, List<Open> open, Instant now) {
    public Situation {
      open = List.copyOf(open);
    }
  }

  /**
   * An open connection.
   *
   * @param connection its number
   * @param isDialled whether we opened it
   * @param isInDataExchange whether its handshake is over
   * @param since when it opened
   */
  record Open(long connection, boolean isDialled, boolean isInDataExchange, Instant since) {}

  /** How a connection is closed that is one too many. */
  enum Ending {
    /** As SHIP 13.4.7 has it, or with code 4001 before data exchange. */
    IN_ORDER,
    /** With code 1000 at once. */
    REFUSED,
    /** Cut, without a close frame. */
    WITHOUT_A_WORD
  }

  /**
   * What is to be done.
   *
   * @param toClose the numbers of connections to close as double ones
   * @param ending how
   * @param again when to ask again if nothing happens before
   */
  record Verdict(Set<Long> toClose, Ending ending, Optional<Instant> again) {
    /** Nothing. */
    public static final Verdict KEEP_ALL = new Verdict(Set.of(), Optional.empty());

    public Verdict {
      toClose = Set.copyOf(toClose);
    }

    /** One that closes in order. */
    public Verdict(Set<Long> toClose, Optional<Instant> again) {
      this(toClose, Ending.IN_ORDER, again);
    }
  }
}
