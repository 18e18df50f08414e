package dev.shiphub.ship.json;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The members of a small object, in their order, unchangeable: two arrays, which are searched.
 *
 * <p>EEBUS JSON is made of objects with one member, a thousand in a few kilobytes; a hash map for
 * each takes five times the memory and most of the time.
 */
final class FewMembers extends AbstractMap<String, JsonValue>
    implements SequencedMap<String, JsonValue> {
  /** More of them are worth a hash map, which is also no trap where peers choose the names. */
  static final int MOST = 8;

  private final String[] names;
  private final JsonValue[] values;

  /** Keeps the arrays, of equal length, without a name that comes twice. */
  FewMembers(String[] names, JsonValue[] values) {
    this.names = names;
    this.values = values;
  }

  /** Those of a map that may change later, as they are now; unchangeable. */
  static SequencedMap<String, JsonValue> copyOf(SequencedMap<String, JsonValue> members) {
    if (members instanceof FewMembers) {
      return members;
    }
    return members.size() <= MOST
        ? new FewMembers(
            members.keySet().toArray(String[]::new), members.values().toArray(JsonValue[]::new))
        : Collections.unmodifiableSequencedMap(new LinkedHashMap<>(members));
  }

  /** The same names with other values. */
  static SequencedMap<String, JsonValue> withEach(
      SequencedMap<String, JsonValue> members, UnaryOperator<JsonValue> change) {
    if (members instanceof FewMembers few) {
      JsonValue[] changed = few.values.clone();
      Arrays.setAll(changed, at -> change.apply(few.values[at]));
      return new FewMembers(few.names, changed);
    }
    SequencedMap<String, JsonValue> changed = new LinkedHashMap<>();
    members.forEach((name, value) -> changed.put(name, change.apply(value)));
    return changed;
  }

  private int find(@Nullable Object name) {
    for (int at = 0; at < names.length; at++) {
      if (names[at].equals(name)) {
        return at;
      }
    }
    return -1;
  }

  @Override
  public int size() {
    return names.length;
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return find(name) >= 0;
  }

  @Override
  public @Nullable JsonValue get(@Nullable Object name) {
    int at = find(name);
    return at < 0 ? null : values[at];
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super JsonValue> action) {
    for (int at = 0; at < names.length; at++) {
      action.accept(names[at], values[at]);
    }
  }

  @Override
  public Set<Map.Entry<String, JsonValue>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return names.length;
      }

      @Override
      public Iterator<Map.Entry<String, JsonValue>> iterator() {
        return new InOrder();
      }
    };
  }

  @Override
  public SequencedMap<String, JsonValue> reversed() {
    return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(this).reversed());
  }

  /** Unchangeable, as is what it gives. */
  private final class InOrder implements Iterator<Map.Entry<String, JsonValue>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < names.length;
    }

    @Override
    public Map.Entry<String, JsonValue> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Map.Entry<String, JsonValue> entry = Map.entry(names[next], values[next]);
      next++;
      return entry;
    }
  }
}
