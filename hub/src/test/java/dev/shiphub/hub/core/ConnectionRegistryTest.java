package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.START;
import static dev.shiphub.hub.core.Fixtures.bigger;
import static dev.shiphub.hub.core.Fixtures.in;
import static dev.shiphub.hub.core.Fixtures.out;
import static dev.shiphub.hub.core.Fixtures.smaller;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.core.ConnectionRegistry.Removal;
import dev.shiphub.hub.core.ConnectionRegistry.Swap;
import dev.shiphub.hub.core.Evidence.Probe;
import dev.shiphub.ship.Ski;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Proof of promises 1, 9. */
final class ConnectionRegistryTest {
  private static final Ski DEVICE = smaller(1);
  private static final Connection FIRST = out(1, DEVICE);
  private static final Connection SECOND = in(2, DEVICE);
  private static final Connection THIRD = in(3, DEVICE);
  private static final SlotFacts PAIRED = new SlotFacts(true, true, Map.of());
  private static final SlotFacts STRANGER = new SlotFacts(true, false, Map.of());

  private final ConnectionRegistry registry =
      new ConnectionRegistry(DoubleConnectionRule.EVIDENCE, 2, 1);

  private Swap swap(Connection newcomer) {
    return registry.swap(newcomer, PAIRED, START);
  }

  private static SlotFacts heard(Connection connection) {
    Evidence evidence = new Evidence(START, Optional.of(START), Probe.NONE);
    return new SlotFacts(true, true, Map.of(connection, evidence));
  }

  @Test
  void givesAFreeSlotToTheFirst() {
    assertEquals(new Swap.Took(FIRST, Optional.empty()), swap(FIRST));
    assertEquals(Optional.of(FIRST), registry.owner(DEVICE));
  }

  @Test
  void countsTheSlotsAndNotTheConnections() {
    swap(FIRST);
    swap(SECOND);
    swap(out(4, smaller(4)));
    assertEquals(2, registry.size());
  }

  @Nested
  final class WithAnOwner {
    WithAnOwner() {
      swap(FIRST);
    }

    // Make before break: the newcomer has not shown life yet.
    @Test
    void parksTheNewcomerAndKeepsTheOwner() {
      Swap.Parked parked = assertInstanceOf(Swap.Parked.class, swap(SECOND));
      assertEquals(START.plusSeconds(3), parked.until());
      assertEquals(Optional.of(FIRST), registry.owner(DEVICE));
      assertEquals(Optional.of(SECOND), registry.candidate(DEVICE));
    }

    @Test
    void displacesTheOlderCandidateByAThirdNewcomer() {
      swap(SECOND);
      Swap.Parked parked = assertInstanceOf(Swap.Parked.class, swap(THIRD));
      assertEquals(Optional.of(SECOND), parked.displaced());
      assertEquals(Optional.of(THIRD), registry.candidate(DEVICE));
    }

    @Test
    void handsOutTheOwnerWhenTheCandidateTakesOver() {
      swap(SECOND);
      assertEquals(
          Optional.of(new Swap.Took(SECOND, Optional.of(FIRST))),
          registry.settle(DEVICE, heard(SECOND), START.plusSeconds(1)));
      assertEquals(Optional.of(SECOND), registry.owner(DEVICE));
      assertEquals(Optional.empty(), registry.candidate(DEVICE));
    }

    @Test
    void handsOutTheCandidateWhenTheOwnerStays() {
      swap(SECOND);
      Evidence alive = new Evidence(START, Optional.of(START), Probe.ALIVE);
      Evidence silent = Evidence.opened(START);
      SlotFacts facts = new SlotFacts(true, true, Map.of(FIRST, alive, SECOND, silent));
      assertEquals(
          Optional.of(new Swap.Refused(SECOND, Refusal.RULE)),
          registry.settle(DEVICE, facts, START.plusSeconds(4)));
      assertEquals(Optional.of(FIRST), registry.owner(DEVICE));
      assertEquals(Optional.empty(), registry.candidate(DEVICE));
      assertEquals(
          Optional.empty(),
          registry.settle(DEVICE, facts, START.plusSeconds(5)),
          "handed out once");
    }

    @Test
    void hasNothingToSettleWithoutACandidate() {
      assertEquals(Optional.empty(), registry.settle(DEVICE, PAIRED, START));
    }

