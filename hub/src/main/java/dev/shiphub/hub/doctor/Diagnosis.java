package dev.shiphub.hub.doctor;

import dev.shiphub.ship.json.JsonObjectBuilder;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What an examination has found: one finding for each topic. */
public final class Diagnosis {
  private final Instant at;
  private final Map<Topic, Finding> findings = new EnumMap<>(Topic.class);

  /**
   * Judges the facts.
   *
   * @param at by the wall clock
   */
  public Diagnosis(Instant at, List<Check> checks) {
    this.at = at;
    for (Check check : checks) {
      findings.put(check.topic(), check.finding());
    }
  }

  /** The worst of all findings; fine if there is none. */
  public Level worst() {
    return findings.values().stream()
        .map(Finding::level)
        .max(Comparator.naturalOrder())
        .orElse(Level.OK);
  }

  /** The document that the API and the command show. */
  public JsonObject toJson() {
    return JsonValue.object()
        .put("at", at.truncatedTo(ChronoUnit.MILLIS).toString())
        .put("worst", worst().word())
        .put(
            "checks",
            new JsonArray(
                findings.entrySet().stream()
                    .<JsonValue>map(found -> json(found.getKey(), found.getValue()))
                    .toList()))
        .build();
  }

  private static JsonObject json(Topic topic, Finding finding) {
    JsonObjectBuilder json =
        JsonValue.object()
            .put("id", topic.id())
            .put("level", finding.level().word())
            .put("title", topic.title().toJson())
            .put("finding", finding.words().toJson());
    return json.putIfPresent("remedy", finding.remedy().map(Phrase::toJson)).build();
  }
}
