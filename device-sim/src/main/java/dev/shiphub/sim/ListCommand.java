package dev.shiphub.sim;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonWriter;
import dev.shiphub.sim.profile.Catalogue;
import dev.shiphub.sim.profile.DeviceProfile;
import dev.shiphub.sim.profile.EntityProfile;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sim list}. */
@Command(name = "list", description = "Lists the profiles that devices can have.")
final class ListCommand implements Runnable {
  private final Console console;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean isJson;

  ListCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    if (isJson) {
      List<JsonValue> all = Catalogue.ALL.stream().map(ListCommand::json).toList();
      console.out().println(JsonWriter.COMPACT.text(new JsonArray(all)));
    } else {
      Catalogue.ALL.forEach(profile -> console.out().println(words(profile)));
    }
  }

  private static String words(DeviceProfile profile) {
    String named = profile.nameplate().brand() + " " + profile.nameplate().model();
    return "%-15s %-22s %s".formatted(profile.name(), named, String.join(", ", entities(profile)));
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

  private static List<String> entities(DeviceProfile profile) {
    return profile.entities().stream()
        .filter(entity -> !entity.address().equals(EntityProfile.DEVICE_ADDRESS))
        .map(EntityProfile::type)
        .collect(Collectors.toList());
  }
}
