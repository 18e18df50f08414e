package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.START;
import static dev.shiphub.hub.core.Fixtures.smaller;
import static dev.shiphub.hub.core.Fixtures.trust;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.core.RecordBook.Change;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Trust counts when it is saved, and ceases when it is withdrawn.
 *
 * <p>Proof of promise 10.
 */
final class RecordBookTest {
  private static final Ski A = smaller(1);
  private static final Ski B = smaller(2);

  private final RecordBook book = new RecordBook(StoredState.EMPTY);

  private HubEffect.Save save() {
    return book.next().orElseThrow();
  }

  private static List<Ski> skis(StoredState state) {
    return state.trusted().stream().map(TrustRecord::ski).toList();
  }

  private void grant(Ski ski, long command) {
    book.add(new Change.Grant(trust(ski)), Optional.of(command));
  }

  private void withdraw(Ski ski, long command) {
    book.add(new Change.Withdraw(ski), Optional.of(command));
  }

  @Test
  void aGrantCountsWhenItIsSavedAndNotBefore() {
    grant(A, 1);
    assertFalse(book.isTrusted(A));
    HubEffect.Save save = save();
    assertEquals(List.of(A), skis(save.state()));
    assertFalse(book.isTrusted(A));
    assertEquals(Optional.of(1L), book.saved(save.version()).getFirst().command());
    assertTrue(book.isTrusted(A));
  }

  @Test
  void aWithdrawalCountsAtOnce() {
    RecordBook full = new RecordBook(new StoredState(List.of(trust(A)), List.of()));
    full.add(new Change.Withdraw(A), Optional.empty());
    assertFalse(full.isTrusted(A));
    assertEquals(List.of(), full.next().orElseThrow().state().trusted());
  }

  @Test
  void oneSaveIsUnderWayAtATime() {
    grant(A, 1);
    HubEffect.Save first = save();
    grant(B, 2);
    assertEquals(Optional.empty(), book.next());
    book.saved(first.version());
    assertEquals(List.of(A, B), skis(save().state()));
  }

  @Test
  void aGrantDoesNotCountWithTheSaveThatWasUnderWayBeforeIt() {
    grant(A, 1);
    HubEffect.Save first = save();
    grant(B, 2);
    book.saved(first.version());
    assertTrue(book.isTrusted(A));
    assertFalse(book.isTrusted(B));
  }

  // A user who was told "not saved" must not find the device trusted after the next save.
  @Test
  void aGrantThatFailedIsNotWrittenByALaterSave() {
    grant(A, 1);
    HubEffect.Save first = save();
    grant(B, 2);
    assertEquals(1, book.failed(first.version(), START).size());
    assertEquals(List.of(B), skis(save().state()));
    assertFalse(book.isTrusted(A));
  }

  @Test
  void aChangeThatWaitedForAWithdrawalThatFailedIsTriedAtOnceAndTogetherWithIt() {
    grant(A, 1);
    book.saved(save().version());
    withdraw(A, 2);
    HubEffect.Save first = save();
    grant(B, 3);
    book.failed(first.version(), START);
    HubEffect.Save second = save();
    assertEquals(List.of(B), skis(second.state()));
    book.failed(second.version(), START);
    assertEquals(Optional.empty(), book.next());
  }

  @Test
  void aGrantThatIsWithdrawnWhileItIsSavedNeverCounts() {
    grant(A, 1);
    HubEffect.Save first = save();
    withdraw(A, 2);
    book.saved(first.version());
    assertFalse(book.isTrusted(A));
    HubEffect.Save second = save();
    assertEquals(List.of(), second.state().trusted());
    book.saved(second.version());
    assertFalse(book.isTrusted(A));
  }

  @Test
  void aDeviceThatIsPairedAgainRightAfterItsWithdrawalIsTrustedWhenThatIsSaved() {
    grant(A, 1);
    book.saved(save().version());
    withdraw(A, 2);
    grant(A, 3);
    HubEffect.Save both = save();
    assertEquals(List.of(A), skis(both.state()));
    assertFalse(book.isTrusted(A));
    book.saved(both.version());
    assertTrue(book.isTrusted(A));
  }

  @Test
  void aLearntNameIsKept() {
    grant(A, 1);
    book.saved(save().version());
    book.add(new Change.Name(A, new ShipId("device")), Optional.empty());
    assertEquals(Optional.of(new ShipId("device")), save().state().trusted().getFirst().shipId());
  }

