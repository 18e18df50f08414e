package dev.shiphub.sim.device;

import dev.shiphub.ship.wire.ShipData;
import dev.shiphub.sim.spine.SpineCodec;
import dev.shiphub.sim.spine.SpineDatagram;
import dev.shiphub.sim.spine.SpineDecoded;
import dev.shiphub.sim.spine.SpineNode;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a device says and hears in data exchange. Owned by the driver's thread. */
final class SpineTalk {
  private static final Logger LOG = LoggerFactory.getLogger(SpineTalk.class);

  private final SpineNode node;
  private final Consumer<SimEvent> events;
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

  /** Hears, and answers if there is something to answer. */
  void hear(Link link, ShipData data) {
    switch (SpineCodec.decode(data.payload())) {
      case SpineDecoded.Ok(SpineDatagram datagram) -> {
        events.accept(new SimEvent.Message(link.peer(), link.number(), true, datagram));
        node.answer(datagram).filter(_ -> !hasHung).ifPresent(answer -> say(link, answer));
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
