package dev.shiphub.hub.cli;

import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All devices, for people: one line each says why one is not connected. */
record DevicesPage(Colours colours) {
  private static final int BRIEF = 8;

  List<String> lines(Doc doc) {
    List<Doc> devices = doc.docs("devices");
    if (devices.isEmpty()) {
      return List.of(
          "no devices are known yet; those that are switched on and on this network appear here");
    }
    Table table = new Table(colours::paint, "SKI", "NAME", "STATE", "PAIRED", "ADDRESS", "BECAUSE");
    for (Doc device : devices) {
      table.row(
          brief(device),
          name(device),
          device.text("state"),
          device.flag("paired") ? "yes" : "no",
          address(device),
          device.text("because"));
    }
    List<String> lines = new ArrayList<>(table.lines());
    devices.stream()
        .filter(device -> device.text("state").equals("waiting-for-trust"))
        .forEach(device -> lines.add("to let it in: shiphub pair " + brief(device)));
    return lines;
  }

  private static String brief(Doc device) {
    String ski = device.text("ski");
    return ski.substring(0, Math.min(BRIEF, ski.length()));
  }

  private static String name(Doc device) {
    Optional<String> brand = device.firstOf("brand");
    Optional<String> model = device.firstOf("model", "type");
    return brand.isPresent() && model.isPresent()
        ? brand.get() + " " + model.get()
        : device.firstOf("name", "model", "brand").orElse("-");
  }

  /** Of the session, else where it would be dialled. */
  static String address(Doc device) {
    if (device.has("session")) {
      return device.inner("session").text("address");
    }
    List<Doc> records = device.docs("records");
    Doc where = device.has("static") ? device.inner("static") : latest(records);
    String host = where.texts("addresses").stream().findFirst().orElse(where.text("host"));
    return host.isEmpty() ? "-" : host + ":" + where.text("port");
  }

  private static Doc latest(List<Doc> records) {
    return records.isEmpty() ? new Doc(JsonObject.EMPTY) : records.getLast();
  }
}
