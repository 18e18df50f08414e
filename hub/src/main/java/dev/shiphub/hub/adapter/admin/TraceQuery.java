package dev.shiphub.hub.adapter.admin;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which frames are wanted, and how.
 *
 * @param format {@code json}, {@code text}, {@code jsonl}, {@code pcapng} or {@code events}
 * @param isRedacted whether pseudonyms stand for what names devices
 * @param isFollowing whether the client stays for what comes
 * @param since the number of the last frame that the client knows
 * @param limit frames at most
 */
record TraceQuery(
    String format, boolean isRedacted, boolean isFollowing, Optional<Long> since, int limit) {
  static final int MOST = 1_000;
  private static final int LONGEST_NUMBER = 18;
  private static final Set<String> FORMATS = Set.of("json", "text", "jsonl", "pcapng");
  private static final Set<String> NAMES = Set.of("format", "redact", "follow", "since", "limit");

  /** What came of a query. */
  sealed interface Read permits Wanted, Wrong {}

  /** It is one. */
  record Wanted(TraceQuery query) implements Read {}

  /** It is none. */
  record Wrong(Problem problem) implements Read {}

  static Read of(AdminRequest request) {
    Map<String, String> query = request.query();
    boolean isEvents = request.accept().contains("text/event-stream");
    String format = isEvents ? "events" : query.getOrDefault("format", "json");
    Optional<String> since =
        request.lastEventId().or(() -> Optional.ofNullable(query.get("since")));
    Optional<String> limit = Optional.ofNullable(query.get("limit"));
    if (!NAMES.containsAll(query.keySet())) {
      return wrong(
          "a parameter is not known", "use " + String.join(", ", NAMES.stream().sorted().toList()));
    }
    if (!isEvents && !FORMATS.contains(format)) {
      return wrong("there is no such format", "use json, text, jsonl or pcapng");
    }
    if (since.isPresent() && number(since.get()).isEmpty()) {
      return wrong("the number of the last known frame is no number", "give since=SEQ");
    }
    if (limit.isPresent()
        && limit.flatMap(TraceQuery::number).filter(TraceQuery::isLimit).isEmpty()) {
      return wrong("the limit is none", "give limit=N, 1 to " + MOST);
    }
    if (!isFlag(query, "redact") || !isFlag(query, "follow")) {
      return wrong("redact and follow are true or false", "give one of them");
    }
    boolean isFollowing = isEvents || Boolean.parseBoolean(query.get("follow"));
    if (isFollowing && format.equals("json")) {
      return wrong("one JSON document cannot be followed", "use jsonl, text or pcapng");
    }
    return new Wanted(
        new TraceQuery(
            format,
            Boolean.parseBoolean(query.get("redact")),
            isFollowing,
            since.flatMap(TraceQuery::number),
            limit.flatMap(TraceQuery::number).orElse((long) MOST).intValue()));
  }

  private static boolean isLimit(long number) {
    return number >= 1 && number <= MOST;
  }

  private static boolean isFlag(Map<String, String> query, String name) {
    return Set.of("true", "false").contains(query.getOrDefault(name, "false"));
  }

  private static Wrong wrong(String detail, String remedy) {
    return new Wrong(Problem.badRequest(detail, remedy));
  }

  private static Optional<Long> number(String text) {
    boolean isNumber =
        !text.isEmpty()
            && text.length() <= LONGEST_NUMBER
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }
}
