package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.port.DebugSwitch;
import dev.shiphub.ship.Ski;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** A log that has room for one device. */
public final class DebuggedDevices implements DebugSwitch {
  private final Set<Ski> skis = new ConcurrentSkipListSet<>();

  @Override
  public boolean debug(Ski ski) {
    return skis.contains(ski) || (skis.isEmpty() && skis.add(ski));
  }

  @Override
  public void usual(Ski ski) {
    skis.remove(ski);
  }

  @Override
  public List<Ski> debugged() {
    return List.copyOf(skis);
  }
}
