package dev.shiphub.ship.mdns;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.ServiceRecord;
import dev.shiphub.ship.port.Sighting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The services of all links as one picture, and what of it has been told.
 *
 * <p>The same service on several links is one. What the consumer is told is the difference between
 * the picture and what it was told before, so a record that changes faster than {@link TellRate}
 * allows costs nothing but the steps between.
 *
 * <p>Bounded by the links and the services of a link. Owned by the supervisor's thread.
 */
final class SightingTable {
  /**
   * One service: two devices on two links may have the same instance name, and one device may have
   * two instances.
   */
  private record Key(String instance, Optional<Ski> ski) {}

  private final int mostOfLink;
  private final Map<Link, LinkView> views = new TreeMap<>();
  private final Map<Key, TellRate> told = new LinkedHashMap<>();

  SightingTable(int mostOfLink) {
    this.mostOfLink = mostOfLink;
  }

  /** Replaces what is known of one link by what it shows now. */
  void observe(Link link, Heard heard, Instant now) {
    LinkView view = views.computeIfAbsent(link, _ -> new LinkView(link, mostOfLink));
    view.observe(heard, now)
        .forEach(lost -> Optional.ofNullable(told.get(key(lost))).ifPresent(TellRate::forget));
  }

  /** Links that are no longer served show nothing any more. */
  void observeOnly(Set<Link> served, Instant now) {
    views.forEach(
        (link, view) -> {
          if (!served.contains(link)) {
            view.observe(Heard.NOTHING, now);
          }
        });
    views.entrySet().removeIf(one -> !served.contains(one.getKey()) && one.getValue().isEmpty());
  }

  /** How many SHIP services of others a link shows. */
  int countOf(Link link, Predicate<ServiceRecord> ours) {
    return Optional.ofNullable(views.get(link)).map(view -> view.count(ours)).orElse(0);
  }

  /** What the consumer has to be told now, in the order of first appearance. */
  List<Sighting> due(Instant now, Predicate<ServiceRecord> ours) {
    Map<Key, Verdict> picture = picture();
    picture
        .values()
        .removeIf(verdict -> verdict instanceof Verdict.Good(var record) && ours.test(record));
    picture.keySet().forEach(key -> told.computeIfAbsent(key, _ -> new TellRate(now)));
    List<Sighting> due = new ArrayList<>();
    Iterator<Map.Entry<Key, TellRate>> all = told.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Key, TellRate> one = all.next();
      Optional<Sighting> current =
          Optional.ofNullable(picture.get(one.getKey())).map(SightingTable::sighting);
      one.getValue().next(current, now).ifPresent(due::add);
      if (current.isEmpty() && one.getValue().isFinished(now)) {
        all.remove();
      }
    }
    return due;
  }

  /** When {@link #due} may have something to tell though nothing more is heard; empty if never. */
  Optional<Instant> deadline() {
    return Stream.concat(
            told.values().stream().flatMap(one -> one.deadline().stream()),
            views.values().stream().flatMap(one -> one.deadline().stream()))
        .min(Instant::compareTo);
  }

  private Map<Key, Verdict> picture() {
    Map<Key, Verdict> picture = new LinkedHashMap<>();
    for (LinkView view : views.values()) {
      view.verdicts()
          .forEach(verdict -> picture.merge(key(verdict), verdict, SightingTable::merge));
    }
    return picture;
  }

  /** The first link's word counts; others add addresses if they mean the same door. */
  private static Verdict merge(Verdict first, Verdict second) {
    if (first instanceof Verdict.Good(ServiceRecord a)
        && second instanceof Verdict.Good(ServiceRecord b)
        && a.port() == b.port()) {
      return new Verdict.Good(
          new ServiceRecord(
              a.instance(),
              a.txt(),
              a.hostName(),
              a.port(),
              DialOrder.merge(a.addresses(), b.addresses())));
    }
    return first;
  }

  private static Key key(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Good(ServiceRecord record) ->
          new Key(lower(record.instance()), Optional.of(record.ski()));
      case Verdict.Bad(String instance, String _) -> new Key(lower(instance), Optional.empty());
    };
  }

  private static Sighting sighting(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Good(ServiceRecord record) -> new Sighting.Seen(record);
      case Verdict.Bad(String instance, String why) -> new Sighting.Rejected(instance, why);
    };
  }

  private static String lower(String instance) {
    return instance.toLowerCase(Locale.ROOT);
  }
}
