package dev.shiphub.hub.world;

import dev.shiphub.hub.session.SessionInput;
import dev.shiphub.hub.session.SessionReport;
import dev.shiphub.hub.session.SessionRules;
import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.handshake.HandshakeTimes;
import dev.shiphub.ship.wire.ShipData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that a device has to do with one hub. */
final class Peering {
  private static final SessionRules RULES =
      new SessionRules(
          new ShipId("device"),
          HandshakeTimes.DEFAULT,
          Duration.ofSeconds(50),
          Duration.ofSeconds(10),
          64 * 1_024);
  private static final CloseReason DOUBLE =
      CloseReason.byUs(CloseReason.SHIP_CLOSE, "double connection");
  private static final int NORMAL = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration PONG = Duration.ofSeconds(5);
  private static final Duration YIELD = Duration.ofSeconds(2);

  private final DeviceNode.PeeringFacts facts;
  private final List<Bond> bonds = new ArrayList<>();
  private Optional<Call> call = Optional.empty();
  private boolean isDialPlanned;
  private boolean isDead;
  private int attempts;
  private long sent;

  Peering(DeviceNode.PeeringFacts facts) {
    this.facts = facts;
  }

  /** One connection. */
  private static final class Bond {
    private final End end;
    private Stepper stepper;
    private boolean isComplete;
    private boolean isProbed;
    private boolean isAlive;
    private long lastData;

    Bond(End end) {
      this.end = end;
    }
  }

  void die() {
    isDead = true;
    bonds.forEach(bond -> bond.stepper.die());
  }

  void decided(boolean isTrusted) {
    for (Bond bond : List.copyOf(bonds)) {
      if (isTrusted || !bond.isComplete) {
        bond.stepper.order(new SessionInput.Trust(isTrusted));
      } else {
        bond.stepper.order(
            new SessionInput.Close(CloseReason.byUs(CloseReason.NOT_TRUSTED, "removed"), true));
      }
    }
  }

  Optional<End> session() {
    return bonds.reversed().stream()
        .filter(bond -> bond.isComplete)
        .map(bond -> bond.end)
        .findFirst();
  }

  void send() {
    bonds.reversed().stream()
        .filter(bond -> bond.isComplete)
        .findFirst()
        .ifPresent(
            bond -> bond.stepper.order(new SessionInput.Send(Talk.message(++sent), _ -> {})));
  }

  // ---- dialling, as ship-go does it

  void dialLater() {
    if (isDead || isDialPlanned || !wantsDial()) {
      return;
    }
    isDialPlanned = true;
    int from = attempts == 0 ? 0 : attempts == 1 ? 3_000 : 10_000;
    int to = attempts == 0 ? 3_000 : attempts == 1 ? 10_000 : 20_000;
    Duration delay = Duration.ofMillis(facts.random().nextInt(from, to));
    facts.network().calendar().in(delay, this::dial);
  }

  private boolean wantsDial() {
    boolean doesNotLook = facts.rule() == PeerRule.NONE;
    boolean isFree = bonds.isEmpty() || (doesNotLook && session().isEmpty());
    return facts.dials()
        && facts.isTrusted()
        && facts.address().isPresent()
        && call.isEmpty()
        && isFree;
  }

  private void dial() {
    isDialPlanned = false;
    if (isDead || !wantsDial()) {
      return;
    }
    attempts++;
    if (facts.rule() == PeerRule.NONE) {
      List.copyOf(bonds).forEach(bond -> bond.end.cut("own dial goes first"));
    }
    call =
        Optional.of(
            new Call(
                facts.network(),
                facts.device(),
                facts.hub(),
                facts.address().orElseThrow(),
                () -> true,
                this::dialled));
    call.get().begin();
  }

  private void dialled(Call.Outcome outcome) {
    if (isDead) {
      return;
    }
    call = Optional.empty();
    switch (outcome) {
      case Call.Outcome.Opened(End end) -> opened(end, true);
      case Call.Outcome.Failed _ -> dialLater();
    }
  }

  void authenticated() {
    if (facts.rule() == PeerRule.RECENT && facts.isBigger() && call.isPresent()) {
      call.get().cancel();
      isDialPlanned = true;
      facts.network().calendar().in(YIELD, this::dial);
    }
  }

  // ---- connections

