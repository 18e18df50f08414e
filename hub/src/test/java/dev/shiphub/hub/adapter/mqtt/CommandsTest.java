package dev.shiphub.hub.adapter.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.port.Sent;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class CommandsTest {
  private static final Ski DEVICE = new Ski("a".repeat(40));
  private final List<JsonObject> sent = new ArrayList<>();
  private final List<String> results = new ArrayList<>();
  private final List<CompletableFuture<Sent>> fates = new ArrayList<>();
  private final Commands commands =
      new Commands(
          (_, request) -> {
            sent.add(request);
            fates.add(new CompletableFuture<>());
            return fates.getLast();
          },
          (ski, result) -> results.add(ski.brief() + " " + JsonWriter.COMPACT.text(result)));

  private void take(String payload, boolean isRetained) {
    commands.take(DEVICE, new Broker.Arrived("t", payload, isRetained));
  }

  @Test
  void theResultComesWithTheIdOfTheCommand() {
    take("{\"id\":\"x1\",\"cmdClassifier\":\"read\"}", false);
    fates.getFirst().complete(new Sent.Written(7));
    assertEquals(
        List.of("aaaaaaaa {\"result\":\"written\",\"msgCounter\":7,\"id\":\"x1\"}"), results);
    assertEquals("{\"cmdClassifier\":\"read\"}", JsonWriter.COMPACT.text(sent.getFirst()));
  }

  @Test
  void whatWasNotWrittenIsSaidWithTheReason() {
    take("{}", false);
    fates.getFirst().complete(new Sent.Failed("not connected"));
    assertEquals(List.of("aaaaaaaa {\"result\":\"failed\",\"why\":\"not connected\"}"), results);
  }

  // The broker would hand it to us again with every connection, years later.
  @Test
  void aRetainedCommandIsNotSent() {
    take("{\"id\":\"x1\"}", true);
    assertEquals(List.of(), sent);
    assertTrue(results.getFirst().contains("\"failed\""), results.toString());
  }

  @Test
  void whatIsNoObjectIsNotSent() {
    take("[1]", false);
    take("{", false);
    take("", false);
    take("{\"a\":\"" + "x".repeat(Commands.LONGEST) + "\"}", false);
    assertEquals(List.of(), sent);
    assertEquals(4, results.stream().filter(it -> it.contains("malformed")).count());
  }

  @Test
  void soManyAreUnderWayAndTheNextIsRefusedUntilOneIsDone() {
    for (int command = 0; command < Commands.MOST; command++) {
      take("{}", false);
    }
    take("{}", false);
    assertEquals(Commands.MOST, sent.size());
    assertTrue(results.getFirst().contains("at once"), results.toString());
    fates.getFirst().complete(new Sent.Written(1));
    take("{}", false);
    assertEquals(Commands.MOST + 1, sent.size());
  }
}
