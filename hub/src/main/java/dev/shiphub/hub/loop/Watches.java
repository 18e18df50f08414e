package dev.shiphub.hub.loop;

import dev.shiphub.hub.core.Connection;
import dev.shiphub.hub.core.HubEffect;
import dev.shiphub.hub.core.HubEvent;
import dev.shiphub.hub.port.ConnectionWatch;
import dev.shiphub.hub.port.HubWatch;
import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Stage;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All who look on. A bug of one of them is logged and disturbs nobody. */
final class Watches implements HubWatch {
  /** Nobody looks on. */
  static final Watches NONE = new Watches(List.of());

  private static final Logger LOG = LoggerFactory.getLogger(Watches.class);

  private final List<HubWatch> all;

  Watches(List<HubWatch> all) {
    this.all = List.copyOf(all);
  }

  @Override
  public void happened(HubEvent event) {
    each(all, watch -> watch.happened(event));
  }

  @Override
  public void decided(HubEffect effect) {
    each(all, watch -> watch.decided(effect));
  }

  @Override
  public ConnectionWatch opened(Connection connection) {
    return new Everybody(all.stream().map(watch -> opened(watch, connection)).toList());
  }

  private static ConnectionWatch opened(HubWatch watch, Connection connection) {
    try {
      return watch.opened(connection);
    } catch (RuntimeException bug) {
      LOG.error("bug in a watch", bug);
      return ConnectionWatch.NOBODY;
    }
  }

  private static <W> void each(List<W> watches, Consumer<W> told) {
    for (W watch : watches) {
      try {
        told.accept(watch);
      } catch (RuntimeException bug) {
        LOG.error("bug in a watch", bug);
      }
    }
  }

  /** All who look at one connection. */
  private record Everybody(List<ConnectionWatch> all) implements ConnectionWatch {
    @Override
    public void received(byte[] message) {
      each(all, watch -> watch.received(message));
    }

    @Override
    public void queued(byte[] message) {
      each(all, watch -> watch.queued(message));
    }

    @Override
    public void settled(int octets, boolean isWritten) {
      each(all, watch -> watch.settled(octets, isWritten));
    }

    @Override
    public void pinged() {
      each(all, ConnectionWatch::pinged);
    }

    @Override
    public void signOfLife() {
      each(all, ConnectionWatch::signOfLife);
    }

    @Override
    public void passed(Stage left, Duration took) {
      each(all, watch -> watch.passed(left, took));
    }

    @Override
    public void closed(CloseReason reason) {
      each(all, watch -> watch.closed(reason));
    }
  }
}
