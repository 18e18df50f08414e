package dev.shiphub.hub.world;

import dev.shiphub.ship.Ski;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A dial under way: TCP, TLS, upgrade, each of which takes its time and can fail. One outcome. */
final class Call {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Duration AGAIN = Duration.ofMillis(250);

  private final Network network;
  private final Node caller;
  private final int callerLife;
  private final Ski expected;
  private final String address;
  private final BooleanSupplier mayUpgrade;
  private final Consumer<Outcome> outcomes;
  private Instant giveUpAt = Instant.MAX;
  private boolean isOver;
  private Optional<Cable> cable = Optional.empty();

  /** How it ended. */
  sealed interface Outcome {
    /** The device answered. */
    record Opened(End end) implements Outcome {}

    /** It did not. */
    record Failed(String phase, String why) implements Outcome {}
  }

  Call(
      Network network,
      Node caller,
      Ski expected,
      String address,
      BooleanSupplier mayUpgrade,
      Consumer<Outcome> outcomes) {
    this.network = network;
    this.caller = caller;
    callerLife = caller.life();
    this.expected = expected;
    this.address = address;
    this.mayUpgrade = mayUpgrade;
    this.outcomes = outcomes;
  }

  void begin() {
    phase("connect", network.latency(), this::connected);
  }

  /** Calls it off; its outcome comes a moment later. */
  void cancel() {
    network.calendar().in(network.aMoment(), () -> fail("cancelled", "cancelled"));
  }

  /** The rest of this phase happens when the callee can be reached, or not in time. */
  private void phase(String name, Duration takes, Consumer<Node> then) {
    giveUpAt = network.calendar().now().plus(LIMIT);
    network.calendar().in(takes, () -> reach(name, then));
  }

  private void reach(String name, Consumer<Node> then) {
    if (isOver || isCallerGone()) {
      return;
    }
    Optional<Node> callee = network.at(address).filter(node -> !node.host().isDark());
    boolean isSilent =
        callee
            .filter(node -> !network.isCut(caller.host(), node.host()) && !node.host().isStalled())
            .isEmpty();
    if (isSilent && !network.calendar().now().isBefore(giveUpAt)) {
      fail(name, "no answer");
    } else if (isSilent) {
      network.calendar().in(AGAIN, () -> reach(name, then));
    } else if (!callee.get().isUp()) {
      fail(name, "refused");
    } else {
      then.accept(callee.get());
    }
  }

  private boolean isCallerGone() {
    return !caller.isRunning() || caller.life() != callerLife;
  }

  private void connected(Node callee) {
    phase("TLS", network.crypto(), this::secured);
  }

  private void secured(Node callee) {
    if (!callee.ski().equals(expected)) {
      fail("TLS", "somebody else answered");
      return;
    }
    callee.authenticated(caller.ski());
    phase("TLS", network.crypto(), _ -> upgrade());
  }

  private void upgrade() {
    if (mayUpgrade.getAsBoolean()) {
      phase("upgrade", network.latency(), this::accepted);
    } else {
      fail("TLS", "gave way");
    }
  }

  private void accepted(Node callee) {
    if (!callee.ski().equals(expected)) {
      fail("upgrade", "reset");
      return;
    }
    Cable laid = network.connect(caller, callee);
    cable = Optional.of(laid);
    callee.arrived(laid.server);
    phase("upgrade", network.latency(), _ -> opened(laid));
  }

  private void opened(Cable laid) {
    if (laid.client.hasEnded()) {
      fail("upgrade", "reset");
    } else {
      isOver = true;
      outcomes.accept(new Outcome.Opened(laid.client));
    }
  }

  private void fail(String phase, String why) {
    if (isOver || isCallerGone()) {
      return;
    }
    isOver = true;
    // Nobody else would ever close it.
    cable.ifPresent(laid -> laid.client.cut(why));
    outcomes.accept(new Outcome.Failed(phase, why));
  }
}
