package dev.shiphub.ship.mdns;

import dev.shiphub.ship.discovery.ServiceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The judged services of one link. */
final class LinkView {
  /**
   * What comes back within this time was never gone: a flapping record, a responder that is being
   * replaced, a record that expired because the wall clock was set.
   */
  static final Duration HOLD = Duration.ofSeconds(3);

  private record Shown(HeardService heard, Verdict verdict, Optional<Instant> missingSince) {
    Shown missing(Instant now) {
      return new Shown(heard, verdict, missingSince.or(() -> Optional.of(now)));
    }

    boolean isHeld(Instant now) {
      return missingSince.map(since -> now.isBefore(since.plus(HOLD))).orElse(true);
    }
  }

  private final Link link;
  private final int most;
  private Map<String, Shown> services = Map.of();

  LinkView(Link link, int most) {
    this.link = link;
    this.most = most;
  }

  /**
   * Replaces what is known by what the link shows now.
   *
   * @return what was pushed out of the memory: whether it is gone nobody knows
   */
  List<Verdict> observe(Heard heard, Instant now) {
    Heard bounded = heard.newest(most);
    Map<String, Shown> after = new LinkedHashMap<>();
    bounded.services().forEach(service -> after.put(name(service), judge(service)));
    List<Verdict> forgotten = new ArrayList<>();
    services.forEach(
        (name, shown) -> {
          if (after.containsKey(name)) {
            return;
          }
          if (bounded.truncated() || after.size() >= 2 * most) {
            forgotten.add(shown.verdict());
          } else if (shown.missing(now).isHeld(now)) {
            after.put(name, shown.missing(now));
          }
        });
    services = after;
    return forgotten;
  }

  Stream<Verdict> verdicts() {
    return services.values().stream().map(Shown::verdict);
  }

  /** How many SHIP services of others are there at this moment. */
  int count(Predicate<ServiceRecord> ours) {
    return (int)
        services.values().stream()
            .filter(shown -> shown.missingSince().isEmpty())
            .filter(
                shown -> shown.verdict() instanceof Verdict.Good(var record) && !ours.test(record))
            .count();
  }

  boolean isEmpty() {
    return services.isEmpty();
  }

  /** When the next of the missing is given up. */
  Optional<Instant> deadline() {
    return services.values().stream()
        .flatMap(shown -> shown.missingSince().stream())
        .min(Instant::compareTo)
        .map(since -> since.plus(HOLD));
  }

  private Shown judge(HeardService service) {
    Shown known = services.get(name(service));
    Verdict verdict =
        known != null && known.heard().equals(service)
            ? known.verdict()
            : ServiceReader.read(service, link);
    return new Shown(service, verdict, Optional.empty());
  }

  private static String name(HeardService service) {
    return service.instance().toLowerCase(Locale.ROOT);
  }
}