    @Test
    void freesTheSlotWhenTheOwnerLeaves() {
      assertEquals(new Removal.WasOwner(Optional.empty()), registry.removeIfMatches(FIRST));
      assertEquals(0, registry.size());
    }

    @Test
    void promotesTheCandidateInTheSameStep() {
      swap(SECOND);
      assertEquals(new Removal.WasOwner(Optional.of(SECOND)), registry.removeIfMatches(FIRST));
      assertEquals(Optional.of(SECOND), registry.owner(DEVICE));
      assertEquals(Optional.empty(), registry.candidate(DEVICE));
    }

    /** Regression of field lesson A14. */
    @Test
    void keepsTheOwnerWhenTheCandidateLeaves() {
      swap(SECOND);
      assertEquals(new Removal.WasCandidate(), registry.removeIfMatches(SECOND));
      assertEquals(Optional.of(FIRST), registry.owner(DEVICE));
    }

    /**
     * Two languages had the same bug: the end of a replaced connection removed its successor.
     *
     * <p>Regression of field lesson A14.
     */
    @Test
    void ignoresTheEndOfAConnectionThatWasReplaced() {
      swap(SECOND);
      registry.settle(DEVICE, heard(SECOND), START.plusSeconds(1));
      assertEquals(new Removal.NotHeld(), registry.removeIfMatches(FIRST));
      assertEquals(Optional.of(SECOND), registry.owner(DEVICE));
    }

    @Test
    void removesAConnectionOnce() {
      registry.removeIfMatches(FIRST);
      assertEquals(new Removal.NotHeld(), registry.removeIfMatches(FIRST));
    }
  }

  @Nested
  final class AtTheLimit {
    private final Connection late = out(9, smaller(9));

    AtTheLimit() {
      swap(FIRST);
      swap(out(4, smaller(4)));
    }

    @Test
    void refusesAnotherPairedDevice() {
      assertEquals(new Swap.Refused(late, Refusal.LIMIT), swap(late));
    }

    @Test
    void stillTakesASecondConnectionOfADeviceThatHasASlot() {
      assertInstanceOf(Swap.Parked.class, swap(SECOND));
    }

    @Test
    void takesAnotherAfterOneHasLeft() {
      registry.removeIfMatches(FIRST);
      assertInstanceOf(Swap.Took.class, swap(late));
    }

    /**
     * Ten strangers could lock out every paired device of the most used hub.
     *
     * <p>Regression of field lesson A4.
     */
    @Test
    void strangersAndPairedDevicesNeverTakeEachOthersPlaces() {
      Connection stranger = in(20, bigger(1));
      Connection another = in(21, bigger(2));
      assertInstanceOf(Swap.Took.class, registry.swap(stranger, STRANGER, START));
      assertEquals(
          new Swap.Refused(another, Refusal.LIMIT), registry.swap(another, STRANGER, START));
      registry.removeIfMatches(FIRST);
      assertInstanceOf(Swap.Took.class, swap(late));
    }

    @Test
    void aStrangerThatIsPairedLeavesItsPlaceToTheNext() {
      Connection stranger = in(20, bigger(1));
      registry.swap(stranger, STRANGER, START);
      registry.reclassify(stranger.peer(), true);
      assertInstanceOf(Swap.Took.class, registry.swap(in(21, bigger(2)), STRANGER, START));
    }
  }

  @Nested
  final class AfterClose {
    @Test
    void handsOverAllThatItHeldOnce() {
      swap(FIRST);
      swap(SECOND);
      assertEquals(Set.of(FIRST, SECOND), Set.copyOf(registry.close()));
      assertEquals(List.of(), registry.close());
    }

    @Test
    void refusesEveryNewcomer() {
      registry.close();
      assertEquals(new Swap.Refused(FIRST, Refusal.CLOSED), swap(FIRST));
      assertTrue(registry.owner(DEVICE).isEmpty());
    }

    @Test
    void hasNothingToRemoveOrSettle() {
      swap(FIRST);
      swap(SECOND);
      registry.close();
      assertEquals(new Removal.NotHeld(), registry.removeIfMatches(FIRST));
      assertEquals(Optional.empty(), registry.settle(DEVICE, PAIRED, START));
    }
  }
}
