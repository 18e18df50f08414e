package dev.shiphub.it;

import dev.shiphub.ship.discovery.Announcement;
import dev.shiphub.ship.port.Discovery;
import dev.shiphub.ship.port.Sighting;
import java.util.List;
import java.util.function.Consumer;

/** Finds nothing, and is found by nobody. */
final class Silence implements Discovery {
  @Override
  public void browse(Consumer<Sighting> sightings) {}

  @Override
  public void announce(Announcement own) {}

  @Override
  public void withdraw() {}

  @Override
  public List<String> report() {
    return List.of();
  }

  @Override
  public void close() {}
}
