package dev.shiphub.hub.cli;

import dev.shiphub.ship.json.JsonObjectBuilder;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonWriter;
import java.time.Duration;

/** Shows the tour as it goes: sentences for people, and if wanted a line of JSON for each. */
final class TourPage {
  private final DemoScreen screen;
  private final Console console;
  private final boolean isJson;

  TourPage(DemoScreen screen, Console console, boolean isJson) {
    this.screen = screen;
    this.console = console;
    this.isJson = isJson;
  }

  void begins(TourStep step, DemoDevice device) {
    screen.say("");
    screen.say("%s: %s %s".formatted(step.name(), device.name(), step.deed()));
    print(
        line("step", step)
            .put("device", device.name())
            .put("ski", device.ski().orElse(""))
            .put("deed", step.deed())
            .put("promise", step.promise()));
  }

  /** An event of the hub about the device, so long after the step began. */
  void happened(TourStep step, Doc event, Duration after) {
    screen.say(
        "  %7s  %-18s  %-3s  %s"
            .formatted(
                Spans.exact(after), event.text("type"), event.text("session"), event.text("cause"))
            .stripTrailing());
    print(line("event", step).put("seconds", Spans.json(after)).put("event", event.json()));
  }

  /** What came of a step. */
  void judged(TourStep step, boolean isKept, String seen, Duration took) {
    screen.say(
        "  %7s  %s: %s"
            .formatted(Spans.exact(took), isKept ? "as it should be" : "NOT seen", step.promise()));
    print(
        line("verdict", step).put("ok", isKept).put("seconds", Spans.json(took)).put("seen", seen));
  }

  /** What came of all of it. */
  void ended(boolean isComplete, Duration took) {
    screen.say("");
    if (isComplete) {
      screen.say("the tour is over after %s: all as it should be".formatted(Spans.exact(took)));
    }
    print(
        JsonValue.object()
            .put("tour", "end")
            .put("ok", isComplete)
            .put("seconds", Spans.json(took)));
  }

  private static JsonObjectBuilder line(String what, TourStep step) {
    return JsonValue.object().put("tour", what).put("step", step.name());
  }

  private void print(JsonObjectBuilder line) {
    if (isJson) {
      console.out().println(JsonWriter.COMPACT.text(line.build()));
      console.out().flush();
    }
  }
}
