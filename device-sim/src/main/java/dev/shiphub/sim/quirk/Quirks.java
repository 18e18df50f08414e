package dev.shiphub.sim.quirk;

import dev.shiphub.ship.word.NearestWord;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All quirks of one device, each with its value. An immutable value. */
public final class Quirks {
  /** A device as SHIP wants it. */
  public static final Quirks NONE = new Quirks(Map.of());

  private final Map<Quirk, String> values;

  private Quirks(Map<Quirk, String> values) {
    Map<Quirk, String> copy = new EnumMap<>(Quirk.class);
    copy.putAll(values);
    this.values = Collections.unmodifiableMap(copy);
  }

  /** What became of typed quirks. */
  public sealed interface Parsed {
    /** All of them exist and have values that fit. */
    record Ok(Quirks quirks) implements Parsed {}

    /** One does not; why, for people, with the nearest name. */
    record Refused(String why) implements Parsed {}
  }

  /** Reads quirks as people type them: {@code name} or {@code name=value}; the last one counts. */
  public static Parsed parse(List<String> typed) {
    Map<Quirk, String> values = new EnumMap<>(Quirk.class);
    for (String one : typed) {
      String[] parts = one.split("=", 2);
      Optional<Quirk> quirk = Quirk.named(parts[0]);
      if (quirk.isEmpty()) {
        String nearest = NearestWord.to(parts[0], Quirk.names());
        return new Parsed.Refused("no quirk " + parts[0] + "; did you mean " + nearest + "?");
      }
      String value = parts.length == 2 ? parts[1] : quirk.get().usual();
      if (!isRight(quirk.get(), value, parts.length == 2)) {
        return new Parsed.Refused(parts[0] + " takes " + quirk.get().form().words());
      }
      values.put(quirk.get(), value);
    }
    return new Parsed.Ok(new Quirks(values));
  }

  private static boolean isRight(Quirk quirk, String value, boolean isTyped) {
    return isTyped
        ? quirk.form() != QuirkForm.NONE && quirk.form().takes(value)
        : !quirk.needsValue();
  }

  /** Of our own making: no such text is refused. */
  static Quirks of(String... typed) {
    return switch (parse(List.of(typed))) {
      case Parsed.Ok(Quirks quirks) -> quirks;
      case Parsed.Refused(String why) -> throw new IllegalArgumentException(why);
    };
  }

  /** These and those; of a quirk in both, that of the other counts. */
  public Quirks and(Quirks other) {
    Map<Quirk, String> both = new EnumMap<>(Quirk.class);
    both.putAll(values);
    both.putAll(other.values);
    return new Quirks(both);
  }

  /** Whether the device has it. */
  public boolean has(Quirk quirk) {
    return values.containsKey(quirk);
  }

  /** Whether the device has none of them. */
  public boolean hasNoneOf(Set<Quirk> some) {
    return Collections.disjoint(values.keySet(), some);
  }

  /** The value of a quirk that has one; empty without the quirk or a value. */
  public Optional<String> text(Quirk quirk) {
    return Optional.ofNullable(values.get(quirk)).filter(text -> !text.isEmpty());
  }

  /** The value of a quirk of a time. */
  public Optional<Duration> time(Quirk quirk) {
    return text(quirk).flatMap(QuirkForm::time);
  }

  /** The value of a quirk of a number. */
  public Optional<Integer> count(Quirk quirk) {
    return text(quirk).map(Integer::valueOf);
  }

  /** What the device does about double connections, if it does not keep to SHIP. */
  public Optional<DoubleRule> doubleRule() {
    return text(Quirk.DOUBLE_CONNECTION).flatMap(DoubleRule::named);
  }

  /** As they are typed, in the order of the list of all. */
  public List<String> words() {
    return values.entrySet().stream()
        .map(it -> it.getKey().word() + (it.getValue().isEmpty() ? "" : "=" + it.getValue()))
        .toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Quirks that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return words().stream().collect(Collectors.joining(" "));
  }
}
