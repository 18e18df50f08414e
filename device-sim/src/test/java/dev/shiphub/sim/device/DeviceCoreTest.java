package dev.shiphub.sim.device;

import static dev.shiphub.sim.device.World.BIG;
import static dev.shiphub.sim.device.World.MIDDLE;
import static dev.shiphub.sim.device.World.SMALL;
import static dev.shiphub.sim.device.World.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Stage;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.port.Sighting;
import dev.shiphub.sim.spine.SpineClassifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceCoreTest {
  private final World world = new World();

  private Node trusting(Ski ski, Ski... peers) {
    return world.add(settings(ski).trusting(Set.of(peers)));
  }

  private Node passive(Ski ski, Ski... peers) {
    return world.add(settings(ski).trusting(Set.of(peers)).onlyAccepting());
  }

  /** Two devices in data exchange, the first of which dialled. */
  private List<Node> connected(Ski dialling, Ski accepting) {
    Node client = trusting(dialling, accepting);
    Node server = passive(accepting, dialling);
    world.show(server, client);
    world.runFor(5);
    assertEquals(List.of(accepting), client.inDataExchange());
    assertEquals(List.of(dialling), server.inDataExchange());
    return List.of(client, server);
  }

  private static SimEvent.Disconnected onlyEnd(Node node) {
    List<SimEvent.Disconnected> ends = node.events(SimEvent.Disconnected.class);
    assertEquals(1, ends.size(), ends.toString());
    return ends.getFirst();
  }

  @Nested
  class Dialling {
    @Test
    void happensWithinThreeSecondsOfSeeingATrustedPeer() {
      Node device = trusting(SMALL, BIG);
      world.show(passive(BIG), device);
      world.runFor(3);
      assertEquals(1, device.dialled.size());
      assertEquals(World.record(settings(BIG)).endpoint(), device.dialled.getFirst().endpoint());
    }

    @Test
    void doesNotHappenWithoutTrust() {
      Node device = trusting(SMALL);
      world.show(passive(BIG), device);
      world.runFor(600);
      assertEquals(List.of(), device.dialled);
    }

    @Test
    void happensWhenTrustComesAfterTheSighting() {
      Node device = trusting(SMALL);
      world.show(passive(BIG), device);
      world.runFor(10);
      device.trusts(BIG);
      world.runFor(3);
      assertEquals(1, device.dialled.size());
    }

    @Test
    void doesNotHappenInADeviceThatOnlyAccepts() {
      Node device = passive(SMALL, BIG);
      world.show(passive(BIG), device);
      world.runFor(600);
      assertEquals(List.of(), device.dialled);
    }

    @Test
    void neverAimsAtItself() {
      Node device = trusting(SMALL, SMALL);
      world.show(device, device);
      world.runFor(600);
      assertEquals(List.of(), device.dialled);
    }

    @Test
    void isDroppedWhenThePeerGoesWhileItWaits() {
      Node device = trusting(SMALL, BIG);
      Node peer = passive(BIG, SMALL);
      world.show(peer, device);
      device.seesGone(peer);
      world.runFor(600);
      assertEquals(List.of(), device.dialled);
    }

    @Test
    void goesOnWhenAnotherInstanceOfThePeerGoes() {
      Node device = trusting(SMALL, BIG);
      Node peer = passive(BIG, SMALL);
      world.show(peer, device);
      device.on(new DeviceInput.Sighted(new Sighting.Gone(BIG, "another name")));
      world.runFor(3);
      assertEquals(1, device.dialled.size());
    }

    @Test
    void needsNoSightingOfAPeerThatIsKnown() {
      Endpoint place = new Endpoint(List.of("192.0.2.7"), 4711, "/ship/", Optional.empty());
      Node device = world.add(settings(SMALL).trusting(Set.of(BIG)).knowing(Map.of(BIG, place)));
      passive(BIG, SMALL);
      world.runFor(3);
      assertEquals(List.of(BIG), device.inDataExchange());
      assertEquals(place, device.dialled.getFirst().endpoint());
    }

    @Test
    void isRepeatedLessAndLessOftenWhileNobodyAnswers() {
      Node device = trusting(SMALL, BIG);
      Node peer = passive(BIG);
      peer.isReachable = false;
      world.show(peer, device);
      world.runFor(300);
      List<Duration> times = device.dialled.stream().map(Node.Dialled::at).toList();
      List<Duration> gaps = new ArrayList<>(List.of(times.getFirst()));
      for (int i = 1; i < times.size(); i++) {
        gaps.add(times.get(i).minus(times.get(i - 1)).minus(World.LATENCY));
      }
      assertIn(gaps.get(0), 0, 3);
      assertIn(gaps.get(1), 3, 10);
      gaps.subList(2, gaps.size()).forEach(gap -> assertIn(gap, 10, 20));
      assertTrue(gaps.size() > 15, gaps.toString());
      assertEquals(times.size(), device.events(SimEvent.DialFailed.class).size());
    }

    @Test
    void beginsAnewWhenThePeerHasGoneAndComesBack() {
      Node device = trusting(SMALL, BIG);
      Node peer = passive(BIG, SMALL);
      peer.isReachable = false;
      world.show(peer, device);
      world.runFor(60);
      device.seesGone(peer);
      peer.isReachable = true;
      world.show(peer, device);
      world.runFor(4);
      assertEquals(List.of(BIG), device.inDataExchange());
    }

    @Test
    void doesNotHappenWhileConnected() {
      Node client = connected(SMALL, BIG).getFirst();
      world.show(world.find(BIG).orElseThrow(), client);
      world.runFor(600);
      assertEquals(1, client.dialled.size());
    }

    @Test
    void isDroppedWhenThePeerConnectsFirst() {
      Node device = trusting(SMALL, BIG);
      Node peer = passive(BIG, SMALL);
      world.introduce(device, peer);
      peer.on(new DeviceInput.Dial(SMALL));
      world.runFor(600);
      assertEquals(List.of(), device.dialled);
      assertEquals(List.of(BIG), device.inDataExchange());
    }

    @Test
    void isCalledOffWhenTrustGoes() {
      Node device = trusting(SMALL, BIG);
      Node peer = passive(BIG, SMALL);
      peer.answersAfter = Duration.ofSeconds(4);
      world.show(peer, device);
      world.runFor(4);
      device.distrusts(BIG);
      world.runFor(600);
      assertEquals(1, device.dialled.size());
      assertEquals(List.of(), device.events(SimEvent.Connected.class));
    }

    @Test
    void onWishSaysWhyItIsImpossible() {
      Node device = trusting(SMALL, MIDDLE);
      device.on(new DeviceInput.Dial(BIG));
      device.on(new DeviceInput.Dial(MIDDLE));
      assertEquals(
          List.of(
              new SimEvent.DialFailed(BIG, "it is not trusted"),
              new SimEvent.DialFailed(MIDDLE, "nobody has said where it is")),
          device.events);
    }

    private static void assertIn(Duration value, int fromSeconds, int toSeconds) {
      assertTrue(
          value.toMillis() >= fromSeconds * 1000L && value.toMillis() <= toSeconds * 1000L,
          value.toString());
    }
  }

  @Nested
  class TwoDevices {
    @ParameterizedTest
    @CsvSource({"1, e", "e, 1"})
    void thatTrustEachOtherAnswerEachOthersDiscovery(String dialling, String accepting) {
      for (Node node : connected(new Ski(dialling.repeat(40)), new Ski(accepting.repeat(40)))) {
        assertEquals(
            List.of("read", "read", "reply", "reply"),
            node.events(SimEvent.Message.class).stream()
                .map(message -> message.datagram().header().classifier().word())
                .sorted()
                .toList());
        SimEvent.Message answer =
            node.events(SimEvent.Message.class).stream()
                .filter(SimEvent.Message::isInbound)
                .filter(it -> it.datagram().header().classifier() == SpineClassifier.REPLY)
                .findFirst()
                .orElseThrow();
        assertEquals(Optional.of(1L), answer.datagram().header().reference());
      }
    }

    @Test
    void answerAQuestionAtAnyTime() {
      Node asking = connected(SMALL, BIG).getFirst();
      long before = replies(asking);
      asking.on(new DeviceInput.Ask(BIG));
      world.runFor(1);
      assertEquals(before + 1, replies(asking));
    }

    @Test
    void areNotAskedWithoutAConnection() {
      Node alone = trusting(SMALL);
      alone.on(new DeviceInput.Ask(BIG));
      assertEquals(List.of(new SimEvent.NotAsked(BIG)), alone.events(SimEvent.NotAsked.class));
    }

    private static long replies(Node node) {
      return node.events(SimEvent.Message.class).stream()
          .filter(SimEvent.Message::isInbound)
          .filter(it -> it.datagram().header().classifier() == SpineClassifier.REPLY)
          .count();
    }

    @Test
    void waitForTrustAndGetIt() {
      Node client = trusting(SMALL, BIG);
      Node server = passive(BIG);
      world.show(server, client);
      world.runFor(50);
      assertEquals(
          List.of(new SimEvent.TrustRequested(SMALL, 1)),
          server.events(SimEvent.TrustRequested.class));
      assertEquals(List.of(), client.inDataExchange());
      server.trusts(SMALL);
      world.runFor(1);
      assertEquals(List.of(BIG), client.inDataExchange());
      assertEquals(List.of(SMALL), server.inDataExchange());
    }

    @Test
    void partWhenTrustIsRefusedAndTheDiallerTriesAgainLater() {
      Node client = trusting(SMALL, BIG);
      Node server = passive(BIG);
      world.show(server, client);
      world.runFor(5);
      server.distrusts(SMALL);
      world.runFor(1);
      assertEquals(Stage.HELLO, onlyEnd(client).reached());
      assertEquals(CloseReason.NOT_TRUSTED, onlyEnd(client).reason().code());
      assertEquals("trust was denied", onlyEnd(server).words());
      world.runFor(12);
      assertEquals(2, client.dialled.size());
    }

    // SHIP 13.4.7.1.1: whoever is removed is told so, and stops trying.
    @Test
    void partForGoodWhenTrustIsWithdrawn() {
      List<Node> both = connected(SMALL, BIG);
      both.getLast().distrusts(SMALL);
      world.runFor(600);
      assertEquals(List.of(), both.getFirst().inDataExchange());
      assertEquals(1, both.getFirst().dialled.size());
    }

    @Test
    void comeTogetherAgainWhenTheRemovedOneIsEncouraged() {
      List<Node> both = connected(SMALL, BIG);
      both.getLast().distrusts(SMALL);
      world.runFor(60);
      both.getLast().trusts(SMALL);
      both.getFirst().trusts(BIG);
      world.runFor(5);
      assertEquals(List.of(BIG), both.getFirst().inDataExchange());
    }

    @Test
    void areAsBeforeWhenTheOtherTakesTheRemovedOneBack() {
      List<Node> both = connected(SMALL, BIG);
      both.getLast().distrusts(SMALL);
      world.runFor(60);
      both.getLast().trusts(SMALL);
      world.show(both.getFirst(), both.getLast());
      both.getLast().on(new DeviceInput.Dial(SMALL));
      world.runFor(1);
      both.getLast().on(new DeviceInput.Break());
      world.runFor(4);
      assertEquals(2, both.getFirst().dialled.size());
      assertEquals(List.of(BIG), both.getFirst().inDataExchange());
    }

    @Test
    void comeTogetherAgainWithinSecondsOfALoss() {
      List<Node> both = connected(SMALL, BIG);
      both.getLast().on(new DeviceInput.Break());
      world.runFor(4);
      assertEquals(Stage.DATA, onlyEnd(both.getFirst()).reached());
      assertEquals(CloseReason.Origin.NETWORK, onlyEnd(both.getFirst()).reason().origin());
      assertEquals(List.of(BIG), both.getFirst().inDataExchange());
      assertEquals(List.of(SMALL), both.getLast().inDataExchange());
    }

    // SHIP 10.4: 50 s without a word, then 10 s for the answer to a ping.
    @Test
    void noticeWithinAMinuteThatTheOtherIsSilent() {
      List<Node> both = connected(SMALL, BIG);
      Duration talkedUntil = world.age();
      both.getLast().transports.getFirst().isSilent = true;
      both.getLast().isReachable = false;
      world.runFor(54);
      assertEquals(List.of(), both.getFirst().events(SimEvent.Disconnected.class));
      world.runFor(Duration.ofSeconds(61).minus(world.age().minus(talkedUntil)));
      assertEquals("closed by us: no answer to a ping", onlyEnd(both.getFirst()).words());
    }

    // Some devices answer no pings; their messages are signs of life enough.
    @Test
    void stayTogetherWhileTheOtherTalks() {
      List<Node> both = connected(SMALL, BIG);
      MemoryTransport other = both.getLast().transports.getFirst();
      other.answersPings = false;
      for (int minute = 0; minute < 10; minute++) {
        other.send(other.sent.getLast(), _ -> {});
        world.runFor(45);
      }
      assertEquals(List.of(), both.getFirst().events(SimEvent.Disconnected.class));
      world.runFor(16);
      assertEquals("closed by us: no answer to a ping", onlyEnd(both.getFirst()).words());
    }

    @Test
    void stayTogetherForADayWithoutAWord() {
      List<Node> both = connected(SMALL, BIG);
      world.runFor(24 * 3600);
      assertEquals(List.of(BIG), both.getFirst().inDataExchange());
      assertEquals(1, both.getFirst().dialled.size());
    }
  }

  @Nested
  class WithTwoConnections {
    // SHIP 12.2.2; each of four: who is bigger, and who dials the second one.
    @ParameterizedTest
    @CsvSource({"1, e, true", "1, e, false", "e, 1, true", "e, 1, false"})
    void bothKeepTheSecond(String first, String second, boolean isSecondByTheSame) {
      List<Node> both = connected(new Ski(first.repeat(40)), new Ski(second.repeat(40)));
      Node dialler = isSecondByTheSame ? both.getFirst() : both.getLast();
      Node other = isSecondByTheSame ? both.getLast() : both.getFirst();
      world.show(other, dialler);
      dialler.on(new DeviceInput.Dial(other.ski()));
      world.runFor(2);
      for (Node node : both) {
        assertEquals(1, onlyEnd(node).connection());
        assertEquals(1, node.inDataExchange().size());
      }
      world.runFor(600);
      assertEquals(1, both.getFirst().events(SimEvent.Disconnected.class).size());
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"})
    void thatCrossedKeepOne(long seed) {
      World crossing = new World(seed);
      Node one = crossing.add(settings(SMALL).trusting(Set.of(BIG)));
      Node other = crossing.add(settings(BIG).trusting(Set.of(SMALL)));
      crossing.introduce(one, other);
      one.on(new DeviceInput.Dial(BIG));
      other.on(new DeviceInput.Dial(SMALL));
      crossing.runFor(30);
      assertEquals(List.of(BIG), one.inDataExchange());
      assertEquals(List.of(SMALL), other.inDataExchange());
    }

    @Test
    void theSmallerClosesTheOlderAfterThreeSecondsIfTheBiggerDoesNot() {
      PeerRule lazy = situation -> PeerRule.Verdict.KEEP_ALL;
      Node small = trusting(SMALL, BIG);
      Node big = world.add(settings(BIG).trusting(Set.of(SMALL)).onlyAccepting().with(lazy));
      world.show(big, small);
      world.runFor(5);
      small.on(new DeviceInput.Dial(BIG));
      world.runFor(Duration.ofMillis(2_900));
      assertEquals(2, small.inDataExchange().size());
      world.runFor(Duration.ofMillis(800));
      assertEquals(1, small.inDataExchange().size());
      assertEquals(1, onlyEnd(small).connection());
    }
  }

  @Nested
  class Stopping {
    private void stop(Node node) {
      node.on(new DeviceInput.Stop());
    }

    @Test
    void isDoneAtOnceWithoutConnections() {
      Node device = trusting(SMALL, BIG);
      assertFalse(device.core.isOver());
      stop(device);
      assertTrue(device.core.isOver());
    }

    @Test
    void closesInOrder() {
      List<Node> both = connected(SMALL, BIG);
      stop(both.getFirst());
      assertFalse(both.getFirst().core.isOver());
      world.runFor(1);
      assertTrue(both.getFirst().core.isOver());
      assertEquals(0, both.getFirst().core.cut());
      assertEquals("the device stops", onlyEnd(both.getFirst()).words());
      assertEquals(CloseReason.byPeer(4001, "close"), onlyEnd(both.getLast()).reason());
    }

    @Test
    void cutsAPeerThatDoesNotAnswerAfterTwoSeconds() {
      List<Node> both = connected(SMALL, BIG);
      // Its close frame is answered by nobody, so nothing but the cut ends it.
      StuckTransport stuck = new StuckTransport(MIDDLE);
      both.getFirst().on(new DeviceInput.Accepted(stuck));
      stop(both.getFirst());
      world.runFor(Duration.ofMillis(1_900));
      assertFalse(both.getFirst().core.isOver());
      assertFalse(stuck.isCut);
      world.runFor(Duration.ofMillis(500));
      assertTrue(stuck.isCut);
      assertTrue(both.getFirst().core.isOver());
      assertEquals(1, both.getFirst().core.cut());
    }

    @Test
    void givesUpOnAConnectionWhoseEndIsNeverTold() {
      Node device = passive(SMALL);
      StuckTransport mute = new StuckTransport(MIDDLE);
      mute.tellsItsEnd = false;
      device.on(new DeviceInput.Accepted(mute));
      stop(device);
      world.runFor(Duration.ofMillis(2_900));
      assertTrue(mute.isCut);
      assertTrue(device.core.isOver());
    }

    @Test
    void waitsForADialThatIsCalledOff() {
      Node device = trusting(SMALL, BIG);
      Node peer = passive(BIG, SMALL);
      peer.answersAfter = Duration.ofSeconds(1);
      world.show(peer, device);
      device.on(new DeviceInput.Dial(BIG));
      stop(device);
      assertFalse(device.core.isOver());
      world.runFor(1);
      assertTrue(device.core.isOver());
      assertEquals(List.of(), device.events(SimEvent.Connected.class));
    }

    @Test
    void takesNobodyInAnyMore() {
      List<Node> both = connected(SMALL, BIG);
      StuckTransport late = new StuckTransport(MIDDLE);
      stop(both.getFirst());
      both.getFirst().on(new DeviceInput.Accepted(late));
      assertEquals(List.of(CloseReason.GOING_AWAY), late.closes);
      assertEquals(1, both.getFirst().events(SimEvent.Connected.class).size());
    }

    @Test
    void plansNoDials() {
      List<Node> both = connected(SMALL, BIG);
      stop(both.getFirst());
      both.getFirst().trusts(MIDDLE);
      world.show(passive(MIDDLE), both.getFirst());
      world.runFor(600);
      assertEquals(1, both.getFirst().dialled.size());
    }
  }

  @Nested
  class AgainstStrangers {
    @Test
    void takesOnlySoManyConnections() {
      Node device = passive(SMALL);
      List<StuckTransport> crowd = new ArrayList<>();
      for (int i = 0; i < 70; i++) {
        crowd.add(new StuckTransport(new Ski("%040x".formatted(i + 100))));
        device.on(new DeviceInput.Accepted(crowd.getLast()));
      }
      assertEquals(64, device.events(SimEvent.Connected.class).size());
      assertEquals(6, crowd.stream().filter(it -> !it.closes.isEmpty()).count());
    }

    @Test
    void remembersOnlySoManyOfThemAndNoneInsteadOfAFriend() {
      Node device = trusting(SMALL, BIG);
      Node friend = passive(BIG, SMALL);
      friend.isReachable = false;
      world.show(friend, device);
      for (int i = 0; i < 10_000; i++) {
        DeviceSettings stranger = settings(new Ski("%040x".formatted(i + 100)));
        device.on(new DeviceInput.Sighted(new Sighting.Seen(World.record(stranger))));
      }
      assertTrue(device.core.peers() <= PeerTable.MOST, "knows " + device.core.peers());
      friend.isReachable = true;
      world.runFor(20);
      assertEquals(List.of(BIG), device.inDataExchange());
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "5"})
    void survivesWhateverTheySendAndServesTheOthers(long seed) {
      Random random = new Random(seed);
      List<Node> both = connected(SMALL, BIG);
      for (int i = 0; i < 40; i++) {
        MemoryTransport inside = new MemoryTransport(world, Role.SERVER, MIDDLE);
        MemoryTransport outside = new MemoryTransport(world, Role.CLIENT, BIG);
        inside.join(outside);
        both.getLast().on(new DeviceInput.Accepted(inside));
        List<byte[]> recorded = both.getFirst().transports.getFirst().sent;
        for (int j = 0; j < 12; j++) {
          outside.send(mutated(recorded, random), _ -> {});
        }
        world.runFor(random.nextInt(3));
        outside.cut("enough");
      }
      world.runFor(30);
      assertEquals(List.of(SMALL), both.getLast().inDataExchange());
      assertEquals(
          both.getLast().events(SimEvent.Connected.class).size() - 1,
          both.getLast().events(SimEvent.Disconnected.class).size());
    }

    private static byte[] mutated(List<byte[]> recorded, Random random) {
      byte[] message = recorded.get(random.nextInt(recorded.size())).clone();
      for (int i = random.nextInt(4); i > 0 && message.length > 0; i--) {
        message[random.nextInt(message.length)] = (byte) random.nextInt(256);
      }
      return message;
    }
  }
}
