package dev.shiphub.hub.loop;

import static dev.shiphub.hub.loop.HubFixture.DEVICE;
import static dev.shiphub.hub.loop.HubFixture.OWN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.core.DoubleConnectionRule;
import dev.shiphub.hub.core.HubCore;
import dev.shiphub.hub.core.HubEffect;
import dev.shiphub.hub.core.HubEvent;
import dev.shiphub.hub.core.Limits;
import dev.shiphub.hub.core.Request;
import dev.shiphub.hub.core.StoredState;
import dev.shiphub.hub.core.TrustRecord;
import dev.shiphub.hub.session.Mailbox;
import dev.shiphub.ship.clock.SteadyClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The loop, run in the test's own thread on a mailbox that is filled before. */
@Timeout(60)
final class HubLoopTest {
  private static final HubEvent PAIR =
      new HubEvent.Asked(
          1, "the user", new Request.Pair(DEVICE, TrustRecord.Origin.USER_INPUT, Instant.EPOCH));

  private final Mailbox<HubEvent> mailbox = new Mailbox<>(9, 0);
  private final List<HubEffect> done = new ArrayList<>();
  private final List<HubEvent> late = new ArrayList<>();

  private HubLoop run(HubLoop.Effects effects, HubEvent... events) {
    for (HubEvent event : events) {
      assertTrue(mailbox.offer(event));
    }
    HubCore core =
        new HubCore(
            OWN,
            DoubleConnectionRule.EVIDENCE,
            Limits.DEFAULT,
            Duration.ofSeconds(5),
            StoredState.EMPTY,
            new SplittableRandom(1));
    HubLoop loop = new HubLoop(core, new SteadyClock(), mailbox, List.of(), effects, late::add);
    loop.run();
    return loop;
  }

  private Optional<HubEvent> saves(HubEffect effect) {
    done.add(effect);
    return effect instanceof HubEffect.Save(long version, _, _)
        ? Optional.of(new HubEvent.Saved(version))
        : Optional.empty();
  }

  @Test
  void whatHappensAtOnceIsDecidedBeforeTheNextEvent() {
    HubLoop loop = run(this::saves, PAIR, new HubEvent.StopRequested());
    assertEquals(HubLoop.Ending.CLEAN, loop.ending());
    List<Class<?>> order = new ArrayList<>(done.stream().map(Object::getClass).toList());
    order.removeIf(HubEffect.Notify.class::equals);
    assertEquals(
        List.of(HubEffect.Save.class, HubEffect.Reply.class, HubEffect.Finish.class), order);
  }

  @Test
  void whatIsLeftInTheMailboxAtTheEndIsHandedOn() {
    HubLoop loop = run(this::saves, new HubEvent.StopRequested(), PAIR);
    assertEquals(HubLoop.Ending.CLEAN, loop.ending());
    assertEquals(List.of(PAIR), late);
    assertFalse(mailbox.offer(PAIR));
  }

  // A broken invariant is our bug: the hub must not go on, nor call it an orderly end.
  @Test
  void aBugEndsItAsBrokenAndWhatIsLeftIsHandedOn() {
    HubLoop loop =
        run(
            _ -> {
              throw new IllegalStateException("a bug");
            },
            PAIR);
    assertEquals(HubLoop.Ending.BROKEN, loop.ending());
    assertEquals(List.of(PAIR), late);
  }
}
