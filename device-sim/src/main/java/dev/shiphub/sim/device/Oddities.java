package dev.shiphub.sim.device;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.wire.AccessMethods;
import dev.shiphub.ship.wire.ConnectionHello;
import dev.shiphub.ship.wire.ShipData;
import dev.shiphub.ship.wire.ShipMessage;
import dev.shiphub.sim.quirk.Quirk;
import dev.shiphub.sim.quirk.Quirks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The quirks of one connection that need time: what is said too late, and when it is closed or
 * falls silent. Pure; owned by the driver's thread.
 */
final class Oddities {
  private static final Duration AFTER_ABORT = Duration.ofSeconds(1);

  /** What a connection is to do now. */
  sealed interface Act {
    /** Send what was held back. */
    record Say(ShipMessage message) implements Act {}

    /** Close at once with that code. */
    record Slam(CloseReason reason) implements Act {}

    /** Close as SHIP has it. */
    record Leave(CloseReason reason) implements Act {}

    /** Fall silent. */
    record Deafen() implements Act {}
  }

  private record Late(ShipMessage message, Instant due) {}

  private final Quirks quirks;
  private final List<Late> late = new ArrayList<>();
  private Optional<Instant> rejectAt = Optional.empty();
  private Optional<Instant> deafAt = Optional.empty();
  private Optional<Instant> idleAt = Optional.empty();
  private boolean isDeaf;

  Oddities(Quirks quirks) {
    this.quirks = quirks;
  }

  /** Whether it has fallen silent. */
  boolean isDeaf() {
    return isDeaf;
  }

  /** What is said now where SHIP wants this. */
  List<ShipMessage> said(ShipMessage message, Instant now) {
    Optional<Duration> delay =
        message instanceof AccessMethods
            ? quirks.time(Quirk.LATE_ACCESS_METHODS)
            : Optional.empty();
    if (delay.isPresent()) {
      late.add(new Late(message, now.plus(delay.get())));
      return List.of();
    }
    boolean isPending =
        message instanceof ConnectionHello hello
            && hello.phase() == ConnectionHello.Phase.PENDING
            && !hello.prolongationRequest();
    if (message instanceof ConnectionHello hello
        && hello.phase() != ConnectionHello.Phase.PENDING) {
      rejectAt = Optional.empty();
    }
    if (isPending && quirks.has(Quirk.ABORTS_PENDING)) {
      rejectAt = Optional.of(now.plus(AFTER_ABORT));
      return List.of(message, ConnectionHello.aborted());
    }
    if (isPending && rejectAt.isEmpty()) {
      rejectAt = quirks.time(Quirk.REJECTS_PENDING).map(now::plus);
    }
    return List.of(message);
  }

  /** The peer said something. */
  void heard(ShipMessage message, Instant now) {
    if (message instanceof ShipData && idleAt.isPresent()) {
      idle(now);
    }
  }

  /** Data exchange begins. */
  void completed(Instant now) {
    rejectAt = Optional.empty();
    deafAt = quirks.time(Quirk.HALF_OPEN).map(now::plus);
    idle(now);
  }

  private void idle(Instant now) {
    idleAt = quirks.time(Quirk.IDLE_CLOSE).map(now::plus);
  }

  Optional<Instant> deadline() {
    Stream<Instant> said = late.stream().map(Late::due);
    return Stream.concat(said, Stream.of(rejectAt, deafAt, idleAt).flatMap(Optional::stream))
        .min(Instant::compareTo);
  }

  /** What is due. */
  List<Act> due(Instant now) {
    List<Act> acts = new ArrayList<>();
    late.stream()
        .filter(one -> !one.due().isAfter(now))
        .forEach(one -> acts.add(new Act.Say(one.message())));
    late.removeIf(one -> !one.due().isAfter(now));
    if (isDue(rejectAt, now)) {
      rejectAt = Optional.empty();
      acts.add(
          new Act.Slam(CloseReason.byUs(CloseReason.NOT_TRUSTED, "Node rejected by application.")));
    }
    if (isDue(idleAt, now)) {
      idleAt = Optional.empty();
      acts.add(new Act.Leave(CloseReason.byUs(CloseReason.SHIP_CLOSE, "close")));
    }
    if (isDue(deafAt, now)) {
      deafAt = Optional.empty();
      idleAt = Optional.empty();
      isDeaf = true;
      acts.add(new Act.Deafen());
    }
    return acts;
  }

  private static boolean isDue(Optional<Instant> deadline, Instant now) {
    return deadline.filter(at -> !at.isAfter(now)).isPresent();
  }
}
