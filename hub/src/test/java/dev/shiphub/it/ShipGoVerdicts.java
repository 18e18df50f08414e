package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the suite has said of ship-go, and the page of the documentation made of it. */
final class ShipGoVerdicts {
  private static final Path PAGE = Program.root().resolve("docs/conformance-ship-go.md");
  private static final String BEGIN = "<!-- generated: verdicts -->\n";
  private static final String END = "<!-- generated: end -->";

  /** Case to the verdict of each role that it was run in, for each version. */
  private final Map<ShipGo, Map<String, Map<String, String>>> seen = new EnumMap<>(ShipGo.class);

  /** Notes what a report in JSON says. */
  synchronized void seen(ShipGo version, JsonObject report) {
    Map<String, Map<String, String>> cases = new LinkedHashMap<>();
    for (JsonValue item : report.items("runs").orElseThrow()) {
      if (item instanceof JsonObject run) {
        cases
            .computeIfAbsent(run.text("case").orElseThrow(), _ -> new LinkedHashMap<>())
            .put(word(run, "device"), word(run, "verdict"));
      }
    }
    seen.put(version, cases);
  }

  private static String word(JsonObject run, String name) {
    return run.text(name).orElseThrow().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** One word if all roles agree. */
  private String verdict(ShipGo version, String name) {
    Map<String, String> roles = seen.get(version).getOrDefault(name, Map.of());
    if (roles.values().stream().distinct().count() == 1) {
      return roles.values().iterator().next();
    }
    return roles.entrySet().stream()
        .map(role -> role.getKey() + " " + role.getValue())
        .collect(Collectors.joining(", "));
  }

  private String table() {
    StringBuilder table = new StringBuilder("| case | predicted |");
    for (ShipGo version : ShipGo.values()) {
      table.append(' ').append(version.label()).append(" |");
    }
    table.append(" why |\n| --- | --- |").append(" --- |".repeat(ShipGo.values().length + 1));
    table.append('\n');
    for (String name : seen.get(ShipGo.V0_6_0).keySet()) {
      ShipGoPrediction prediction = ShipGoPrediction.of(name);
      table.append("| %s | %s |".formatted(name, prediction.words()));
      for (ShipGo version : ShipGo.values()) {
        String verdict = verdict(version, name);
        String form = prediction.fits(verdict) ? " %s |" : " **%s** |";
        table.append(form.formatted(verdict));
      }
      table.append(' ').append(prediction.why()).append(" |\n");
    }
    return table.toString();
  }

  /** Differences from the prediction that nobody has explained. */
  private List<String> unexplained() {
    List<String> unexplained = new ArrayList<>();
    for (ShipGo version : ShipGo.values()) {
      for (String name : seen.get(version).keySet()) {
        ShipGoPrediction prediction = ShipGoPrediction.of(name);
        String verdict = verdict(version, name);
        if (!prediction.fits(verdict) && prediction.why().isEmpty()) {
          unexplained.add(version.label() + " " + name + " " + verdict);
        }
      }
    }
    return unexplained;
  }

  /** Writes the page if that is wished, else checks that the page shows these verdicts. */
  void publish() throws IOException {
    assertEquals(ShipGo.values().length, seen.size(), "a suite has not ended");
    String text = Files.readString(PAGE);
    int from = text.indexOf(BEGIN) + BEGIN.length();
    int to = text.indexOf(END, from);
    String shown = text.substring(from, to);
    if (Boolean.getBoolean("interop.write")) {
      Files.writeString(PAGE, text.substring(0, from) + table() + text.substring(to));
    } else {
      assertEquals(table(), shown, PAGE + " shows other verdicts; -Dinterop.write=true writes it");
    }
    assertEquals(List.of(), unexplained());
  }
}
