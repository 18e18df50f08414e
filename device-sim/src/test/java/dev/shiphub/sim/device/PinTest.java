package dev.shiphub.sim.device;

import static dev.shiphub.sim.device.World.BIG;
import static dev.shiphub.sim.device.World.SMALL;
import static dev.shiphub.sim.device.World.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.handshake.PinDemand;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two devices that require each other's PIN. */
class PinTest {
  private static final Pin OF_CLIENT = new Pin("C11E4700");
  private static final Pin OF_SERVER = new Pin("5E64E600");
  private static final Pin WRONG = new Pin("00000000");

  private final World world = new World();

  private Node node(DeviceSettings plain, Pin own, Pin ofPeer) {
    return world.add(
        plain.with(new DevicePins(Optional.of(new PinDemand(own, true)), Optional.of(ofPeer))));
  }

  private Node client(Pin ofPeer) {
    return node(settings(SMALL).trusting(Set.of(BIG)), OF_CLIENT, ofPeer);
  }

  private Node server(Pin ofPeer) {
    return node(settings(BIG).trusting(Set.of(SMALL)).onlyAccepting(), OF_SERVER, ofPeer);
  }

  private static List<Integer> wrongOnes(Node node) {
    return node.events(SimEvent.PinEntered.class).stream().map(SimEvent.PinEntered::wrong).toList();
  }

  @Test
  void exchangeDataWhenBothHaveEnteredTheRightOne() {
    Node client = client(OF_SERVER);
    Node server = server(OF_CLIENT);
    world.show(server, client);
    world.runFor(5);
    assertEquals(List.of(BIG), client.inDataExchange());
    assertEquals(List.of(SMALL), server.inDataExchange());
  }

  @Test
  void doNotEnterAWrongOneASecondTime() {
    Node client = client(WRONG);
    Node server = server(OF_CLIENT);
    world.show(server, client);
    world.runFor(5);
    client.on(new DeviceInput.Break());
    world.runFor(600);
    assertEquals(List.of(1), wrongOnes(server));
    assertEquals(List.of(), client.inDataExchange());
  }

  // SHIP 13.4.4.3.4: a new connection does not wipe out what was tried on the last one.
  @Test
  void keepThePenaltyAcrossConnectionsAndThenTakeTheRightOne() {
    Node client = client(WRONG);
    Node server = server(OF_CLIENT);
    world.show(server, client);
    world.runFor(5);
    for (int i = 0; i < 2; i++) {
      client.on(new DeviceInput.EnterPin(BIG, WRONG));
      world.runFor(1);
    }
    assertEquals(List.of(1, 2, 3), wrongOnes(server));
    client.on(new DeviceInput.Break());
    client.on(new DeviceInput.EnterPin(BIG, OF_SERVER));
    world.runFor(8);
    assertEquals(List.of(), client.inDataExchange());
    assertFalse(
        client.events(SimEvent.PinRequested.class).stream()
            .filter(SimEvent.PinRequested::isBusy)
            .toList()
            .isEmpty());
    world.runFor(10);
    assertEquals(List.of(BIG), client.inDataExchange());
  }

  @Test
  void areNotAskedAgainOnceTheyHaveEnteredIt() {
    Node client = client(OF_SERVER);
    Node server = server(OF_CLIENT);
    world.show(server, client);
    world.runFor(5);
    client.on(new DeviceInput.Break());
    world.runFor(60);
    assertEquals(List.of(BIG), client.inDataExchange());
    assertEquals(1, client.events(SimEvent.PinRequested.class).size());
  }
}
