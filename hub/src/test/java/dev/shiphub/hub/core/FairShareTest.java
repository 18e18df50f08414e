package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.bigger;
import static dev.shiphub.hub.core.Fixtures.in;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who gives way when places are scarce. */
final class FairShareTest {
  private static Connection at(int id, String host) {
    return in(id, bigger(id), host);
  }

  private static final Connection A1 = at(1, "192.0.2.1");
  private static final Connection A2 = at(2, "192.0.2.1");
  private static final Connection A3 = at(3, "192.0.2.1");
  private static final Connection B1 = at(4, "192.0.2.2");
  private static final Connection B2 = at(5, "192.0.2.2");
  private static final Connection C1 = at(6, "[2001:db8::1]");
  private static final Connection C2 = at(7, "[2001:db8::1]");

  @Test
  void theLatestOfTheAddressThatHoldsMostGivesWay() {
    assertEquals(Optional.of(A3), FairShare.yielding(List.of(B1, A1, A2, A3, B2), C1));
  }

  @Test
  void nobodyGivesWayToAnAddressThatWouldHoldAsMuchAfterwards() {
    assertEquals(Optional.empty(), FairShare.yielding(List.of(A1, A2, B1), B2));
    assertEquals(Optional.empty(), FairShare.yielding(List.of(A1, B1), C1));
  }

  @Test
  void nobodyGivesWayToTheAddressThatHoldsMost() {
    assertEquals(Optional.empty(), FairShare.yielding(List.of(A1, A2, B1), A3));
  }

  // Else two of them would push each other out for ever.
  @Test
  void whoHasGivenWayHasNoBetterClaimAfterwards() {
    assertEquals(Optional.of(A2), FairShare.yielding(List.of(A1, A2), B1));
    assertEquals(Optional.empty(), FairShare.yielding(List.of(A1, B1), A2));
  }

  @Test
  void portsAreNoAddresses() {
    assertEquals(Optional.empty(), FairShare.yielding(List.of(C1), C2));
    assertEquals("[2001:db8::1]", C1.host());
    assertEquals("192.0.2.1", A1.host());
  }
}
