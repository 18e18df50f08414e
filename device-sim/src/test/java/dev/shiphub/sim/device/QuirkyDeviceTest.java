package dev.shiphub.sim.device;

import static dev.shiphub.sim.device.World.BIG;
import static dev.shiphub.sim.device.World.MIDDLE;
import static dev.shiphub.sim.device.World.SMALL;
import static dev.shiphub.sim.device.World.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import dev.shiphub.sim.quirk.Quirks;
import dev.shiphub.sim.spine.SpineClassifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a good device sees of an odd one. */
class QuirkyDeviceTest {
  private final World world = new World();
  private Node odd = world.add(settings(MIDDLE));
  private Node good = odd;

  private static Quirks quirks(String... typed) {
    return assertInstanceOf(Quirks.Parsed.Ok.class, Quirks.parse(List.of(typed))).quirks();
  }

  /** An odd device that only accepts, and a good one that dials it. */
  private void meet(Set<Ski> trusted, String... typed) {
    odd = world.add(settings(BIG).trusting(trusted).onlyAccepting().with(quirks(typed)));
    good = world.add(settings(SMALL).trusting(Set.of(BIG)));
    world.show(odd, good);
    world.runFor(4);
  }

  private void meet(String... typed) {
    meet(Set.of(SMALL), typed);
  }

  private SimEvent.Disconnected end() {
    return good.events(SimEvent.Disconnected.class).getFirst();
  }

  private List<String> said() {
    return odd.transports.getFirst().sent.stream()
        .map(octets -> new String(octets, StandardCharsets.UTF_8))
        .toList();
  }

  private boolean hasSaid(String part) {
    return said().stream().anyMatch(message -> message.contains(part));
  }

  @Test
  void theOneThatIsIdleForTooLongCloses() {
    meet("idle-close=10m");
    world.runFor(590);
    assertEquals(List.of(BIG), good.inDataExchange());
    world.runFor(20);
    assertEquals(Stage.DATA, end().reached());
    assertEquals(CloseReason.byPeer(4001, "close"), end().reason());
  }

  @Test
  void whoIsAskedNowAndThenIsNotIdle() {
    meet("idle-close=5s");
    for (int i = 0; i < 10; i++) {
      good.on(new DeviceInput.Ask(BIG));
      world.runFor(4);
    }
    assertEquals(List.of(), good.events(SimEvent.Disconnected.class));
  }

  @Test
  void theOneThatRejectsClosesWith4452WhilePending() {
    meet(Set.of(), "rejects-pending=2s");
    world.runFor(2);
    assertEquals(CloseReason.byPeer(4452, "Node rejected by application."), end().reason());
  }

  @Test
  void theOneThatRejectsTakesThePeerOnceItsUserHasAccepted() {
    meet(Set.of(), "rejects-pending=60s");
    odd.trusts(SMALL);
    world.runFor(120);
    assertEquals(List.of(BIG), good.inDataExchange());
    assertEquals(List.of(), good.events(SimEvent.Disconnected.class));
  }

  @Test
  void theOneThatMayNotWaitSaysPendingAndAborted() {
    meet(Set.of(), "aborts-pending");
    List<String> hellos = said().stream().filter(it -> it.contains("connectionHello")).toList();
    assertTrue(hellos.get(0).contains("pending"));
    assertTrue(hellos.get(1).contains("aborted"));
  }

  @Test
  void theHalfOpenOneFallsSilentAndIsNoticedByItsMissingPong() {
    meet("half-open=5s");
    world.runFor(6);
    int said = odd.transports.getFirst().sent.size();
    good.on(new DeviceInput.Ask(BIG));
    world.runFor(30);
    assertEquals(said, odd.transports.getFirst().sent.size());
    assertEquals(List.of(BIG), good.inDataExchange());
    assertEquals(List.of(), odd.events(SimEvent.Disconnected.class));
  }

  @Test
  void lateAccessMethodsComeLate() {
    meet("late-access-methods=8s");
    assertEquals(List.of(BIG), good.inDataExchange());
    assertEquals(false, hasSaid("\"accessMethods\""));
    world.runFor(8);
    assertTrue(hasSaid("\"accessMethods\""));
  }

  @Test
  void theSilentOneNeverTellsItsAccessMethods() {
    meet("no-access-methods");
    world.runFor(300);
    assertEquals(false, hasSaid("\"accessMethods\""));
    assertEquals(List.of(BIG), good.inDataExchange());
  }

