package dev.shiphub.hub;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Announcement;
import dev.shiphub.ship.discovery.ServiceRecord;
import dev.shiphub.ship.port.Discovery;
import dev.shiphub.ship.port.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A discovery that notices when another node announces our SKI: a restored copy beside the
 * original, or somebody with our key. Both displace each other's connections, for ever.
 *
 * <p>Anybody on the network can cause this, so what is remembered and said of it is bounded. Any
 * thread.
 */
final class CopyWatch implements Discovery {
  private static final Logger LOG = LoggerFactory.getLogger(CopyWatch.class);

  /** How often it is said in the log, however often it is seen. */
  static final Duration QUIET = Duration.ofMinutes(10);

  private static final int MOST = 8;

  private final Discovery discovery;
  private final Ski own;
  private final InstantSource steady;
  private final Consumer<String> alarm;

  /** Where the others are, by instance. */
  @GuardedBy("this")
  private final Map<String, String> others = new LinkedHashMap<>();

  @GuardedBy("this")
  private Optional<Instant> saidAt = Optional.empty();

  private CopyWatch(Discovery discovery, Ski own, InstantSource steady, Consumer<String> alarm) {
    this.discovery = discovery;
    this.own = own;
    this.steady = steady;
    this.alarm = alarm;
  }

  /** Around a discovery; the log hears of others. */
  static CopyWatch around(Discovery discovery, Ski own, InstantSource steady) {
    return around(discovery, own, steady, words -> LOG.error("{}", words));
  }

  static CopyWatch around(
      Discovery discovery, Ski own, InstantSource steady, Consumer<String> alarm) {
    return new CopyWatch(discovery, own, steady, alarm);
  }

  @Override
  public void browse(Consumer<Sighting> sightings) {
    discovery.browse(
        sighting -> {
          switch (sighting) {
            case Sighting.Seen(ServiceRecord service) when service.ski().equals(own) ->
                seen(service);
            case Sighting.Gone(Ski ski, String instance) when ski.equals(own) -> gone(instance);
            case Sighting.Seen _, Sighting.Gone _ -> sightings.accept(sighting);
            case Sighting.NetworkChanged _, Sighting.Rejected _ -> sightings.accept(sighting);
          }
        });
  }

  private void seen(ServiceRecord service) {
    note(service).ifPresent(alarm);
  }

  private synchronized Optional<String> note(ServiceRecord service) {
    Instant now = steady.instant();
    if (others.containsKey(service.instance()) || others.size() < MOST) {
      others.put(service.instance(), words(service));
    }
    if (saidAt.filter(last -> now.isBefore(last.plus(QUIET))).isPresent()) {
      return Optional.empty();
    }
    saidAt = Optional.of(now);
    return Optional.of(words(service));
  }

  private synchronized void gone(String instance) {
    others.remove(instance);
  }

  private static String words(ServiceRecord service) {
    return "another node announces our SKI: \""
        + service.instance()
        + "\" on "
        + service.hostName()
        + " "
        + service.addresses()
        + "; if it is a copy of this gateway, stop one of the two, they displace each other's"
        + " connections; if you know of none, somebody may have our key";
  }

  /** Those that are announced at this moment, each with what to do. */
  synchronized List<String> warnings() {
    return List.copyOf(others.values());
  }

  @Override
  public void announce(Announcement announcement) {
    discovery.announce(announcement);
  }

  @Override
  public void withdraw() {
    discovery.withdraw();
  }

  @Override
  public List<String> report() {
    return discovery.report();
  }

  @Override
  public void close() {
    discovery.close();
  }
}
