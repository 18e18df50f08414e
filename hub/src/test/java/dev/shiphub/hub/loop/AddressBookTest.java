package dev.shiphub.hub.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.core.Connection;
import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.hub.core.StoredState;
import dev.shiphub.hub.core.TrustRecord;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proof of promise 9. */
final class AddressBookTest {
  private static final Ski PAIRED = new Ski("a".repeat(40));
  private static final Ski OTHER = new Ski("b".repeat(40));

  private final AddressBook book = new AddressBook(trusting(PAIRED));

  private static StoredState trusting(Ski... skis) {
    return new StoredState(
        Stream.of(skis)
            .map(
                ski ->
                    new TrustRecord(
                        ski, Optional.empty(), TrustRecord.Origin.USER_INPUT, 64, Instant.EPOCH))
            .toList(),
        List.of());
  }

  private void meet(Ski ski, String address) {
    book.met(new Connection(new ConnectionId(1), ski, Role.SERVER, address));
  }

  private boolean knows(String address) {
    return book.isKnown(InetAddress.ofLiteral(address));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1:4712, 192.0.2.1",
    "[2001:db8:0:0:0:0:0:1]:4712, 2001:db8::1",
  })
  void knowsWhereAPairedDeviceProvedItself(String remote, String address) {
    assertFalse(knows(address));

    meet(PAIRED, remote);

    assertTrue(knows(address));
  }

  @Test
  void learnsNothingOfAStranger() {
    meet(OTHER, "192.0.2.1:4712");

    assertFalse(knows("192.0.2.1"));
    assertFalse(book.isPaired(OTHER));
  }

  @Test
  void learnsNothingOfAnAddressThatIsNone() {
    meet(PAIRED, "memory");

    assertTrue(book.isPaired(PAIRED));
  }

  @Test
  void forgetsWhereADeviceWasWhenItsTrustIsToBeWithdrawn() {
    meet(PAIRED, "192.0.2.1:4712");

    book.intended(trusting(OTHER));

    assertFalse(knows("192.0.2.1"));
    assertFalse(book.isPaired(PAIRED));
  }

  @Test
  void keepsAnAddressThatAnotherPairedDeviceHas() {
    book.saved(trusting(PAIRED, OTHER));
    meet(PAIRED, "192.0.2.1:1");
    meet(OTHER, "192.0.2.1:2");

    book.intended(trusting(OTHER));

    assertTrue(knows("192.0.2.1"));
  }

  // What is not on the disk is not trust.
  @Test
  void countsADeviceAsPairedWhenThatIsSaved() {
    book.intended(trusting(PAIRED, OTHER));
    assertFalse(book.isPaired(OTHER));

    book.saved(trusting(PAIRED, OTHER));
    assertTrue(book.isPaired(OTHER));
  }

  @Test
  void keepsTheLastFewAddressesOfADevice() {
    int more = AddressBook.ADDRESSES_OF_A_DEVICE + 1;
    IntStream.rangeClosed(1, more).forEach(host -> meet(PAIRED, "192.0.2." + host + ":1"));
    meet(PAIRED, "192.0.2.2:9");

    assertFalse(knows("192.0.2.1"));
    assertEquals(
        AddressBook.ADDRESSES_OF_A_DEVICE,
        IntStream.rangeClosed(1, more).filter(host -> knows("192.0.2." + host)).count());
  }
}
