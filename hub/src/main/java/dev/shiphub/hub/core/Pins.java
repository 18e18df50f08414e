package dev.shiphub.hub.core;

import dev.shiphub.hub.core.RecordBook.Change;
import dev.shiphub.ship.Pin;
import dev.shiphub.ship.PinStanding;
import dev.shiphub.ship.Ski;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** PIN verification as far as it concerns more than one connection (SHIP 12.5). Loop's thread. */
final class Pins {
  /** A device that is trusted less must not get its PIN (SHIP 12.5). */
  private static final int LEAST_TRUST = 32;

  /** Which of two connections stays is decided well within this. */
  private static final Duration SETTLED = Duration.ofSeconds(15);

  private final HubState state;

  Pins(HubState state) {
    this.state = state;
  }

  /** Takes up what the last run has saved. */
  void load(StoredState stored, Instant now) {
    stored
        .trusted()
        .forEach(trusted -> state.pins().remember(trusted.ski(), trusted.pin().standing(now)));
  }

  /**
   * Saves what the disk does not say yet: what remains of penalties, and what could not be saved.
   */
  void save(Instant now) {
    for (TrustRecord trusted : state.records().intended().trusted()) {
      PinRecord pin = PinRecord.of(state.pins().standing(trusted.ski()), now);
      if (!pin.equals(trusted.pin())) {
        state.records().add(new Change.Pin(trusted.ski(), pin), Optional.empty());
      }
    }
  }

  /**
   * Says how the device stands with our PIN, before its session begins. On a second connection no
   * PIN is looked at before one of the two is gone: else each would have the tries of one.
   */
  void introduce(Connection connection, Instant now) {
    PinStanding known = state.pins().standing(connection.peer());
    boolean isSecond = state.slots().inUse(connection.peer()).size() > 1;
    PinStanding standing = isSecond ? known.busyUntil(now.plus(SETTLED)) : known;
    if (!standing.equals(PinStanding.FRESH)) {
      state.out().add(new HubEffect.TellPin(connection, standing));
    }
  }

  /**
   * A user entered the PIN of a device; it goes to the connection that waits for it.
   *
   * @return what becomes of it, in words
   */
  String enter(Ski ski, Pin pin) {
    state.pins().enter(ski, pin);
    Optional<PinWait> wait = state.pins().wait(ski);
    state.pins().waiting(ski).ifPresent(this::give);
    if (wait.isEmpty()) {
      return "its PIN is given when it asks for it";
    }
    return wait.get().isBusy()
        ? "the device looks at no PIN for now, because there were wrong ones; this one is sent"
            + " afterwards"
        : "its PIN is sent";
  }

  void asked(HubEvent.PinAsked asked, Instant now) {
    Connection connection = asked.connection();
    if (!state.slots().isInUse(connection)) {
      return;
    }
    boolean isNews = state.pins().asked(connection, asked.isRequired(), asked.isBusy());
    if (isNews) {
      String words = asked.isRequired() ? "it requires its PIN" : "it offers to take its PIN";
      String busy = ", but looks at none for now, because there were wrong ones";
      state.tell(NoticeType.PIN_REQUESTED, connection, asked.isBusy() ? words + busy : words, now);
    }
    give(connection);
  }

  /** A PIN that was lost with the connection has to be entered once more for another one. */
  void closed(Connection connection, Instant now) {
    state.pins().closed(connection);
    state
        .pins()
        .waiting(connection.peer())
        .ifPresent(
            other -> {
              PinWait wait = state.pins().wait(other);
              asked(new HubEvent.PinAsked(other, wait.isRequired(), wait.isBusy()), now);
            });
  }

  private void give(Connection connection) {
    boolean isTrusted =
        state
            .records()
            .trustRecord(connection.peer())
            .filter(trusted -> trusted.userTrust() >= LEAST_TRUST)
            .isPresent();
    if (isTrusted) {
      Optional<Pin> pin = state.pins().give(connection);
      pin.ifPresent(given -> state.out().add(new HubEffect.GivePin(connection, given)));
    }
  }

  void judged(Connection connection, boolean isRight, Instant now) {
    state.pins().judged(connection, isRight);
    state.tell(
        isRight ? NoticeType.PIN_ACCEPTED : NoticeType.PIN_REFUSED,
        connection,
        isRight ? "" : "the device says that it is wrong",
        now);
  }

  /** The device has entered our PIN, or a wrong one: this is kept, and told its other sessions. */
  void entered(Connection connection, boolean isRight, Instant now) {
    Ski ski = connection.peer();
    if (state.records().trustRecord(ski).isEmpty()) {
      return;
    }
    PinStanding standing =
        isRight ? PinStanding.VERIFIED : state.pins().standing(ski).wrongOnce(now);
    state.pins().remember(ski, standing);
    state.records().add(new Change.Pin(ski, PinRecord.of(standing, now)), Optional.empty());
    state.slots().inUse(ski).stream()
        .filter(other -> !other.equals(connection))
        .forEach(other -> state.out().add(new HubEffect.TellPin(other, standing)));
    state.tell(
        isRight ? NoticeType.PIN_VERIFIED : NoticeType.PIN_WRONG,
        connection,
        isRight ? "" : words(standing, now),
        now);
  }

  private static String words(PinStanding standing, Instant now) {
    long seconds = standing.penaltyLeft(now).toSeconds();
    String count = "wrong PINs so far: " + standing.wrong();
    return seconds == 0 ? count : count + "; none is looked at for " + seconds + " s";
  }
}
