package dev.shiphub.sim;

import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import dev.shiphub.sim.device.SimEvent;
import java.io.PrintStream;
import java.util.function.Consumer;

/** Prints events, one line each: for programs as JSON, for people in words. */
final class EventLines implements Consumer<SimEvent> {
  private final PrintStream out;
  private final boolean isJson;

  /**
   * @param out flushed after each line
   */
  EventLines(PrintStream out, boolean isJson) {
    this.out = out;
    this.isJson = isJson;
  }

  @Override
  public void accept(SimEvent event) {
    JsonObject json = EventJson.of(event);
    out.println(isJson ? JsonWriter.COMPACT.text(json) : EventWords.of(event));
    out.flush();
  }
}
