package dev.shiphub.hub.cli;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads server-sent events. Owned by one thread; another may close it. */
final class EventReader implements Closeable {
  /** The type of what stands for missed events. */
  static final String RESYNC = "resync-required";

  private static final int LONGEST_EVENT = 1 << 20;

  private final InputStream in;
  private final BufferedReader lines;

  EventReader(InputStream in) {
    this.in = in;
    lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  /**
   * Waits for the next event.
   *
   * @return the event, with a member {@code type} in any case; empty at the end
   * @throws IOException if the connection breaks, or what comes is no event
   */
  Optional<JsonObject> next() throws IOException {
    String name = "";
    StringBuilder data = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("event: ")) {
        name = line.substring("event: ".length());
      } else if (line.startsWith("data: ")) {
        data.append(line, "data: ".length(), line.length());
      } else if (line.isEmpty() && !data.isEmpty()) {
        return Optional.of(event(name, data.toString()));
      }
      if (data.length() > LONGEST_EVENT) {
        throw new IOException("an event is too long");
      }
    }
    return Optional.empty();
  }

  private static JsonObject event(String name, String data) throws IOException {
    JsonObject object =
        Doc.parse(data).orElseThrow(() -> new IOException("an event is no JSON")).json();
    return name.isEmpty() ? object : named(name, object);
  }

  private static JsonObject named(String name, JsonObject object) {
    var event = JsonValue.object().put("type", name);
    object.members().forEach(event::put);
    return event.build();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
