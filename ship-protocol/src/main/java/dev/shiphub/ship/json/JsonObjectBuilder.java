package dev.shiphub.ship.json;

import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.util.Optional;

/**
 * An object under construction; its members keep the order in which they were put. Owned by one
 * thread.
 */
public final class JsonObjectBuilder {
  private final MemberList members = new MemberList();

  JsonObjectBuilder() {}

  /** Sets a member. */
  public JsonObjectBuilder put(String name, JsonValue value) {
    members.put(name, value);
    return this;
  }

  /** Sets a text. */
  public JsonObjectBuilder put(String name, String text) {
    return put(name, JsonValue.of(text));
  }

  /** Sets a whole number. */
  public JsonObjectBuilder put(String name, long number) {
    return put(name, JsonValue.of(number));
  }

  /** Sets true or false. */
  public JsonObjectBuilder put(String name, boolean flag) {
    return put(name, JsonValue.of(flag));
  }

  /** Sets an inner object. */
  public JsonObjectBuilder put(String name, JsonObjectBuilder inner) {
    return put(name, inner.build());
  }

  /** Sets a member if there is one. */
  public JsonObjectBuilder putIfPresent(String name, Optional<? extends JsonValue> value) {
    value.ifPresent(present -> put(name, present));
    return this;
  }

  /** The object as it is now; putting more does not change it. */
  public JsonObject build() {
    return new JsonObject(members.finished());
  }
}
