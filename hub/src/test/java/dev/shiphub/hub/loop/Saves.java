package dev.shiphub.hub.loop;

import dev.shiphub.hub.core.HubEffect;
import dev.shiphub.hub.core.HubEvent;
import dev.shiphub.hub.core.StoredState;
import dev.shiphub.hub.port.RecordStore;
import dev.shiphub.hub.session.SessionRules;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.handshake.HandshakeTimes;
import dev.shiphub.ship.port.DialOutcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The way of a save through the hub's own effects and ledger, one at a time. */
public final class Saves {
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Ledger ledger = new Ledger();
  private final HubScope scope = new HubScope();
  private final EffectRunner runner;
  private final Consumer<HubEvent> hearing;
  private volatile CompletableFuture<HubEvent> outcome = new CompletableFuture<>();

  /**
   * Saves to this store.
   *
   * @param hearing hears each outcome in the moment in which the hub would, in the ledger's thread
   */
  public Saves(RecordStore store, Consumer<HubEvent> hearing) {
    this.hearing = hearing;
    SteadyClock clock = new SteadyClock();
    SessionRules rules =
        new SessionRules(
            new ShipId("hub"),
            HandshakeTimes.DEFAULT,
            Duration.ofSeconds(50),
            Duration.ofSeconds(10),
            64 * 1_024);
    Notices notices = new Notices(List.of(), 0, 9, clock, clock);
    runner =
        new EffectRunner(
            new EffectRunner.Tools(
                (_, _, _) -> new DialOutcome.Failed(List.of()),
                scope,
                ledger,
                store,
                new Sessions(rules, 64, clock, _ -> true, notices, Watches.NONE),
                notices,
                new AddressBook(new StoredState(List.of(), List.of())),
                (_, _) -> {}),
            this::hear);
  }

  private boolean hear(HubEvent event) {
    hearing.accept(event);
    return outcome.complete(event);
  }

  /** Runs one; returns when its outcome is known and the ledger has nothing left to do. */
  public HubEvent run(HubEffect.Save save) {
    outcome = new CompletableFuture<>();
    runner.run(save).ifPresent(this::hear);
    CompletableFuture<Boolean> idle = new CompletableFuture<>();
    ledger.write(() -> idle.complete(true));
    idle.join();
    return outcome.join();
  }

  /** Ends the ledger. */
  public void close() {
    try {
      scope.close();
      if (!ledger.close(GRACE)) {
        throw new IllegalStateException("the ledger does not end");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }
}
