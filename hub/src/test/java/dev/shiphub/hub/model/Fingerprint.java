package dev.shiphub.hub.model;

import dev.shiphub.hub.core.Attempt;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that an object holds, as one value: of two with equal fingerprints, each can stand for the
 * other.
 */
final class Fingerprint {
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private Fingerprint() {}

  static Object of(Object root) {
    return new Fingerprint().read(root);
  }

  private Object read(Object object) {
    return switch (object) {
      case null -> "null";
      // Shown to people; nothing is decided by it.
      case Attempt _ -> "attempt";
      case Optional<?> optional -> optional.map(this::read);
      case LinkedHashMap<?, ?> map -> inOrder(map);
      case Map<?, ?> map -> anyOrder(map);
      case Set<?> set -> new HashSet<>(readAll(set));
      case Collection<?> list -> readAll(list);
      case Enum<?> constant -> constant;
      case Object thing when thing.getClass().getName().startsWith("dev.shiphub.") -> fields(thing);
      case Object value when value.getClass().getName().startsWith("java.") -> value;
      default -> throw new IllegalArgumentException("cannot read " + object.getClass());
    };
  }

  private List<Object> readAll(Collection<?> things) {
    List<Object> all = new ArrayList<>();
    things.forEach(thing -> all.add(read(thing)));
    return all;
  }

  private List<Object> inOrder(Map<?, ?> map) {
    List<Object> all = new ArrayList<>();
    map.forEach(
        (key, value) -> {
          all.add(read(key));
          all.add(read(value));
        });
    return all;
  }

  private Map<Object, Object> anyOrder(Map<?, ?> map) {
    Map<Object, Object> all = new HashMap<>();
    map.forEach((key, value) -> all.put(read(key), read(value)));
    return all;
  }

  private Object fields(Object thing) {
    boolean isRecord = thing.getClass().isRecord();
    if (!isRecord && !seen.add(thing)) {
      return "seen";
    }
    List<Object> all = new ArrayList<>();
    all.add(thing.getClass());
    for (Field field : thing.getClass().getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        all.add(read(valueOf(field, thing)));
      }
    }
    return all;
  }

  private static Object valueOf(Field field, Object thing) {
    try {
      field.setAccessible(true);
      return field.get(thing);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
