package dev.shiphub.hub.core;

import dev.shiphub.hub.core.Evidence.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Which of two connections to one device stays (SHIP 12.2.2): one pure function, and the only place
 * to change it.
 *
 * <p>Make before break: the newer connection must have shown life before the older one is given up,
 * because peers follow different rules and nobody announces which.
 */
public enum DoubleConnectionRule {
  /** Decide by what the peer does; converges with every known peer. */
  EVIDENCE(Duration.ofMillis(500)),
  /** The letter of SHIP 12.2.2, without grace, for certification runs. */
  SPEC(Duration.ZERO),
  /** The one that the bigger SKI opened stays, as old ship-go does; for emulation only. */
  INIT(Duration.ZERO);

  /**
   * How long a bigger node lets a newcomer stay silent, and a smaller one lets the peer decide
   * (SHIP 12.2.2).
   */
  static final Duration PATIENCE = Duration.ofSeconds(3);

  /**
   * How long the older connection may take to answer its ping: it is stale if the peer restarted.
   */
  static final Duration PROBE_OF_OLDER = Duration.ofSeconds(2);

  /**
   * How long both may take when the bigger peer did not decide, before one that lives is closed.
   */
  static final Duration PROBE_OF_BOTH = Duration.ofSeconds(5);

  private final Duration grace;

  DoubleConnectionRule(Duration grace) {
    this.grace = grace;
  }

  /**
   * One of the two connections of a slot.
   *
   * @param connection which
   * @param evidence what is known of its life
   */
  public record Contender(Connection connection, Evidence evidence) {}

  /** What the rule says now. */
  public sealed interface Decision {
    /** The older one stays. */
    record OwnerStays() implements Decision {}

    /** The newer one takes over. */
    record CandidateTakes() implements Decision {}

    /**
     * Both stay for now.
     *
     * @param until when to ask again if nothing happens before
     * @param probe whom to ping
     * @param within how long the ping may take
     */
    record Undecided(Instant until, List<Connection> probe, Duration within) implements Decision {
      public Undecided {
        probe = List.copyOf(probe);
      }
    }
  }

  /**
   * Decides between the owner of a slot and a newer candidate.
   *
   * @param isOursBigger whether our SKI is the bigger one
   */
  public Decision decide(boolean isOursBigger, Contender owner, Contender candidate, Instant now) {
    if (this == INIT) {
      boolean isCandidateByBigger = candidate.connection().isOutgoing() == isOursBigger;
      return isCandidateByBigger ? new Decision.CandidateTakes() : new Decision.OwnerStays();
    }
    return isOursBigger
        ? decideAsBigger(owner, candidate, now)
        : decideAsSmaller(owner, candidate, now);
  }

  /**
   * Whether a dial of ours is given up, unnoticed, when the device has proved itself on its own
   * (SHIP 12.2.2, the check during the TLS handshake). The smaller node must not: a bigger peer
   * gives its dial up in the same moment, and both would be gone.
   */
  boolean yieldsDials(boolean isOursBigger) {
    return this != INIT && isOursBigger;
  }

  /**
   * Whether a third connection is turned away, and the older candidate stays; otherwise the two
   * newest are kept.
   *
   * <p>A bigger peer that dials twice at once, as ship-go v0.6.0 does, closes its own first dial
   * and refuses ours just after the upgrade: what it keeps is its second, so ours must not displace
   * that.
   */
  boolean turnsAway(boolean isOursBigger, Connection candidate, Connection newcomer) {
    return this != INIT && !isOursBigger && newcomer.isOutgoing() && !candidate.isOutgoing();
  }

  private Decision decideAsBigger(Contender owner, Contender candidate, Instant now) {
    Instant patience = candidate.evidence().openedAt().plus(PATIENCE);
    if (candidate.evidence().firstMessageAt().isPresent()) {
      Instant settled = candidate.evidence().firstMessageAt().get().plus(grace);
      if (now.isBefore(settled)) {
        return await(settled, owner);
      }
      if (isHandoverNear(owner, candidate) && now.isBefore(patience)) {
        return await(patience, owner);
      }
      return isWorthless(owner, candidate)
          ? new Decision.OwnerStays()
          : new Decision.CandidateTakes();
    }
    if (now.isBefore(patience)) {
      return await(patience, owner);
    }
    return switch (owner.evidence().probe()) {
      case NONE, ASKED -> probe(List.of(owner), PROBE_OF_OLDER, now);
      case ALIVE -> new Decision.OwnerStays();
      case DEAD -> new Decision.CandidateTakes();
    };
  }

  /** What works is kept until the newer one is in data exchange, so that there is no gap. */
  private boolean isHandoverNear(Contender owner, Contender candidate) {
    return this == EVIDENCE && owner.evidence().isWorking() && !candidate.evidence().isComplete();
  }

  /** A dial of ours that gets nowhere is no reason to close what works. */
  private boolean isWorthless(Contender owner, Contender candidate) {
    return isHandoverNear(owner, candidate) && candidate.connection().isOutgoing();
  }

  /** The bigger peer decides; only if it does not, or something is dead, do we. */
  private Decision decideAsSmaller(Contender owner, Contender candidate, Instant now) {
    Instant patience = candidate.evidence().openedAt().plus(PATIENCE);
    boolean isOver = !now.isBefore(patience);
    boolean hasSpoken = candidate.evidence().firstMessageAt().isPresent();
    if (owner.evidence().probe() == Probe.DEAD && (isOver || hasSpoken)) {
      return new Decision.CandidateTakes();
    }
    if (!isOver) {
      return await(patience, owner);
    }
    if (candidate.evidence().probe() == Probe.DEAD || isWorthless(owner, candidate)) {
      return new Decision.OwnerStays();
    }
    boolean areBothAlive =
        owner.evidence().probe() == Probe.ALIVE && candidate.evidence().probe() == Probe.ALIVE;
    return areBothAlive
        ? new Decision.CandidateTakes()
        : probe(List.of(owner, candidate), PROBE_OF_BOTH, now);
  }

  /** Meanwhile the older one shows whether it lives. */
  private static Decision await(Instant until, Contender owner) {
    return new Decision.Undecided(until, unasked(List.of(owner)), PROBE_OF_OLDER);
  }

  /** Asks those that have not been asked; an answer, or its absence, comes back as evidence. */
  private static Decision probe(List<Contender> contenders, Duration within, Instant now) {
    return new Decision.Undecided(now.plus(within), unasked(contenders), within);
  }

  private static List<Connection> unasked(List<Contender> contenders) {
    return contenders.stream()
        .filter(contender -> contender.evidence().probe() == Probe.NONE)
        .map(Contender::connection)
        .toList();
  }
}
