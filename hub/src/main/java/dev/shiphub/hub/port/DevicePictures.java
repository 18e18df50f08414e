package dev.shiphub.hub.port;

import dev.shiphub.hub.core.HubSnapshot;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.util.List;

/** Devices as other programs see them, so that all of them see the same. Any thread. */
public interface DevicePictures {
  /**
   * A device as the admin API shows it.
   *
   * @param snapshot the picture that it is of
   */
  JsonObject of(HubSnapshot.Device device, HubSnapshot snapshot);

  /** Every word that member {@code state} of such a document can have. */
  List<String> states();
}
