package dev.shiphub.ship.json;

import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tree that grows part by part, in document order, with a stack of its own instead of recursion.
 */
final class JsonTreeBuilder {
  private final Deque<Open> open = new ArrayDeque<>();
  private @Nullable JsonValue root;
  private int values;

  /** Whether the root value is whole. */
  boolean isComplete() {
    return root != null;
  }

  /** How many values have begun. */
  int values() {
    return values;
  }

  /** The root value. */
  JsonValue root() {
    if (root == null) {
      throw new IllegalStateException("the document has not ended");
    }
    return root;
  }

  void beginObject() {
    values++;
    open.push(new OpenObject());
  }

  void beginArray() {
    values++;
    open.push(new OpenArray());
  }

  void name(String name) {
    open.element().name(name);
  }

  void add(JsonValue value) {
    values++;
    place(value);
  }

  void end() {
    place(open.pop().close());
  }

  private void place(JsonValue value) {
    Open parent = open.peek();
    if (parent == null) {
      root = value;
    } else {
      parent.add(value);
    }
  }

  /** A list or object whose end has not come. */
  private sealed interface Open {
    void name(String name);

    void add(JsonValue value);

    JsonValue close();
  }

  private static final class OpenObject implements Open {
    private final MemberList members = new MemberList();
    private String name = "";

    @Override
    public void name(String name) {
      this.name = name;
    }

    @Override
    public void add(JsonValue value) {
      members.put(name, value);
    }

    @Override
    public JsonValue close() {
      return members.isEmpty() ? JsonObject.EMPTY : new JsonObject(members.finished());
    }
  }

  private static final class OpenArray implements Open {
    private final List<JsonValue> items = new ArrayList<>();

    @Override
    public void name(String name) {
      throw new IllegalStateException("an item of a list has no name");
    }

    @Override
    public void add(JsonValue value) {
      items.add(value);
    }

    @Override
    public JsonValue close() {
      return items.isEmpty() ? JsonArray.EMPTY : new JsonArray(items);
    }
  }
}
