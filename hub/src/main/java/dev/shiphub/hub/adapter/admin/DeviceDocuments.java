package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.core.HubSnapshot;
import dev.shiphub.hub.port.DevicePictures;
import dev.shiphub.hub.port.HubControl;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/**
 * The documents of the admin API about devices, for those who do not ask by HTTP.
 *
 * @param hub knows how connections have been used
 * @param own the SKI of the hub
 * @param wall the clock that people read
 */
public record DeviceDocuments(HubControl hub, Ski own, InstantSource wall)
    implements DevicePictures {
  @Override
  public JsonObject of(HubSnapshot.Device device, HubSnapshot snapshot) {
    return DeviceView.over(hub, own, snapshot, wall.instant()).of(device);
  }

  @Override
  public List<String> states() {
    return Stream.of(DeviceState.Word.values()).map(DeviceState.Word::label).toList();
  }
}
