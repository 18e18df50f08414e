package dev.shiphub.hub.adapter.metrics;

import dev.shiphub.hub.core.Connection;
import dev.shiphub.hub.port.ConnectionWatch;
import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** Counts what goes over one connection. Any thread. */
final class ConnectionMeter implements ConnectionWatch {
  private final Connection connection;
  private final HubFigures hub;
  private final InstantSource clock;
  private final LongAdder queued = new LongAdder();
  private final AtomicReference<Optional<Instant>> pingedAt =
      new AtomicReference<>(Optional.empty());

  ConnectionMeter(Connection connection, HubFigures hub, InstantSource clock) {
    this.connection = connection;
    this.hub = hub;
    this.clock = clock;
  }

  /** Asked each time: the device may be paired meanwhile. */
  private DeviceFigures device() {
    return hub.device(connection.peer());
  }

  /** How many messages wait to be written. */
  long queued() {
    return queued.sum();
  }

  @Override
  public void received(byte[] message) {
    DeviceFigures device = device();
    device.messages.add("in");
    device.octets.add(message.length, "in");
    device.heard(clock.instant());
  }

  @Override
  public void queued(byte[] message) {
    queued.increment();
  }

  @Override
  public void settled(int octets, boolean isWritten) {
    DeviceFigures device = device();
    queued.decrement();
    if (isWritten) {
      device.messages.add("out");
      device.octets.add(octets, "out");
    } else {
      device.unwritten.increment();
    }
  }

  @Override
  public void pinged() {
    pingedAt.compareAndSet(Optional.empty(), Optional.of(clock.instant()));
  }

  @Override
  public void signOfLife() {
    Instant now = clock.instant();
    DeviceFigures device = device();
    device.heard(now);
    pingedAt
        .getAndSet(Optional.empty())
        .ifPresent(asked -> device.answered(Duration.between(asked, now)));
  }

  @Override
  public void passed(Stage left, Duration took) {
    hub.stage(left).add(took);
  }

  @Override
  public void closed(CloseReason reason) {
    hub.forget(connection);
  }
}
