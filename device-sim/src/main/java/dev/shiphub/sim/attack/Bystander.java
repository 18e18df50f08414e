package dev.shiphub.sim.attack;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.sim.device.SimDevice;
import dev.shiphub.sim.device.SimEvent;
import dev.shiphub.sim.spine.SpineClassifier;
import dev.shiphub.sim.spine.SpineDatagram;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

/** An honest, paired device that only wants its answers. */
final class Bystander {
  private final LocalIdentity identity;
  private final Ski hub;
  private final InstantSource clock;
  private final Exchanges exchanges = new Exchanges();
  private final CountDownLatch connected = new CountDownLatch(1);

  Bystander(LocalIdentity identity, Ski hub, InstantSource clock) {
    this.identity = identity;
    this.hub = hub;
    this.clock = clock;
  }

  LocalIdentity identity() {
    return identity;
  }

  Ski ski() {
    return identity.ski();
  }

  Exchanges exchanges() {
    return exchanges;
  }

  /** Zero once it was in data exchange. */
  CountDownLatch connected() {
    return connected;
  }

  void askBy(SimDevice device) {
    device.ask(hub);
  }

  /** Takes what its device tells. */
  void on(SimEvent event) {
    switch (event) {
      case SimEvent.DataExchange _ -> connected.countDown();
      case SimEvent.Message(_, _, boolean isInbound, SpineDatagram datagram) ->
          on(isInbound, datagram);
      case SimEvent.NotAsked _ -> exchanges.mishap(clock.instant(), "it could not ask");
      case SimEvent.Disconnected(_, _, Stage reached, _, String words) when reached == Stage.DATA ->
          exchanges.mishap(clock.instant(), "its connection ended: " + words);
      default -> {
        // Dials and handshakes before that are its own business.
      }
    }
  }

  private void on(boolean isInbound, SpineDatagram datagram) {
    SpineClassifier classifier = datagram.header().classifier();
    if (isInbound && classifier == SpineClassifier.REPLY) {
      datagram
          .header()
          .reference()
          .ifPresent(counter -> exchanges.answered(counter, clock.instant()));
    } else if (!isInbound && classifier == SpineClassifier.READ) {
      exchanges.asked(datagram.header().msgCounter(), clock.instant());
    }
  }
}
