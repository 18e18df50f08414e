package dev.shiphub.sim.attack;

import dev.shiphub.ship.Role;
import dev.shiphub.sim.bench.Bench;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Preconditions;
import dev.shiphub.sim.bench.Said;
import dev.shiphub.sim.bench.ShipBytes;
import dev.shiphub.sim.bench.Talk;
import dev.shiphub.sim.raw.RawIdentity;
import java.time.Duration;
import java.util.Optional;

/**
 * A connection of a paired device to a daemon that requires its PIN, where the PIN is asked for.
 */
final class PinGuesser {
  static final String WRONG = "\"00BADBAD\"";
  static final String RIGHT = "\"" + Spares.PIN.digits() + "\"";

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration NOTHING_COMES = Duration.ofSeconds(2);
  private static final String DISCOVERY = "nodeManagementDetailedDiscoveryData";
  private static final int COUNTER = 4711;

  private final Talk talk;
  private final boolean isBusy;

  private PinGuesser(Talk talk, boolean isBusy) {
    this.talk = talk;
    this.isBusy = isBusy;
  }

  /** Connects a device that the daemon trusts; it asks for no PIN itself. */
  static PinGuesser connect(Bench bench, RawIdentity identity)
      throws InterruptedException, CaseEnded {
    Talk talk = bench.talk("", bench.dial(identity));
    Preconditions.protocolCompleted(talk, Role.SERVER);
    Optional<Said> asked = talk.await(said -> said.pinState().isPresent(), SOON);
    if (asked.flatMap(Said::pinState).filter("required"::equals).isEmpty()) {
      throw CaseEnded.unmet("the daemon asked for no PIN");
    }
    talk.send(ShipBytes.PIN_NONE);
    return new PinGuesser(talk, isBusy(asked.get()));
  }

  private static boolean isBusy(Said said) {
    return said.root(ShipBytes.CONTROL, "connectionPinState")
        .flatMap(told -> told.text("inputPermission"))
        .filter("busy"::equals)
        .isPresent();
  }

  private static boolean isError(Said said) {
    return said.root(ShipBytes.CONTROL, "connectionPinError").isPresent();
  }

  Talk talk() {
    return talk;
  }

  /** Whether the daemon looked at no PIN when this connection began. */
  boolean wasBusy() {
    return isBusy;
  }

  /** Enters that, as JSON. */
  void enter(String pin) {
    talk.send(ShipBytes.control("{\"connectionPinInput\":[{\"pin\":" + pin + "}]}"));
  }

  /** Whether one is called wrong soon. */
  boolean isRefused() throws InterruptedException {
    return talk.await(PinGuesser::isError, SOON).isPresent();
  }

  /** How many are called wrong, until nothing has come for a while. */
  int refusals() throws InterruptedException {
    int count = 0;
    while (talk.await(PinGuesser::isError, NOTHING_COMES).isPresent()) {
      count++;
    }
    return count;
  }

  /** Three wrong ones, as a precondition. */
  void threeWrong() throws InterruptedException, CaseEnded {
    for (int i = 0; i < 3; i++) {
      enter(WRONG);
      if (!isRefused()) {
        throw CaseEnded.unmet("a wrong PIN was not called wrong");
      }
    }
    if (talk.await(PinGuesser::isBusy, SOON).isEmpty()) {
      throw CaseEnded.fault("no penalty after three wrong ones");
    }
  }

  /** Whether the daemon says that it looks at PINs again. */
  boolean isAskedAgain(Duration within) throws InterruptedException {
    return talk.await(
            said -> said.pinState().filter("required"::equals).isPresent() && !isBusy(said), within)
        .isPresent();
  }

  /** Whether the daemon says soon that it looks at none. */
  boolean isTurnedAway() throws InterruptedException {
    return talk.await(PinGuesser::isBusy, SOON).isPresent();
  }

  /** Whether the daemon has said, or says soon, that the right one was entered. */
  boolean isLetIn() throws InterruptedException {
    return talk.await(said -> said.pinState().filter("pinOk"::equals).isPresent(), NOTHING_COMES)
        .isPresent();
  }

  /** Whether a question of SPINE is answered. */
  boolean isAnswered() throws InterruptedException {
    talk.send(ShipBytes.read(DISCOVERY, COUNTER));
    return talk.await(said -> said.isReplyTo(COUNTER, DISCOVERY), Duration.ofSeconds(3))
        .isPresent();
  }
}
