package dev.shiphub.ship.handshake;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.wire.PinInput;
import dev.shiphub.ship.wire.PinState;
import dev.shiphub.ship.wire.PinState.InputPermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whether the peer wants its PIN of us (SHIP 13.4.4.3: SME_PIN_STATE_ASK_...). */
public sealed interface PinAsk {
  /** It has not said so yet (ASK_INIT). */
  record Unknown() implements PinAsk {}

  /** It wants none, or is content with the one we sent (ASK_OK). */
  record Passed() implements PinAsk {}

  /**
   * It wants one, and has none to look at (ASK_PROCESS; ASK_RESTRICTED if we may do without).
   *
   * @param isRequired whether there is no data exchange without it
   * @param isBusy whether it looks at none for now
   * @param held what will be sent when it does
   */
  record Wanted(boolean isRequired, boolean isBusy, Optional<Pin> held) implements PinAsk {}

  /**
   * We sent one, and it has not said whether it is right (ASK_PROCESS).
   *
   * @param sent which; it is sent again only if the peer did not look at it
   */
  record Sent(boolean isRequired, Pin sent) implements PinAsk {}

  /** The next state and what is to be done. */
  record Turn(PinAsk next, List<Output> outputs) {
    public Turn {
      outputs = List.copyOf(outputs);
    }
  }

  /** Whether data may flow as far as the peer is concerned. */
  default boolean isOpen() {
    return switch (this) {
      case Unknown() -> false;
      case Passed() -> true;
      case Wanted wanted -> !wanted.isRequired();
      case Sent sent -> !sent.isRequired();
    };
  }

  /** The peer tells its PIN state. */
  static Turn hears(PinAsk ask, PinState told) {
    boolean isBusy = told.permission().filter(InputPermission.BUSY::equals).isPresent();
    return switch (told.state()) {
      // It asks no more, which says nothing about a PIN that it has.
      case NONE -> new Turn(new Passed(), List.of());
      case PIN_OK ->
          new Turn(
              new Passed(), ask instanceof Sent ? List.of(new Output.PinJudged(true)) : List.of());
      case REQUIRED -> wanted(ask, new Output.AskPin(true, isBusy));
      case OPTIONAL -> wanted(ask, new Output.AskPin(false, isBusy));
    };
  }

  private static Turn wanted(PinAsk ask, Output.AskPin wish) {
    return switch (ask) {
      case Passed() -> remark(ask, "the peer wants its PIN after it was content");
      case Unknown() -> wanted(wish, Optional.empty());
      case Wanted wanted -> wanted(wish, wanted.held());
      // Busy: it has not looked at what we sent.
      case Sent sent ->
          wish.isBusy()
              ? wanted(wish, Optional.of(sent.sent()))
              : remark(
                  new Sent(wish.isRequired(), sent.sent()),
                  "the peer wants a PIN, and has one to look at");
    };
  }

  private static Turn wanted(Output.AskPin wish, Optional<Pin> held) {
    return held.isPresent() && !wish.isBusy()
        ? send(wish.isRequired(), held.get(), wish)
        : new Turn(new Wanted(wish.isRequired(), wish.isBusy(), held), List.of(wish));
  }

  /** The peer found the PIN wrong: it is not sent again. */
  static Turn refused(PinAsk ask) {
    List<Output> judged = List.of(new Output.PinJudged(false));
    return switch (ask) {
      case Sent sent -> new Turn(new Wanted(sent.isRequired(), false, Optional.empty()), judged);
      case Wanted wanted when wanted.held().isPresent() ->
          new Turn(new Wanted(wanted.isRequired(), wanted.isBusy(), Optional.empty()), judged);
      case Wanted _, Unknown _, Passed _ ->
          remark(ask, "the peer found a PIN wrong that we did not send");
    };
  }

  /**
   * We have a PIN for the peer; it is held while the peer looks at none, and not sent a second time
   * while the peer looks at it, or a slip would count twice.
   */
  static Turn entered(PinAsk ask, Pin pin) {
    return switch (ask) {
      case Wanted(boolean isRequired, boolean isBusy, _) when isBusy ->
          new Turn(new Wanted(isRequired, true, Optional.of(pin)), List.of());
      case Wanted wanted -> send(wanted.isRequired(), pin);
      case Sent sent when sent.sent().matches(pin) -> remark(ask, "the peer has this PIN already");
      case Sent sent -> send(sent.isRequired(), pin);
      case Unknown _, Passed _ -> remark(ask, "a PIN that the peer does not ask for");
    };
  }

  private static Turn send(boolean isRequired, Pin pin, Output... before) {
    List<Output> outputs = new ArrayList<>(Arrays.asList(before));
    outputs.add(Step.send(new PinInput(pin.digits())));
    return new Turn(new Sent(isRequired, pin), outputs);
  }

  private static Turn remark(PinAsk same, String words) {
    return new Turn(same, List.of(new Output.Remark(words)));
  }
}
