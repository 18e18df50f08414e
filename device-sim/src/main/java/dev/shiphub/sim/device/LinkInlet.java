package dev.shiphub.sim.device;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.port.TransportEvents;
import java.util.function.Consumer;

/**
 * Carries what a transport tells to the driver; decodes on the way, on the transport's own thread.
 */
final class LinkInlet implements TransportEvents {
  private final Link link;
  private final Consumer<DeviceInput> driver;

  LinkInlet(Link link, Consumer<DeviceInput> driver) {
    this.link = link;
    this.driver = driver;
  }

  @Override
  public void onMessage(byte[] message) {
    driver.accept(new DeviceInput.Heard(link, Link.CODEC.decode(message)));
  }

  @Override
  public void onSignOfLife() {
    driver.accept(new DeviceInput.Alive(link));
  }

  @Override
  public void onClosed(CloseReason reason) {
    driver.accept(new DeviceInput.Ended(link, reason));
  }
}
