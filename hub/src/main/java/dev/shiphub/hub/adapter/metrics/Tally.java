package dev.shiphub.hub.adapter.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/** Counts by words, of which there are few. Any thread. */
final class Tally {
  private final Map<List<String>, LongAdder> counts = new ConcurrentHashMap<>();

  void add(String... words) {
    add(1, words);
  }

  void add(long many, String... words) {
    counts.computeIfAbsent(List.of(words), _ -> new LongAdder()).add(many);
  }

  void each(BiConsumer<List<String>, Long> told) {
    counts.forEach((words, count) -> told.accept(words, count.sum()));
  }
}
