package dev.shiphub.ship.mdns;

import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.discovery.TxtRecord;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stands in for the codec of the text record (SHIP 7.3.2) until {@code ship.discovery} has it. */
final class TxtStandIn {
  private TxtStandIn() {}

  /** What decoding gave. */
  sealed interface Decoded {
    record Valid(TxtRecord record) implements Decoded {}

    record Invalid(String why) implements Decoded {}
  }

  static Decoded decode(Map<String, String> entries) {
    Optional<Ski> ski = Ski.parse(entries.getOrDefault("ski", ""));
    Optional<ShipId> id = ShipId.parse(entries.getOrDefault("id", ""));
    String path = entries.getOrDefault("path", "");
    String register = entries.getOrDefault("register", "");
    if (!"1".equals(entries.get("txtvers"))) {
      return new Decoded.Invalid("txtvers is not 1");
    }
    if (ski.isEmpty() || id.isEmpty() || !Endpoint.isPath(path)) {
      return new Decoded.Invalid(
          (ski.isEmpty() ? "ski" : id.isEmpty() ? "id" : "path") + " is missing or wrong");
    }
    if (!register.equals("true") && !register.equals("false")) {
      return new Decoded.Invalid("register is neither true nor false");
    }
    return new Decoded.Valid(
        new TxtRecord(
            ski.get(),
            id.get(),
            path,
            register.equals("true"),
            Optional.ofNullable(entries.get("brand")),
            Optional.ofNullable(entries.get("type")),
            Optional.ofNullable(entries.get("model")),
            Optional.ofNullable(entries.get("serial")),
            categories(entries.getOrDefault("cat", ""))));
  }

  static Map<String, String> encode(TxtRecord record) {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("txtvers", "1");
    entries.put("id", record.id().value());
    entries.put("path", record.path());
    entries.put("ski", record.ski().hex());
    entries.put("register", Boolean.toString(record.register()));
    record.brand().ifPresent(value -> entries.put("brand", value));
    record.type().ifPresent(value -> entries.put("type", value));
    record.model().ifPresent(value -> entries.put("model", value));
    record.serial().ifPresent(value -> entries.put("serial", value));
    return entries;
  }

  private static List<Integer> categories(String text) {
    return Arrays.stream(text.split(","))
        .filter(one -> one.matches("[1-9]"))
        .map(Integer::valueOf)
        .toList();
  }
}
