package dev.shiphub.hub.adapter.mqtt;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the broker is to retain for us: one payload for each topic, the latest counts.
 *
 * <p>However often something changes while the broker is away, it is published once. Not for many
 * threads; {@link Dispatch} has the lock.
 */
final class Board {
  private static final String NOTHING = "";

  /** An empty payload is the wish that the broker forgets the topic. */
  private final Map<String, String> shown = new LinkedHashMap<>();

  private final Set<String> stale = new LinkedHashSet<>();

  /** One at a time for each topic, so that an older one never overtakes. */
  private final Map<String, String> underWay = new HashMap<>();

  /** The broker is to retain that. */
  void show(String topic, String payload) {
    if (!payload.equals(shown.put(topic, payload))) {
      stale.add(topic);
    }
  }

  /** The broker is to retain nothing under that topic. */
  void clear(String topic) {
    show(topic, NOTHING);
  }

  /** The same once more, for somebody who may have missed it. */
  void repeat(String topic) {
    if (shown.containsKey(topic)) {
      stale.add(topic);
    }
  }

  /** The broker may have forgotten everything. */
  void comeBack() {
    underWay.clear();
    stale.addAll(shown.keySet());
  }

  /** The next publication, which is under way from now on. */
  Optional<Publication> next() {
    Optional<String> topic = stale.stream().filter(it -> !underWay.containsKey(it)).findFirst();
    topic.ifPresent(stale::remove);
    return topic.map(
        it -> {
          String payload = shown.getOrDefault(it, NOTHING);
          underWay.put(it, payload);
          return Publication.retained(it, payload);
        });
  }

  /** The broker has it, or does not want it. */
  void settled(Publication publication) {
    String topic = publication.topic();
    if (underWay.remove(topic, publication.payload()) && !stale.contains(topic)) {
      // An emptiness that has arrived needs no place any more.
      shown.remove(topic, NOTHING);
    }
  }

  int underWay() {
    return underWay.size();
  }

  boolean isIdle() {
    return stale.isEmpty() && underWay.isEmpty();
  }
}
