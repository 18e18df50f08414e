package dev.shiphub.ship.mdns;

import static dev.shiphub.ship.mdns.Samples.ETH0;
import static dev.shiphub.ship.mdns.Samples.OWN_SKI;
import static dev.shiphub.ship.mdns.Samples.WLAN0;
import static dev.shiphub.ship.mdns.Samples.announcement;
import static dev.shiphub.ship.mdns.Samples.at;
import static dev.shiphub.ship.mdns.Samples.entries;
import static dev.shiphub.ship.mdns.Samples.link;
import static dev.shiphub.ship.mdns.Samples.service;
import static dev.shiphub.ship.mdns.Samples.ski;
import static dev.shiphub.ship.mdns.Samples.up;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.port.Sighting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SupervisorTest {
  private static final List<Sighting> CHANGED = List.of(new Sighting.NetworkChanged());
  private static final HeardService EVSE = service("EVSE", ski('b'));
  private static final Wish BROWSE_AND_ANNOUNCE =
      new Wish(true, Optional.of(Offer.of(announcement("Hub", OWN_SKI, 4712))));

  private final FakeResponders responders = new FakeResponders();
  private final Roster roster = new Roster(responders, () -> {});
  private List<InterfaceFacts> machine = List.of(up("eth0", 2, ETH0));
  private final Supervisor supervisor =
      new Supervisor(
          MdnsSettings.of(InterfaceChoice.automatic(), HostLabel.of("hub")),
          new LinkWatch(InterfaceChoice.automatic(), () -> machine),
          roster);
  private Wish wish = BROWSE_AND_ANNOUNCE;

  private List<Sighting> step(long millis) {
    return supervisor.step(wish, at(millis)).sightings();
  }

  /** One step each second; what was told. */
  private List<Sighting> seconds(int from, int to) {
    List<Sighting> told = new ArrayList<>();
    for (int second = from; second <= to; second++) {
      told.addAll(step(second * 1_000L));
    }
    return told;
  }

  private List<String> report(long millis) {
    return supervisor.report(at(millis));
  }

  @Nested
  class AnotherNetwork {
    @Test
    void isToldWhenALinkComesAndWhenItGoes() {
      assertEquals(List.of(), step(0));
      machine = List.of(up("eth0", 2, ETH0), up("wlan0", 3, WLAN0));
      assertEquals(CHANGED, step(1_000));
      assertEquals(List.of(), step(2_000));
      machine = List.of(up("wlan0", 3, WLAN0));
      assertEquals(CHANGED, step(3_000));
    }

    @Test
    void isNotToldOfLinksThatWeDoNotUse() {
      assertEquals(List.of(), step(0));
      machine = List.of(up("eth0", 2, ETH0), up("docker0", 3, WLAN0));
      assertEquals(List.of(), step(1_000));
    }
  }

  @Nested
  class WithOneLink {
    @Test
    void opensAResponderAndTellsItWhatIsWanted() {
      step(0);
      assertEquals(ETH0, responders.last().link);
      assertEquals(BROWSE_AND_ANNOUNCE, responders.last().wish);
      seconds(1, 100);
      assertEquals(1, responders.opened.size());
    }

    @Test
    void passesAChangedWishOn() {
      step(0);
      wish = wish.announcing(Optional.empty());
      step(100);
      assertEquals(new Wish(true, Optional.empty()), responders.last().wish);
    }

    @Test
    void opensNothingWhileNothingIsWanted() {
      wish = Wish.NOTHING;
      step(0);
      assertEquals(List.of(), responders.opened);
    }

    @Test
    void saysGoodbyeWhenNothingIsWantedAnyMore() {
      step(0);
      wish = Wish.NOTHING;
      step(100);
      assertEquals(Optional.of(true), responders.last().closedWithGoodbye);
    }

    @Test
    void tellsWhatItHears() {
      step(0);
      responders.last().run("Hub");
      responders.last().hear(EVSE);
      assertInstanceOf(Sighting.Seen.class, step(100).getFirst());
    }

    @Test
    void looksAtTheInterfacesOnceASecondNotAtEveryStep() {
      step(0);
      machine = List.of();
      step(999);
      assertEquals(Optional.empty(), responders.last().closedWithGoodbye);
      step(1_000);
      assertEquals(Optional.of(false), responders.last().closedWithGoodbye);
    }

    @Test
    void wantsTheNextStepWhenTheNextLookIsDue() {
      assertEquals(at(1_000), supervisor.step(wish, at(0)).next());
      assertEquals(at(1_000), supervisor.step(wish, at(400)).next());
    }
  }

  @Nested
  class WhenALinkIsLost {
    @Test
    void givesItUpWithoutGoodbyeAndServesItAgainWhenItReturns() {
      step(0);
      machine = List.of();
      step(1_000);
      assertEquals(Optional.of(false), responders.last().closedWithGoodbye);
      assertEquals(List.of("no usable interface"), report(1_000));
      machine = List.of(up("eth0", 2, ETH0));
      step(2_000);
      assertEquals(2, responders.opened.size());
    }

    @Test
    void doesNotWaitForTheOldResponder() {
      responders.closeAtOnce = false;
      step(0);
      FakeResponders.Fake old = responders.last();
      machine = List.of();
      step(1_000);
      machine = List.of(up("eth0", 2, ETH0));
      step(2_000);
      assertEquals(2, responders.opened.size());
      assertTrue(old.hurried, "the old one is not hurried");
      assertEquals(1, roster.closing());
      old.finished = true;
      assertEquals(0, roster.closing());
    }

    @Test
    void callsNoServiceGoneThatIsBackInTime() {
      step(0);
      responders.last().hear(EVSE);
      step(100);
      machine = List.of();
      assertEquals(CHANGED, step(1_000));
      machine = List.of(up("eth0", 2, ETH0));
      assertEquals(CHANGED, step(3_000));
      responders.last().hear(EVSE);
      assertEquals(List.of(), step(3_900));
      assertEquals(List.of(), seconds(4, 20));
    }

    @Test
    void callsItsServicesGoneAfterAWhile() {
      step(0);
      responders.last().hear(EVSE);
      step(100);
      machine = List.of();
      assertEquals(CHANGED, step(1_000));
      assertEquals(List.of(new Sighting.Gone(ski('b'), "EVSE")), seconds(2, 20));
    }

    @Test
    void opensNoMoreThanABoundedNumberOnALinkThatFlapsWhileNoneCloses() {
      responders.closeAtOnce = false;
      for (int second = 0; second < 400; second++) {
        machine = second % 2 == 0 ? List.of(up("eth0", 2, ETH0)) : List.of();
        step(second * 1_000L);
      }
      assertEquals(32, responders.opened.size());
    }
  }

  @Nested
  class WhenAnAddressChanges {
    private final Link moved = link("eth0", 2, "192.168.1.77", 24);

    @Test
    void replacesTheResponder() {
      step(0);
      FakeResponders.Fake old = responders.last();
      machine = List.of(up("eth0", 2, moved));
      step(1_000);
      assertEquals(Optional.of(false), old.closedWithGoodbye);
      assertEquals(moved, responders.last().link);
    }

    @Test
    void takesAReCreatedInterfaceForAnotherOne() {
      step(0);
      machine = List.of(up("eth0", 9, link("eth0", 9, "192.168.1.5", 24)));
      step(1_000);
      assertEquals(2, responders.opened.size());
    }
  }

  @Test
  void servesASecondInterfaceThatComesLater() {
    step(0);
    machine = List.of(up("eth0", 2, ETH0), up("wlan0", 3, WLAN0));
    step(1_000);
    assertEquals(2, responders.opened.size());
    assertEquals(WLAN0, responders.last().link);
    assertEquals(Optional.empty(), responders.opened.getFirst().closedWithGoodbye);
  }

  @Nested
  class WhenAResponderDies {
    @Test
    void replacesItAfterAMoment() {
      step(0);
      responders.last().state = new Responder.State.Dead("its socket failed");
      step(100);
      assertEquals(Optional.of(false), responders.last().closedWithGoodbye);
      assertEquals(1, responders.opened.size());
      assertEquals(at(1_000), supervisor.step(wish, at(200)).next());
      step(1_100);
      assertEquals(2, responders.opened.size());
    }

    @Test
    void triesMoreAndMoreRarely() {
      responders.failure = Optional.of("cannot open");
      seconds(0, 600);
      // After 1, 2, 4, 8, 16, 32 seconds, then each minute.
      assertTrue(
          responders.opened.size() >= 14 && responders.opened.size() <= 17,
          () -> responders.opened.size() + " attempts");
      assertEquals(List.of("eth0 192.168.1.5: cannot open, next try in 0 s"), report(10_000_000));
    }

    @Test
    void startsOverWithTheDelaysAfterAResponderThatWorkedLong() {
      responders.failure = Optional.of("cannot open");
      seconds(0, 20);
      responders.failure = Optional.empty();
      seconds(21, 40);
      responders.last().run("Hub");
      seconds(41, 200);
      int before = responders.opened.size();
      responders.last().state = new Responder.State.Dead("its socket failed");
      seconds(201, 203);
      assertEquals(before + 1, responders.opened.size());
    }

    // One packet is enough to kill JmDNS.
    @Test
    void neverWaitsLongAfterOneThatWorked() {
      for (int second = 0; second <= 600; second++) {
        step(second * 1_000L);
        FakeResponders.Fake last = responders.last();
        if (last.state instanceof Responder.State.Opening) {
          last.run("Hub");
        } else {
          last.state = new Responder.State.Dead("a thread of JmDNS died");
        }
      }
      assertTrue(responders.opened.size() >= 75, () -> responders.opened.size() + " attempts");
    }

    @Test
    void closesEachOneThatFailed() {
      responders.failure = Optional.of("cannot open");
      seconds(0, 100);
      assertTrue(
          responders.opened.stream().allMatch(one -> one.closedWithGoodbye.isPresent()),
          "one was left open");
    }
  }

  @Nested
  class OurOwn {
    private final HeardService own =
        new HeardService(
            "Hub (2)", "hub.local", 4712, TxtBytes.of(entries(OWN_SKI)), List.of(ETH0.address()));

    @Test
    void isNoSighting() {
      step(0);
      responders.last().run("Hub (2)");
      responders.last().hear(own);
      assertEquals(List.of(), seconds(1, 10));
      assertEquals(List.of("eth0 192.168.1.5: announcing as \"Hub (2)\", 0 services"), report(0));
    }

    @Test
    void isNoSightingAfterItWasWithdrawn() {
      step(0);
      responders.last().run("Hub (2)");
      responders.last().hear(own);
      step(100);
      wish = wish.announcing(Optional.empty());
      assertEquals(List.of(), seconds(1, 10));
    }

    @Test
    void isToldWhenItComesFromAnotherHost() {
      step(0);
      responders.last().run("Hub");
      responders
          .last()
          .hear(
              new HeardService(
                  "Hub (2)",
                  "clone.local",
                  4712,
                  own.txt(),
                  List.of(Samples.address("192.168.1.66"))));
      assertEquals(1, step(100).size());
    }
  }

  @Nested
  class Report {
    @Test
    void saysHowEachLinkIs() {
      machine =
          List.of(
              up("eth0", 2, ETH0),
              up("wlan0", 3, WLAN0),
              new InterfaceFacts("eth1", 4, false, false, false, true, List.of()));
      step(0);
      assertEquals(
          List.of("eth0 192.168.1.5: starting", "wlan0 192.168.1.6: starting", "eth1: down"),
          report(0));
      responders.opened.get(0).run("Hub");
      responders.opened.get(0).hear(EVSE);
      responders.opened.get(1).state =
          new Responder.State.Running(
              "hub.local", Optional.of(new Responder.OwnInstance("Hub", false)));
      step(100);
      assertEquals(
          List.of(
              "eth0 192.168.1.5: announcing as \"Hub\", 1 service",
              "wlan0 192.168.1.6: asking whether the name is free: \"Hub\", 0 services",
              "eth1: down"),
          report(100));
    }

    @Test
    void saysWhyThereIsNoUsableInterface() {
      machine =
          List.of(
              new InterfaceFacts("wlan0", 4, true, false, false, false, List.of(WLAN0)),
              new InterfaceFacts("eth1", 5, false, false, false, true, List.of()));
      step(0);
      assertEquals(List.of("no usable interface: wlan0: no multicast, eth1: down"), report(0));
    }
  }
}
