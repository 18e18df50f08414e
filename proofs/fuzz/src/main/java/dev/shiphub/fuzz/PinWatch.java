package dev.shiphub.fuzz;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.handshake.Input;
import dev.shiphub.ship.handshake.Output;
import dev.shiphub.ship.handshake.PinDemand;
import dev.shiphub.ship.wire.PinError;
import dev.shiphub.ship.wire.PinInput;
import dev.shiphub.ship.wire.PinState;
import dev.shiphub.ship.wire.PinState.InputPermission;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What must be true of PINs in every handshake, kept apart from how the handshake does it (SHIP
 * 13.4.4.3).
 */
final class PinWatch {
  private static final int FREE_TRIES = 3;
  private static final int SHORT_PENALTIES = 6;
  private static final int PENALTY_SECONDS = 15;
  private static final int LONG_PENALTY_SECONDS = 90;

  private final Optional<PinDemand> demand;
  private final Set<String> given = new HashSet<>();
  private Optional<PinState> told = Optional.empty();
  private boolean isPeerContent;
  private boolean isOursEntered;
  private int wrong;
  private Instant lastWrong = Instant.MIN;

  PinWatch(Optional<PinDemand> demand) {
    this.demand = demand;
  }

  /** Something happens. */
  void heard(Input input) {
    switch (input) {
      case Input.Received(PinState state) -> {
        told = Optional.of(state);
        isPeerContent |= !wantsPin(state);
      }
      case Input.PinGiven(Pin pin) -> given.add(pin.digits());
      case Input.PinTold(var standing) -> isOursEntered |= standing.isVerified();
      default -> {}
    }
  }

  /** What is done about it. */
  void check(Input input, List<Output> outputs, Instant now) {
    for (Output output : outputs) {
      switch (output) {
        case Output.Send(PinInput(String pin)) -> checkSent(pin);
        case Output.PinEntered(boolean isRight) -> checkEntered(isRight, now);
        case Output.Completed() -> checkCompleted();
        case Output.Remark(String words) -> checkWords(input, words);
        case Output.Close close -> checkWords(input, close.toString());
        default -> {}
      }
    }
  }

  private void checkSent(String pin) {
    Finding.unless(given.contains(pin), "a PIN that nobody gave");
    Finding.unless(told.filter(PinWatch::wantsPin).isPresent(), "a PIN that nobody wants");
    Finding.unless(
        told.flatMap(PinState::permission).filter(InputPermission.BUSY::equals).isEmpty(),
        "a PIN to a busy peer");
  }

  private void checkEntered(boolean isRight, Instant now) {
    Finding.unless(demand.isPresent(), "a PIN entered that we do not have");
    int penalty = wrong < SHORT_PENALTIES ? PENALTY_SECONDS : LONG_PENALTY_SECONDS;
    Finding.unless(
        wrong < FREE_TRIES || !now.isBefore(lastWrong.plusSeconds(penalty)),
        "a PIN looked at in a penalty, after " + wrong + " wrong ones");
    isOursEntered |= isRight;
    if (!isRight) {
      wrong++;
      lastWrong = now;
    }
  }

  private void checkCompleted() {
    Finding.unless(
        demand.filter(PinDemand::isRequired).isEmpty() || isOursEntered,
        "data exchange without our PIN");
    Finding.unless(
        isPeerContent || told.filter(it -> it.state() == PinState.State.OPTIONAL).isPresent(),
        "data exchange without the peer's PIN");
  }

  /** A PIN is a secret; only what cannot be read is quoted. */
  private void checkWords(Input input, String words) {
    boolean isAboutPins =
        switch (input) {
          case Input.OfPin _ -> true;
          case Input.Received(var message) ->
              message instanceof PinState
                  || message instanceof PinInput
                  || message instanceof PinError;
          default -> false;
        };
    boolean isQuoted =
        words.contains(PeerPhrase.OUR_PIN) || given.stream().anyMatch(words::contains);
    Finding.unless(!isAboutPins || !isQuoted, "a PIN is quoted: " + words);
  }

  private static boolean wantsPin(PinState state) {
    return switch (state.state()) {
      case REQUIRED, OPTIONAL -> true;
      case NONE, PIN_OK -> false;
    };
  }
}
