package dev.shiphub.hub.adapter.mqtt;

import dev.shiphub.hub.port.MessageSender;
import dev.shiphub.hub.port.Sent;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonLimits;
import dev.shiphub.ship.json.JsonObjectBuilder;
import dev.shiphub.ship.json.JsonReader;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.Parsed;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;

/**
 * SPINE commands that come from the broker, as {@code POST devices/SKI/messages} takes them, with a
 * member {@code id} that comes back with the result.
 *
 * <p>A retained command is refused: the broker would hand it to us with every connection. Any
 * thread, never waits.
 */
final class Commands {
  /** The longest command, in bytes. */
  static final int LONGEST = 64 * 1_024;

  /** How many may be under way. */
  static final int MOST = 16;

  private static final JsonReader READER = new JsonReader(JsonLimits.ofBytes(LONGEST));
  private static final int LONGEST_ID = 100;

  private final MessageSender sender;
  private final BiConsumer<Ski, JsonObject> results;
  private final Semaphore places = new Semaphore(MOST);

  /**
   * @param results what became of a command for a device
   */
  Commands(MessageSender sender, BiConsumer<Ski, JsonObject> results) {
    this.sender = sender;
    this.results = results;
  }

  void take(Ski ski, Broker.Arrived message) {
    switch (READER.read(message.payload())) {
      case Parsed.Failed(String what) -> tell(ski, Optional.empty(), malformed(what));
      case Parsed.Ok(JsonObject command) -> {
        Optional<String> id = command.text("id").filter(it -> it.length() <= LONGEST_ID);
        if (message.isRetained()) {
          tell(ski, id, failed("a retained command is not sent; publish it without retain"));
        } else if (places.tryAcquire()) {
          send(ski, id, command);
        } else {
          tell(ski, id, failed("more than " + MOST + " commands at once"));
        }
      }
      case Parsed.Ok _ -> tell(ski, Optional.empty(), malformed("a command is an object"));
    }
  }

  private void send(Ski ski, Optional<String> id, JsonObject command) {
    sender
        .send(ski, withoutId(command))
        .whenComplete((_, _) -> places.release())
        .thenAccept(sent -> tell(ski, id, result(sent)));
  }

  private static JsonObject withoutId(JsonObject command) {
    JsonObjectBuilder json = JsonValue.object();
    command
        .members()
        .forEach(
            (name, value) -> {
              if (!name.equals("id")) {
                json.put(name, value);
              }
            });
    return json.build();
  }

  private void tell(Ski ski, Optional<String> id, JsonObjectBuilder result) {
    results.accept(ski, result.putIfPresent("id", id.map(JsonValue::of)).build());
  }

  private static JsonObjectBuilder result(Sent sent) {
    return switch (sent) {
      case Sent.Written(long counter) ->
          JsonValue.object().put("result", "written").put("msgCounter", counter);
      case Sent.Malformed(String why) -> malformed(why);
      case Sent.Failed(String why) -> failed(why);
    };
  }

  private static JsonObjectBuilder malformed(String why) {
    return JsonValue.object().put("result", "malformed").put("why", why);
  }

  private static JsonObjectBuilder failed(String why) {
    return JsonValue.object().put("result", "failed").put("why", why);
  }
}
