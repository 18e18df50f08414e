package dev.shiphub.hub.core;

import static dev.shiphub.hub.core.Fixtures.START;
import static dev.shiphub.hub.core.Fixtures.smaller;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Ski;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A device is planned to be dialled, or is being dialled, or neither.
 *
 * <p>Proof of promise 4.
 */
final class DialSchedulerTest {
  private static final Ski DEVICE = smaller(1);

  private final DialScheduler dials = new DialScheduler();

  // What is seen again and again would else never be dialled.
  @Test
  void aPlanIsNotPutOffByALaterOne() {
    dials.plan(DEVICE, START);
    dials.plan(DEVICE, START.plusSeconds(9));
    assertEquals(List.of(DEVICE), dials.due(START));
  }

  // Of no other use than that the same facts always lead to the same dials.
  @Test
  void dialsThatAreDueTogetherGoInTheOrderOfTheirSkis() {
    List<Ski> skis = IntStream.range(0, 20).mapToObj(number -> smaller(number)).toList();
    skis.reversed().forEach(ski -> dials.plan(ski, START));
    assertEquals(skis, dials.due(START));
  }

  @Test
  void aDeviceThatIsBeingDialledIsNotPlanned() {
    dials.plan(DEVICE, START);
    dials.due(START);
    dials.plan(DEVICE, START);
    assertEquals(List.of(), dials.due(START.plusSeconds(9)));
    assertEquals(Set.of(DEVICE), dials.underWay());
  }

  @Test
  void closingDropsAllPlansAndTakesNoMore() {
    dials.plan(DEVICE, START);
    dials.close();
    dials.plan(smaller(2), START);
    assertEquals(List.of(), dials.due(START.plusSeconds(9)));
    assertEquals(Optional.empty(), dials.deadline());
  }

  @Test
  void closingKeepsTheDialsUnderWay() {
    dials.plan(DEVICE, START);
    dials.due(START);
    dials.close();
    assertTrue(dials.isUnderWay(DEVICE));
    dials.finish(DEVICE);
    assertEquals(Set.of(), dials.underWay());
  }
}
