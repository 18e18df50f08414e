package dev.shiphub.sim.device;

import static dev.shiphub.sim.device.World.BIG;
import static dev.shiphub.sim.device.World.SMALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.wire.Encoded;
import dev.shiphub.ship.wire.ShipData;
import dev.shiphub.sim.profile.Catalogue;
import dev.shiphub.sim.spine.SpineAddress;
import dev.shiphub.sim.spine.SpineClassifier;
import dev.shiphub.sim.spine.SpineCodec;
import dev.shiphub.sim.spine.SpineCommand;
import dev.shiphub.sim.spine.SpineDatagram;
import dev.shiphub.sim.spine.SpineHeader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How often a device tells what it measures. */
class LiveDeviceTest {
  private final World world = new World();
  private final Node meter =
      world.add(
          DeviceSettings.of(Catalogue.named("meter").orElseThrow(), BIG)
              .trusting(Set.of(SMALL))
              .onlyAccepting());
  private final Node manager = world.add(World.settings(SMALL).trusting(Set.of(BIG)));

  private static JsonObject address(int entity, int feature) {
    return JsonValue.object()
        .put("entity", JsonValue.array(JsonValue.of(entity)))
        .put("feature", feature)
        .build();
  }

  private void subscribe() {
    JsonObject request =
        JsonValue.object()
            .put("clientAddress", address(1, 6))
            .put("serverAddress", address(1, 11))
            .build();
    SpineHeader header =
        new SpineHeader(
            "1.3.0",
            new SpineAddress(Optional.of("d:_n:us"), List.of(0), Optional.of(0)),
            new SpineAddress(Optional.empty(), List.of(0), Optional.of(0)),
            100,
            Optional.empty(),
            SpineClassifier.CALL,
            true);
    SpineCommand call =
        new SpineCommand(
            "nodeManagementSubscriptionRequestCall",
            JsonValue.object().put("subscriptionRequest", request).build());
    ShipData data =
        new ShipData(ShipData.SPINE, SpineCodec.encode(new SpineDatagram(header, call)));
    Encoded.Ready ready = assertInstanceOf(Encoded.Ready.class, Link.CODEC.encode(data));
    manager.transports.getLast().send(ready.octets(), _ -> {});
  }

  private long told() {
    return manager.events(SimEvent.Message.class).stream()
        .filter(SimEvent.Message::isInbound)
        .filter(it -> it.datagram().header().classifier() == SpineClassifier.NOTIFY)
        .count();
  }

  @Test
  void whoHasSubscribedIsToldEveryTenSeconds() {
    world.show(meter, manager);
    world.runFor(5);
    assertEquals(0, told());
    subscribe();
    world.runFor(101);
    assertEquals(10, told());
  }

  @Test
  void whoIsGoneIsNotTold() {
    world.show(meter, manager);
    world.runFor(5);
    subscribe();
    world.runFor(11);
    manager.on(new DeviceInput.Break());
    world.runFor(60);
    assertEquals(1, told());
  }
}
