package dev.shiphub.hub.core;

import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.discovery.ServiceRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where one device may be: where it was reached last, where users say it is, and what multicast DNS
 * says, which is only a hint. Owned by the loop's thread.
 */
final class Whereabouts {
  private final int mostRecords;
  private final Map<String, Heard> records = new LinkedHashMap<>();
  private final Map<Endpoint, HubSnapshot.Tried> tried = new HashMap<>();
  private Optional<Endpoint> configured = Optional.empty();
  private Optional<Endpoint> added = Optional.empty();
  private Optional<Endpoint> lastGood = Optional.empty();
  private Optional<Endpoint> dialled = Optional.empty();
  private int turns;

  Whereabouts(int mostRecords) {
    this.mostRecords = mostRecords;
  }

  private record Heard(ServiceRecord service, Instant at) {
    Endpoint endpoint() {
      return service.endpoint();
    }
  }

  /** Takes a record; returns whether the device can be found where it could not be found before. */
  boolean seen(ServiceRecord service, Instant now) {
    Heard before = records.remove(service.instance());
    records.put(service.instance(), new Heard(service, now));
    if (records.size() > mostRecords) {
      records.remove(mostUseless().instance());
    }
    return before == null || !before.endpoint().equals(service.endpoint());
  }

  /** The record heard longest ago, but not where the device was reached last. */
  private ServiceRecord mostUseless() {
    return services().stream()
        .filter(service -> !lastGood.equals(Optional.of(service.endpoint())))
        .findFirst()
        .orElseGet(() -> services().getFirst());
  }

  /** Drops a record; returns whether it was the last one. */
  boolean gone(String instance) {
    return records.remove(instance) != null && records.isEmpty();
  }

  boolean isSeen() {
    return !records.isEmpty();
  }

  List<ServiceRecord> services() {
    return records.values().stream().map(Heard::service).toList();
  }

  /** The configuration gives it a static address. */
  void configure(Endpoint endpoint) {
    configured = Optional.of(endpoint);
  }

  /** A command gives it a static address, which goes before the configured one, or takes it. */
  void fix(Optional<Endpoint> endpoint) {
    added = endpoint;
  }

  Optional<Endpoint> fixed() {
    return added.or(() -> configured);
  }

  /**
   * Where to dial next. What has proved itself, or a user has said, is tried first and has every
   * second turn, so that false records, however many, cannot push it out. Where the device was
   * reached but is not shown any more, what is shown comes first.
   */
  Optional<Endpoint> next() {
    List<Endpoint> proven = proven();
    List<Endpoint> hints =
        records.values().stream().map(Heard::endpoint).filter(it -> !proven.contains(it)).toList();
    if (!isKnown() || (proven.isEmpty() && hints.isEmpty())) {
      return Optional.empty();
    }
    if (proven.isEmpty() || hints.isEmpty()) {
      List<Endpoint> only = proven.isEmpty() ? hints : proven;
      return Optional.of(only.get(turns % only.size()));
    }
    boolean isHintsTurn = (turns % 2 == 0) == isMoved();
    List<Endpoint> side = isHintsTurn ? hints : proven;
    return Optional.of(side.get(turns / 2 % side.size()));
  }

  /** Whether anything says that the device is there now. */
  private boolean isKnown() {
    return isSeen() || fixed().isPresent();
  }

  private List<Endpoint> proven() {
    return Stream.concat(lastGood.stream(), fixed().stream()).distinct().toList();
  }

  /** Whether nothing says any more that the device is where it was reached last. */
  private boolean isMoved() {
    return fixed().isEmpty()
        && lastGood.isPresent()
        && records.values().stream().map(Heard::endpoint).noneMatch(lastGood.get()::equals);
  }

  void dialled(Endpoint endpoint) {
    dialled = Optional.of(endpoint);
  }

  /** The device answered where it was dialled, and proved that it is the device. */
  void opened(Instant now) {
    lastGood = dialled;
    outcome(true, "reached", now);
    turns = 0;
  }

  /** It did not; the next turn is another's. */
  void failed(String why, Instant now) {
    outcome(false, why, now);
    turns++;
  }

  /** It was there until now. */
  void lost() {
    turns = 0;
  }

  private void outcome(boolean isReached, String words, Instant now) {
    dialled.ifPresent(
        endpoint -> tried.put(endpoint, new HubSnapshot.Tried(now, isReached, words)));
    Set<Endpoint> kept = Set.copyOf(known());
    tried.keySet().retainAll(kept);
  }

  private List<Endpoint> known() {
    return Stream.concat(proven().stream(), records.values().stream().map(Heard::endpoint))
        .distinct()
        .toList();
  }

  /** All places with what speaks for each, the best first. */
  List<HubSnapshot.Candidate> candidates() {
    List<Endpoint> proven = proven();
    List<HubSnapshot.Candidate> candidates = new ArrayList<>();
    for (Endpoint endpoint : known()) {
      Optional<Instant> heardAt =
          records.values().stream()
              .filter(heard -> heard.endpoint().equals(endpoint))
              .map(Heard::at)
              .findFirst();
      candidates.add(
          new HubSnapshot.Candidate(
              endpoint,
              lastGood.equals(Optional.of(endpoint)),
              fixed().equals(Optional.of(endpoint)),
              heardAt,
              Optional.ofNullable(tried.get(endpoint)),
              proven.contains(endpoint) ? 2 : 1));
    }
    return candidates;
  }

  /** Whether two hosts say that they are this device. */
  boolean isContested() {
    List<ServiceRecord> services = services();
    for (ServiceRecord one : services) {
      if (services.stream().anyMatch(other -> isElsewhere(one, other))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isElsewhere(ServiceRecord one, ServiceRecord other) {
    return !one.hostName().equalsIgnoreCase(other.hostName())
        && one.addresses().stream().noneMatch(other.addresses()::contains);
  }
}
