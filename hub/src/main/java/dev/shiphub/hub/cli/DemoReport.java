package dev.shiphub.hub.cli;

import dev.shiphub.ship.json.JsonObjectBuilder;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.util.List;

/**
 * The result of the demo as JSON. Times are seconds; {@code found} and {@code total} count from the
 * daemon's listening, {@code handshake} from the moment the record resolved.
 */
final class DemoReport {
  private DemoReport() {}

  static JsonObject of(String hubSki, List<DemoDevice> devices) {
    boolean isComplete = devices.stream().allMatch(DemoDevice::isConnected);
    JsonArray list = new JsonArray(devices.stream().<JsonValue>map(DemoReport::device).toList());
    return JsonValue.object()
        .put("complete", isComplete)
        .put("ski", hubSki)
        .put("devices", list)
        .build();
  }

  private static JsonObject device(DemoDevice device) {
    JsonObjectBuilder json =
        JsonValue.object()
            .put("device", device.name())
            .put("state", device.state())
            .put("connected", device.isConnected());
    device.ski().ifPresent(ski -> json.put("ski", ski));
    device
        .found()
        .ifPresent(
            found ->
                json.put("foundBy", device.isStatic() ? "static-peer" : "multicast-dns")
                    .put("foundSeconds", Spans.json(found)));
    device.dialledBy().ifPresent(who -> json.put("dialledBy", who));
    device.handshake().ifPresent(took -> json.put("handshakeSeconds", Spans.json(took)));
    device.exchange().ifPresent(took -> json.put("totalSeconds", Spans.json(took)));
    if (!device.isConnected()) {
      json.put("reason", device.trouble());
    }
    return json.build();
  }
}
