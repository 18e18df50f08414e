package dev.shiphub.hub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reading server-sent events. */
final class EventReaderTest {
  private static EventReader reader(String text) {
    return new EventReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void commentsAndNumbersAreNoEvents() throws IOException {
    try (EventReader events = reader(": hello\n\nid: 7\ndata: {\"type\":\"A\"}\n\n:\n\n")) {
      assertEquals(Optional.of("A"), events.next().orElseThrow().text("type"));
      assertEquals(Optional.empty(), events.next());
    }
  }

  @Test
  void aNamedEventHasItsNameAsItsType() throws IOException {
    String gap = "event: resync-required\nid: 5\ndata: {\"goesOnAfter\":5}\n\n";
    try (EventReader events = reader(gap + "data: {\"type\":\"B\"}\n\n")) {
      JsonObject first = events.next().orElseThrow();
      assertEquals(Optional.of(EventReader.RESYNC), first.text("type"));
      assertEquals(Optional.of(5L), first.integer("goesOnAfter"));
      assertEquals(Optional.of("B"), events.next().orElseThrow().text("type"));
    }
  }

  @Test
  void whatIsCutOffIsNoEvent() throws IOException {
    try (EventReader events = reader("data: {\"type\":\"A\"}\n")) {
      assertEquals(Optional.empty(), events.next());
    }
  }

  @Test
  void whatIsNoJsonBreaksTheConnection() throws IOException {
    try (EventReader events = reader("data: {\n\n")) {
      assertThrows(IOException.class, events::next);
    }
  }
}
