package dev.shiphub.it;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.hub.port.HubListener;
import dev.shiphub.hub.port.PublishedNotice;
import dev.shiphub.hub.world.Application;
import dev.shiphub.hub.world.Broken;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.sim.spine.SpineCodec;
import dev.shiphub.sim.spine.SpineDatagram;
import dev.shiphub.sim.spine.SpineDecoded;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Hears one life of a hub, and writes down which promise it breaks. Any thread. */
final class Ears implements HubListener {
  private final Logbook log;

  @GuardedBy("this")
  private final Application application = new Application();

  @GuardedBy("this")
  private final Map<Ski, Long> answered = new HashMap<>();

  @GuardedBy("this")
  private boolean isOver;

  Ears(Logbook log) {
    this.log = log;
  }

  @Override
  public synchronized void onNotice(PublishedNotice published) {
    hear(published.notice(), it -> it.heard(published.notice()));
  }

  @Override
  public synchronized void onData(Ski ski, ConnectionId session, JsonObject payload) {
    if (SpineCodec.decode(payload) instanceof SpineDecoded.Ok(SpineDatagram datagram)) {
      hear(session, it -> it.data(ski, session, datagram.header().msgCounter()));
      datagram.header().reference().ifPresent(number -> answered.put(ski, number));
      log.did(Logbook.Deed.HEAR);
    } else {
      log.wrong("data of " + ski.brief() + " is no datagram: " + payload);
    }
  }

  @Override
  public void onGap(long missed) {
    log.wrong(missed + " notices were dropped");
  }

  @GuardedBy("this")
  private void hear(Object what, Consumer<Application> check) {
    if (isOver) {
      log.wrong("promise 5: " + what + " was heard after the stop had returned");
    }
    try {
      check.accept(application);
    } catch (Broken broken) {
      log.wrong(String.valueOf(broken.getMessage()));
    }
  }

  /** The stop has returned. */
  synchronized void over() {
    isOver = true;
    try {
      application.checkStopped();
    } catch (Broken broken) {
      log.wrong(String.valueOf(broken.getMessage()));
    }
  }

  synchronized boolean isConnected(Ski ski) {
    return application.session(ski).isPresent();
  }

  /** Which question the device has answered last. */
  synchronized Optional<Long> answered(Ski ski) {
    return Optional.ofNullable(answered.get(ski));
  }
}
