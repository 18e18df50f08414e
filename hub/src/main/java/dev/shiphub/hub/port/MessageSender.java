package dev.shiphub.hub.port;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.util.concurrent.CompletableFuture;

/** Sends SPINE commands to devices on behalf of people and applications. Any thread. */
@FunctionalInterface
public interface MessageSender {
  /**
   * Sends a command in the running session of a device; the sender sets the message counter.
   *
   * @param request plain JSON as a user wrote it and not checked yet: {@code cmdClassifier}, {@code
   *     destination} with {@code device}, {@code entity} and {@code feature}, and {@code cmd}
   * @return completes soon with what became of it, never exceptionally; a peer that does not take
   *     the message is cut, and that counts as failed
   */
  CompletableFuture<Sent> send(Ski ski, JsonObject request);
}
