package dev.shiphub.it;

import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Which of the events from the first to a last one a subscriber has, and which it was told that it
 * has not.
 *
 * @param last the number of the last one
 */
record SeqTally(long last) {
  /**
   * What came of it.
   *
   * @param heard how many different events were heard
   * @param twice how many came more than once
   * @param missed how many were told to be missing
   * @param lost how many are neither
   */
  record Result(long heard, long twice, long missed, long lost) {
    boolean isComplete() {
      return lost == 0;
    }
  }

  Result of(MqttEar ear) {
    List<JsonObject> events =
        ear.messages().stream()
            .filter(it -> it.topic().endsWith("/events"))
            .map(MqttEar.Message::json)
            .toList();
    List<Long> all = events.stream().flatMap(it -> it.integer("seq").stream()).toList();
    Set<Long> heard = all.stream().filter(seq -> seq <= last).collect(Collectors.toSet());
    Set<Long> missed =
        events.stream()
            .filter(it -> it.text("type").equals(Optional.of("Gap")))
            .flatMapToLong(
                it ->
                    LongStream.rangeClosed(
                        it.integer("from").orElseThrow(), it.integer("to").orElseThrow()))
            .boxed()
            .filter(seq -> !heard.contains(seq))
            .collect(Collectors.toSet());
    long lost = last - heard.size() - missed.size();
    return new Result(heard.size(), all.size() - Set.copyOf(all).size(), missed.size(), lost);
  }
}