  void opened(End end, boolean isOwn) {
    if (isDead) {
      end.cut("gone");
      return;
    }
    Bond bond = new Bond(end);
    bond.stepper =
        new Stepper(
            facts.network().calendar(),
            facts.random().split(),
            end,
            RULES,
            report -> reported(bond, report));
    boolean wasCalling = call.isPresent();
    List<Bond> older = List.copyOf(bonds);
    bonds.add(bond);
    bond.stepper.begin();
    switch (verdict(isOwn, wasCalling, older)) {
      case ADMIT -> bond.stepper.order(new SessionInput.Start(facts.isTrusted()));
      case CLOSE -> bond.end.close(CloseReason.SHIP_CLOSE, DOUBLE.phrase());
      case CLOSE_AS_NORMAL -> bond.end.close(NORMAL, DOUBLE.phrase());
      case DROP -> bond.end.cut("refused");
    }
  }

  /** What becomes of a newcomer. */
  private enum Verdict {
    ADMIT,
    CLOSE,
    CLOSE_AS_NORMAL,
    DROP
  }

  private Verdict verdict(boolean isOwn, boolean wasCalling, List<Bond> older) {
    boolean isCrossing = wasCalling && !isOwn;
    return switch (facts.rule()) {
      case NONE -> Verdict.ADMIT;
      case FIRST -> older.isEmpty() && !isCrossing ? Verdict.ADMIT : Verdict.DROP;
      case INIT_PLUS ->
          isCrossing && facts.isBigger() ? Verdict.CLOSE_AS_NORMAL : byInitiator(isOwn, older);
      case INIT -> byInitiator(isOwn, older);
      case RECENT -> {
        older.forEach(this::giveUp);
        yield Verdict.ADMIT;
      }
      case SPEC -> {
        if (facts.isBigger()) {
          older.forEach(this::giveUp);
        } else if (!older.isEmpty()) {
          later(PATIENCE, this::probe);
        }
        yield Verdict.ADMIT;
      }
      case FIRST_B -> {
        if (!older.isEmpty() && !facts.isBigger()) {
          later(PATIENCE, this::probe);
        }
        yield older.isEmpty() || !facts.isBigger() ? Verdict.ADMIT : Verdict.CLOSE;
      }
    };
  }

  /** The one that the bigger SKI opened stays. */
  private Verdict byInitiator(boolean isOwn, List<Bond> older) {
    if (!older.isEmpty() && isOwn != facts.isBigger()) {
      return Verdict.CLOSE_AS_NORMAL;
    }
    older.forEach(old -> old.end.cut("double connection"));
    return Verdict.ADMIT;
  }

  private void giveUp(Bond bond) {
    bond.stepper.order(new SessionInput.Close(DOUBLE, false));
  }

  private void later(Duration delay, Runnable what) {
    facts
        .network()
        .calendar()
        .in(
            delay,
            () -> {
              if (!isDead) {
                what.run();
              }
            });
  }

  /** The bigger one did not decide in time: what is dead goes, and for SPEC then the older. */
  private void probe() {
    if (bonds.size() < 2) {
      return;
    }
    for (Bond bond : bonds) {
      bond.isProbed = true;
      bond.isAlive = false;
      bond.stepper.order(new SessionInput.Probe(PONG));
    }
    later(PONG.plusMillis(100), this::judge);
  }

  private void judge() {
    List<Bond> open = bonds.stream().filter(bond -> bond.end.isOpen()).toList();
    List<Bond> dead = open.stream().filter(bond -> bond.isProbed && !bond.isAlive).toList();
    dead.forEach(bond -> bond.end.cut("no pong"));
    List<Bond> alive = open.stream().filter(bond -> !dead.contains(bond)).toList();
    if (facts.rule() == PeerRule.SPEC && alive.size() > 1) {
      alive.subList(0, alive.size() - 1).forEach(this::giveUp);
    }
  }

  private boolean reported(Bond bond, SessionReport report) {
    switch (report) {
      case SessionReport.Completed() -> {
        bond.isComplete = true;
        attempts = 0;
        bond.stepper.order(new SessionInput.Bind());
      }
      case SessionReport.TrustAsked() -> {
        if (facts.isTrusted()) {
          bond.stepper.order(new SessionInput.Trust(true));
        }
      }
      case SessionReport.Probed(boolean isAlive) -> bond.isAlive = isAlive;
      case SessionReport.Received(ShipData data) -> received(bond, Talk.number(data));
      case SessionReport.Ended _ -> {
        bonds.remove(bond);
        dialLater();
      }
      default -> {}
    }
    return true;
  }

  private static void received(Bond bond, long number) {
    if (number <= bond.lastData) {
      throw new Broken(8, "the device got data " + number + " after " + bond.lastData);
    }
    bond.lastData = number;
  }
}