  @Test
  void theOneWithAPinAsksForIt() {
    meet("pin-required=12345678");
    assertEquals(1, good.events(SimEvent.PinRequested.class).size());
    assertEquals(List.of(), good.inDataExchange());
  }

  @Test
  void theOneThatChangesItsShipIdTellsAnotherOneEachTime() {
    meet("ship-id-change");
    assertTrue(hasSaid("-1\"}]}"));
    odd.on(new DeviceInput.Break());
    world.runFor(10);
    String second =
        new String(
            odd.transports.getLast().sent.stream()
                .filter(it -> new String(it, StandardCharsets.UTF_8).contains("\"accessMethods\""))
                .findFirst()
                .orElseThrow(),
            StandardCharsets.UTF_8);
    assertTrue(second.contains("-2\"}]}"), second);
  }

  @Test
  void theOneThatKnowsAnotherShipIdClosesWith4450() {
    meet("ship-id-mismatch=SOMEBODY-ELSE");
    assertEquals(CloseReason.byPeer(4450, "SHIP id mismatch"), end().reason());
  }

  @Test
  void theOneThatComparesShipIdsTakesTheFirstForRight() {
    meet("ship-id-mismatch");
    odd.on(new DeviceInput.Break());
    world.runFor(30);
    assertEquals(List.of(BIG), good.inDataExchange());
    assertEquals(1, good.events(SimEvent.Disconnected.class).size());
  }

  @Test
  void theOneWithOneConnectionCutsASecondPeer() {
    meet(Set.of(SMALL, MIDDLE), "one-connection");
    Node third = world.add(settings(new Ski("9".repeat(40))).trusting(Set.of(BIG)));
    world.show(odd, third);
    world.runFor(4);
    assertEquals(1, third.events(SimEvent.Disconnected.class).size());
    assertEquals(List.of(), third.inDataExchange());
    assertEquals(List.of(BIG), good.inDataExchange());
  }

  @Test
  void theOneThatHangsAnswersNothingAfterADuplicate() {
    meet("hangs-on-duplicate");
    good.on(new DeviceInput.Dial(BIG));
    world.runFor(10);
    long before = replies();
    good.on(new DeviceInput.Ask(BIG));
    world.runFor(10);
    assertEquals(List.of(BIG), good.inDataExchange());
    assertEquals(before, replies());
  }

  private long replies() {
    return good.events(SimEvent.Message.class).stream()
        .filter(SimEvent.Message::isInbound)
        .filter(it -> it.datagram().header().classifier() == SpineClassifier.REPLY)
        .count();
  }

  @Test
  void theOldRuleRefusesTheNewConnectionWith1000() {
    meet("double-connection=init");
    good.on(new DeviceInput.Dial(BIG));
    world.runFor(1);
    assertEquals(
        CloseReason.byPeer(1000, "double connection"),
        good.events(SimEvent.Disconnected.class).getLast().reason());
    assertEquals(List.of(BIG), good.inDataExchange());
  }

  @Test
  void theEagerOneDialsWithinASecondOfSeeingThePeer() {
    odd = world.add(settings(BIG).trusting(Set.of(SMALL)).with(quirks("eager-dial")));
    good = world.add(settings(SMALL).trusting(Set.of(BIG)).onlyAccepting());
    good.isReachable = false;
    world.show(good, odd);
    world.runFor(30);
    List<Duration> times = odd.dialled.stream().map(Node.Dialled::at).toList();
    for (int i = 1; i < times.size(); i++) {
      assertTrue(times.get(i).minus(times.get(i - 1)).toMillis() <= 1_010, times.toString());
    }
    assertTrue(times.size() > 20, times.toString());
  }

  @Test
  void theOneThatExitsWhenAbortedIsGoneForGood() {
    odd = world.add(settings(BIG).trusting(Set.of(SMALL)).with(quirks("exits-when-aborted")));
    good = world.add(settings(SMALL).onlyAccepting().with(quirks("aborts-pending")));
    world.show(good, odd);
    world.runFor(60);
    assertTrue(odd.core.isOver());
    assertEquals(1, odd.dialled.size());
  }

  @Test
  void announcesAnotherPathAndItsReadinessToRegister() {
    DeviceSettings settings = settings(BIG).with(quirks("other-path=/x/", "register-true"));
    assertEquals("/x/", settings.announcement(4712).txt().path());
    assertTrue(settings.announcement(4712).txt().register());
  }
}
