package dev.shiphub.hub.model;

import dev.shiphub.hub.core.DoubleConnectionRule;
import dev.shiphub.hub.core.HubCore;
import dev.shiphub.hub.core.HubEffect;
import dev.shiphub.hub.core.HubEvent;
import dev.shiphub.hub.core.Limits;
import dev.shiphub.hub.core.StaticPeer;
import dev.shiphub.hub.core.StoredState;
import dev.shiphub.hub.core.TrustRecord;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The hub's own core, which knows where its one device is. */
final class OurMind implements Mind {
  private final HubCore core;

  /** A hub whose first dial is due at that moment. */
  OurMind(DoubleConnectionRule rule, Ski own, Ski device, Instant firstDial) {
    TrustRecord trust =
        new TrustRecord(device, Optional.empty(), TrustRecord.Origin.USER_INPUT, 64, Instant.EPOCH);
    core =
        new HubCore(
            own,
            rule,
            Limits.DEFAULT,
            Duration.ofSeconds(5),
            new StoredState(List.of(trust), List.of()),
            new LongestDraw());
    Endpoint endpoint = new Endpoint(List.of("192.0.2.1"), 4_712, "/ship/", Optional.empty());
    Duration avoidance = Duration.ofSeconds(own.isBiggerThan(device) ? 1 : 5);
    core.start(List.of(new StaticPeer(device, endpoint)), firstDial.minus(avoidance));
    if (!core.deadline().equals(Optional.of(firstDial))) {
      throw new IllegalStateException("dials at " + core.deadline());
    }
  }

  @Override
  public List<HubEffect> on(HubEvent event, Instant now) {
    return core.on(event, now);
  }

  @Override
  public List<HubEffect> onDeadline(Instant now) {
    return core.onDeadline(now);
  }

  @Override
  public Optional<Instant> deadline() {
    return core.deadline();
  }
}
