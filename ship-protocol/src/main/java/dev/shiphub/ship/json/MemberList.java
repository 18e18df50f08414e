package dev.shiphub.ship.json;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Members of an object under construction, in the order in which they came; a name that comes twice
 * keeps its first place and its last value. Owned by one thread.
 */
final class MemberList {
  private String[] names = new String[1];
  private JsonValue[] values = new JsonValue[1];
  private int size;

  /** Whether a finished map has the arrays, so that they must not change any more. */
  private boolean isShared;

  /** All members, once they are too many to be searched. */
  private @Nullable SequencedMap<String, JsonValue> many;

  boolean isEmpty() {
    return size == 0;
  }

  void put(String name, JsonValue value) {
    if (many != null) {
      many.put(name, value);
      return;
    }
    int at = 0;
    while (at < size && !names[at].equals(name)) {
      at++;
    }
    if (at == FewMembers.MOST) {
      many = new LinkedHashMap<>(finished());
      many.put(name, value);
      return;
    }
    if (at == names.length) {
      copy(at == 1 ? FewMembers.MOST / 2 : FewMembers.MOST);
    } else if (isShared) {
      copy(names.length);
    }
    names[at] = name;
    values[at] = value;
    size = Math.max(size, at + 1);
  }

  private void copy(int room) {
    names = Arrays.copyOf(names, room);
    values = Arrays.copyOf(values, room);
    isShared = false;
  }

  /** The members as they are now, unchangeable; putting more does not change them. */
  SequencedMap<String, JsonValue> finished() {
    if (many != null) {
      return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(many));
    }
    if (size < names.length) {
      copy(size);
    }
    isShared = true;
    return new FewMembers(names, values);
  }
}
