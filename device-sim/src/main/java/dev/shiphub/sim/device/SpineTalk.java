package dev.shiphub.sim.device;

import dev.shiphub.ship.wire.ShipData;
import dev.shiphub.sim.spine.Registrations;
import dev.shiphub.sim.spine.SpineCodec;
import dev.shiphub.sim.spine.SpineDatagram;
import dev.shiphub.sim.spine.SpineDecoded;
import dev.shiphub.sim.spine.SpineNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a device says and hears in data exchange. Owned by the driver's thread. */
final class SpineTalk {
  /** How often those who have subscribed are told what is measured. */
  static final Duration EVERY = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(SpineTalk.class);

  private final SpineNode node;
  private final Consumer<SimEvent> events;
  private final Map<Link, Registrations> registered = new LinkedHashMap<>();
  private Optional<Instant> tellAt = Optional.empty();
  private boolean hasHung;

  SpineTalk(SpineNode node, Consumer<SimEvent> events) {
    this.node = node;
    this.events = events;
  }

  /** Asks first, as real devices do. */
  void begin(Link link) {
    say(link, node.discoveryRead());
  }

  /** From now on it hears, and says nothing. */
  void hang() {
    hasHung = true;
  }

  /** A connection has ended, and with it what was subscribed over it. */
  void forget(Link link) {
    registered.remove(link);
  }

  /** When those who have subscribed are told next. */
  Optional<Instant> deadline() {
    return tellAt;
  }

  /** Tells them if it is time. */
  void onDeadline(Instant now) {
    if (tellAt.filter(at -> !at.isAfter(now)).isEmpty()) {
      return;
    }
    node.advance(now);
    if (!hasHung) {
      registered.forEach((link, its) -> node.news(its).forEach(news -> say(link, news)));
    }
    plan(now);
  }

  private void plan(Instant now) {
    boolean isWanted = registered.values().stream().anyMatch(it -> !it.hasNoSubscription());
    tellAt = isWanted ? Optional.of(now.plus(EVERY)) : Optional.empty();
  }

  /** Hears, and answers if there is something to answer. */
  void hear(Link link, ShipData data, Instant now) {
    node.advance(now);
    switch (SpineCodec.decode(data.payload())) {
      case SpineDecoded.Ok(SpineDatagram datagram) -> {
        events.accept(new SimEvent.Message(link.peer(), link.number(), true, datagram));
        Registrations its = registered.computeIfAbsent(link, _ -> new Registrations());
        node.answer(datagram, its).filter(_ -> !hasHung).ifPresent(answer -> say(link, answer));
        if (tellAt.isEmpty()) {
          plan(now);
        }
      }
      case SpineDecoded.Malformed(String what) ->
          LOG.warn("{}  data that is no SPINE: {}", link.peer().brief(), what);
    }
  }

  private void say(Link link, SpineDatagram datagram) {
    link.send(new ShipData(ShipData.SPINE, SpineCodec.encode(datagram)));
    events.accept(new SimEvent.Message(link.peer(), link.number(), false, datagram));
  }
}
