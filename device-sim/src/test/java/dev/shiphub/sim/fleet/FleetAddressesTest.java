package dev.shiphub.sim.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FleetAddressesTest {
  // Two devices at one address would share what a hub bounds by the address.
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 500, 5_000})
  void noDeviceEverTakesTheAddressOfAnother(int devices) {
    FleetAddresses addresses = new FleetAddresses(devices);
    for (int number : new int[] {0, devices / 2, devices - 1}) {
      Set<String> own = new HashSet<>();
      for (int moves = 0; moves < 200; moves++) {
        String address = addresses.of(number, moves).getHostAddress();
        assertTrue(address.startsWith("127.1."), address);
        assertTrue(!address.endsWith(".0") && !address.endsWith(".255"), address);
        own.add(address);
      }
      for (int moves = 0; moves < 200; moves++) {
        String neighbour = addresses.of((number + 1) % devices, moves).getHostAddress();
        assertEquals(devices == 1, own.contains(neighbour), neighbour);
      }
    }
  }

  @Test
  void aMoveIsAlwaysToAnotherAddress() {
    FleetAddresses addresses = new FleetAddresses(5_000);
    for (int moves = 0; moves < 30; moves++) {
      assertTrue(!addresses.of(3, moves).equals(addresses.of(3, moves + 1)));
    }
  }

  @Test
  void thereAreNoAddressesForMoreThanHalfAsManyDevices() {
    assertThrows(IllegalArgumentException.class, () -> new FleetAddresses(40_000));
  }
}
