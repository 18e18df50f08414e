package dev.shiphub.sim;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonWriter;
import dev.shiphub.sim.profile.Catalogue;
import dev.shiphub.sim.profile.DeviceProfile;
import dev.shiphub.sim.profile.EntityProfile;
import dev.shiphub.sim.quirk.Quirk;
import dev.shiphub.sim.quirk.QuirkForm;
import dev.shiphub.sim.quirk.QuirkSet;
import dev.shiphub.sim.scenario.Scenario;
import dev.shiphub.sim.scenario.Shipped;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sim list}. */
@Command(
    name = "list",
    description = "Lists the profiles, the quirks, and the sets of quirks that devices can have.")
final class ListCommand implements Runnable {
  private final Console console;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean isJson;

  @Option(names = "--scenarios", description = "List the scenarios of sim run instead.")
  private boolean isScenarios;

  ListCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    if (isScenarios) {
      listScenarios();
    } else if (isJson) {
      console.out().println(JsonWriter.COMPACT.text(document()));
    } else {
      console.out().println("Profiles, for --profile NAME:");
      Catalogue.ALL.forEach(profile -> console.out().println(words(profile)));
      console.out().println("Quirks, for --quirk NAME[=VALUE]:");
      Arrays.stream(Quirk.values()).forEach(quirk -> console.out().println(words(quirk)));
      console.out().println("Sets of quirks, for --like SET:");
      QuirkSet.all().forEach(set -> console.out().println(words(set)));
    }
  }

  private void listScenarios() {
    List<Scenario> all = Shipped.all();
    if (isJson) {
      List<JsonValue> json = all.stream().map(ListCommand::json).toList();
      console.out().println(JsonWriter.COMPACT.text(new JsonArray(json)));
    } else {
      all.forEach(
          scenario ->
              console
                  .out()
                  .println(
                      "%-34s %-10s %s"
                          .formatted(scenario.name(), scenario.layer(), scenario.description())));
    }
  }

  private static JsonValue json(Scenario scenario) {
    return JsonValue.object()
        .put("name", scenario.name())
        .put("layer", scenario.layer())
        .put("description", scenario.description())
        .build();
  }

  private static String words(DeviceProfile profile) {
    String named = profile.nameplate().brand() + " " + profile.nameplate().model();
    return "  %-17s %-22s %s"
        .formatted(profile.name(), named, String.join(", ", entities(profile)));
  }

  private static String words(Quirk quirk) {
    String value = quirk.form() == QuirkForm.NONE ? "" : value(quirk);
    return "  %-38s %s (%s)".formatted(quirk.word() + value, quirk.effect(), quirk.evidence());
  }

  private static String value(Quirk quirk) {
    return quirk.usual().isEmpty() ? "=" + quirk.form().name() : "=" + quirk.usual();
  }

  private static String words(QuirkSet set) {
    return "  %-21s %s%n  %-21s %s (%s)"
        .formatted(set.name(), set.description(), "", quirks(set), set.evidence())
        .stripTrailing();
  }

  private static String quirks(QuirkSet set) {
    return set.quirks().words().isEmpty() ? "no quirk" : set.quirks().toString();
  }

  private static JsonValue document() {
    return JsonValue.object()
        .put("profiles", list(Catalogue.ALL.stream().map(ListCommand::json).toList()))
        .put("quirks", list(Arrays.stream(Quirk.values()).map(ListCommand::json).toList()))
        .put("sets", list(QuirkSet.all().stream().map(ListCommand::json).toList()))
        .build();
  }

  private static JsonArray list(List<JsonValue> items) {
    return new JsonArray(items);
  }

  private static JsonValue json(DeviceProfile profile) {
    return JsonValue.object()
        .put("name", profile.name())
        .put("brand", profile.nameplate().brand())
        .put("model", profile.nameplate().model())
        .put("type", profile.nameplate().type())
        .put("entities", JsonValue.texts(entities(profile)))
        .build();
  }

  private static JsonValue json(Quirk quirk) {
    return JsonValue.object()
        .put("name", quirk.word())
        .put("takes", quirk.form().words())
        .put("usual", quirk.usual())
        .put("effect", quirk.effect())
        .put("evidence", quirk.evidence())
        .build();
  }

  private static JsonValue json(QuirkSet set) {
    return JsonValue.object()
        .put("name", set.name())
        .put("description", set.description())
        .put("evidence", set.evidence())
        .put("quirks", JsonValue.texts(set.quirks().words()))
        .build();
  }

  private static List<String> entities(DeviceProfile profile) {
    return profile.entities().stream()
        .filter(entity -> !entity.address().equals(EntityProfile.DEVICE_ADDRESS))
        .map(EntityProfile::type)
        .collect(Collectors.toList());
  }
}
