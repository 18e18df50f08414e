package dev.shiphub.sim.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The values of keys, each of the kind that its key takes.
 *
 * @param texts of keys with one value
 * @param lists of keys with a list
 * @param members of messages
 */
record Values(
    Map<String, String> texts,
    Map<String, List<String>> lists,
    Map<String, SequencedMap<String, Told.Text>> members) {
  Values {
    texts = Map.copyOf(texts);
    lists = Map.copyOf(lists);
    members = Map.copyOf(members);
  }

  Optional<String> text(String key) {
    return Optional.ofNullable(texts.get(key));
  }

  String text(String key, String usual) {
    return texts.getOrDefault(key, usual);
  }

  /** That of a key that has to be there. */
  String need(String key) {
    return text(key).orElseThrow();
  }

  boolean has(String key) {
    return texts.containsKey(key);
  }

  boolean flag(String key, boolean usual) {
    return text(key).map(Boolean::parseBoolean).orElse(usual);
  }

  int number(String key, int usual) {
    return text(key).map(Integer::parseInt).orElse(usual);
  }

  Optional<Duration> span(String key) {
    return text(key).flatMap(Spans::parse);
  }

  List<String> list(String key) {
    return lists.getOrDefault(key, List.of());
  }

  /** Members of a message, in order; empty map without. */
  Map<String, Told.Text> membersOf(String key) {
    return members.containsKey(key) ? members.get(key) : Map.of();
  }
}
