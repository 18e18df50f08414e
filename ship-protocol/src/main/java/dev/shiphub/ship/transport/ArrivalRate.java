package dev.shiphub.ship.transport;

import dev.shiphub.ship.port.Acquaintances;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often connections may arrive: a bucket for each origin, and one for all strangers, half of
 * which is left to origins that have not knocked for a while.
 *
 * <p>A known address has a bucket of its own besides, which no flood of others empties or evicts.
 * Strangers' buckets are forgotten when they are full again; as long as too many are not, newcomers
 * share one. Any thread.
 */
final class ArrivalRate {
  private final TransportLimits.Rates limits;
  private final Acquaintances acquaintances;
  private final TokenBucket all;
  private final Caller others;
  private final Map<Origin, Caller> strangers = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<InetAddress, TokenBucket> known = new HashMap<>();

  ArrivalRate(TransportLimits.Rates limits, Acquaintances acquaintances) {
    this.limits = limits;
    this.acquaintances = acquaintances;
    this.all = new TokenBucket(limits.all());
    this.others = new Caller(new TokenBucket(limits.address()));
  }

  /** One origin of strangers, or all that are too many. */
  private static final class Caller {
    private final TokenBucket bucket;
    private Instant lastAt = Instant.MIN;

    private Caller(TokenBucket bucket) {
      this.bucket = bucket;
    }

    private boolean isCalm(Duration calm, Instant now) {
      return !now.isBefore(lastAt.plus(calm));
    }
  }

  /** Counts one connection; returns whether it may go on. */
  synchronized boolean admits(InetAddress address, Instant now) {
    boolean isOfKnown = acquaintances.isKnown(address) && ofKnown(address).take(now);
    return isOfKnown || admitsStranger(Origin.of(address), now);
  }

  private boolean admitsStranger(Origin origin, Instant now) {
    Caller caller = ofStranger(origin, now);
    boolean isCalm = caller != others && caller.isCalm(limits.calm(), now);
    int kept = isCalm ? 0 : limits.all().burst() / 2;
    caller.lastAt = now;
    return all.has(kept + 1, now) && caller.bucket.take(now) && all.take(now);
  }

  private TokenBucket ofKnown(InetAddress address) {
    // Bounded by those who are known.
    known.keySet().removeIf(one -> !acquaintances.isKnown(one));
    return known.computeIfAbsent(address, _ -> new TokenBucket(limits.address()));
  }

  private Caller ofStranger(Origin origin, Instant now) {
    Caller caller = strangers.get(origin);
    if (caller != null) {
      return caller;
    }
    forgetTheCalm(now);
    if (strangers.size() >= limits.addresses()) {
      return others;
    }
    return strangers.computeIfAbsent(origin, _ -> new Caller(new TokenBucket(limits.address())));
  }

  /** In the order of their last knocks, so that the first that is not calm ends it. */
  private void forgetTheCalm(Instant now) {
    Iterator<Caller> eldest = strangers.values().iterator();
    while (eldest.hasNext() && eldest.next().isCalm(limits.calm(), now)) {
      eldest.remove();
    }
  }

  /** How many origins are remembered. */
  synchronized int size() {
    return strangers.size() + known.size();
  }
}