  @Test
  void aStaticPeerIsReplacedAndRemovedBySki() {
    book.add(new Change.AddPeer(Fixtures.staticPeer(A)), Optional.empty());
    book.add(new Change.AddPeer(Fixtures.staticPeer(A)), Optional.empty());
    HubEffect.Save added = save();
    assertEquals(1, added.state().peers().size());
    book.saved(added.version());
    book.add(new Change.RemovePeer(A), Optional.empty());
    assertEquals(List.of(), save().state().peers());
  }

  @Test
  void anOutcomeThatNobodyWaitsForIsABug() {
    assertThrows(IllegalStateException.class, () -> book.saved(1));
    grant(A, 1);
    HubEffect.Save save = save();
    book.saved(save.version());
    assertThrows(IllegalStateException.class, () -> book.failed(save.version(), START));
    assertThrows(IllegalStateException.class, () -> book.saved(save.version()));
    grant(B, 2);
    HubEffect.Save next = save();
    assertThrows(IllegalStateException.class, () -> book.saved(next.version() + 1));
    assertThrows(IllegalStateException.class, () -> book.saved(save.version()));
  }

  @Test
  void whatIsSavedOfOneDeviceLeavesTheOthersAsTheyWere() {
    grant(A, 1);
    grant(B, 2);
    book.add(new Change.Name(A, new ShipId("pump")), Optional.empty());
    book.add(new Change.AddPeer(Fixtures.staticPeer(A)), Optional.empty());
    book.add(new Change.AddPeer(Fixtures.staticPeer(B)), Optional.empty());
    HubEffect.Save save = save();
    assertEquals(
        List.of(Optional.of(new ShipId("pump")), Optional.empty()),
        save.state().trusted().stream().map(TrustRecord::shipId).toList());
    assertEquals(List.of(Fixtures.staticPeer(A), Fixtures.staticPeer(B)), save.state().peers());
  }

  @Test
  void isIdleOnlyWhenNothingIsWrittenOrWaits() {
    assertTrue(book.isIdle());
    grant(A, 1);
    assertFalse(book.isIdle());
    HubEffect.Save save = save();
    assertFalse(book.isIdle());
    book.saved(save.version());
    assertTrue(book.isIdle());
  }

  // Its user has been told and may try again; what comes next is saved at once.
  @Test
  void aFailedGrantKeepsNothingWaiting() {
    grant(A, 1);
    book.failed(save().version(), START);
    assertEquals(Optional.empty(), book.deadline());
    grant(B, 2);
    assertEquals(List.of(B), skis(save().state()));
  }

  // The user of the second waits for it; it must not wait for the disk to recover.
  @Test
  void aFailedWithdrawalIsWrittenWithWhatWasAskedForMeanwhile() {
    RecordBook full = new RecordBook(new StoredState(List.of(trust(A)), List.of()));
    full.add(new Change.Withdraw(A), Optional.of(1L));
    HubEffect.Save first = full.next().orElseThrow();
    full.add(new Change.Grant(trust(B)), Optional.of(2L));
    full.failed(first.version(), START);
    assertEquals(Optional.empty(), full.deadline());
    assertEquals(List.of(B), skis(full.next().orElseThrow().state()));
  }

  @Nested
  final class AFailedWithdrawal {
    private final RecordBook full = new RecordBook(new StoredState(List.of(trust(A)), List.of()));

    AFailedWithdrawal() {
      full.add(new Change.Withdraw(A), Optional.of(1L));
      full.failed(full.next().orElseThrow().version(), START);
    }

    @Test
    void hasADeadline() {
      assertEquals(Optional.of(START.plusSeconds(30)), full.deadline());
    }

    @Test
    void staysInForce() {
      assertFalse(full.isTrusted(A));
    }

    @Test
    void isTriedAgainLaterWithoutAnsweringTheUserTwice() {
      assertEquals(Optional.empty(), full.next());
      full.due(START.plusSeconds(29));
      assertEquals(Optional.empty(), full.next());
      full.due(START.plusSeconds(30));
      HubEffect.Save again = full.next().orElseThrow();
      assertEquals(Optional.empty(), full.saved(again.version()).getFirst().command());
    }

    @Test
    void isTriedAgainAtOnceWhenTheUserAsksForSomething() {
      full.hurry();
      assertEquals(List.of(), full.next().orElseThrow().state().trusted());
    }

    @Test
    void doesNotKeepAStopWaiting() {
      assertTrue(full.isIdle());
    }
  }
}
