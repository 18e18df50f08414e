package dev.shiphub.hub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the tour concludes, and what it says of it. */
final class TourTest {
  private static final int WALLBOX = 0;
  private static final int CONTROL_BOX = 1;
  private static final Duration END = Duration.ofSeconds(60);

  private final FakeGround ground = new FakeGround();
  private final Shell shell = new Shell();

  private Optional<String> tour(TourStep... steps) throws IOException, InterruptedException {
    Console console = shell.console();
    TourPage page = new TourPage(new DemoScreen(console), console, true);
    return new Tour(ground, page, END).run(List.of(steps));
  }

  private List<Doc> lines() {
    return shell.outSoFar().lines().map(line -> Doc.parse(line).orElseThrow()).toList();
  }

  /** Everything that the hub does in an undisturbed tour. */
  private void allGoesWell() {
    ground
        .on(
            "kill control-box",
            () -> {
              ground.device(CONTROL_BOX).died("its process ended with code 137");
              ground.happen(CONTROL_BOX, "SessionEnded", "DeviceDisconnected");
              ground.isSeenAs(FakeGround.view("waiting-to-dial", "", 0));
            })
        .on(
            "start control-box",
            () -> {
              ground.happen(CONTROL_BOX, "DeviceConnected", "SessionStarted");
              ground.isSeenAs(FakeGround.view("connected", "c2", 1));
            })
        .on(
            "unpair wallbox",
            () -> {
              ground.happen(WALLBOX, "SessionEnded", "DeviceDisconnected", "TrustWithdrawn");
              ground.isSeenAs(FakeGround.view("seen", "", 0, false));
            })
        .on(
            "dial wallbox",
            () -> {
              ground.happen(WALLBOX, "TrustRequested");
              ground.isSeenAs(FakeGround.view("waiting-for-trust", "", 1, false));
            })
        .on(
            "deny wallbox",
            () -> {
              ground.happen(WALLBOX, "TrustDenied", "AttemptFailed");
              ground.isSeenAs(FakeGround.view("seen", "", 0, false));
            })
        .on(
            "pair wallbox",
            () -> {
              ground.happen(WALLBOX, "TrustGranted");
              ground.isSeenAs(FakeGround.view("waiting-to-dial", "", 0));
            })
        .on(
            "wait 3251",
            () -> {
              ground.isSeenAs(FakeGround.view("connecting", "", 0));
              ground.on("dial wallbox", this::bothDial);
            });
  }

  private void bothDial() {
    ground.opens(WALLBOX, "client");
    ground.opens(WALLBOX, "server");
    ground.happen(WALLBOX, "DeviceConnected", "SessionStarted");
    ground.isSeenAs(FakeGround.view("connected", "c2", 1));
    ground.on(
        "dial wallbox",
        () -> {
          ground.opens(WALLBOX, "client");
          ground.happen(WALLBOX, "SessionReplaced", "SessionStarted");
        });
  }

  @Test
  void killsUnpairsAndDoubleDialsAndIsContentIfAllComesOut() throws Exception {
    allGoesWell();
    List<TourStep> steps = TourSteps.of(new TourCast(CONTROL_BOX, WALLBOX));
    assertEquals(Optional.empty(), tour(steps.toArray(TourStep[]::new)));
    assertEquals(
        List.of(
            "kill control-box",
            "start control-box",
            "unpair wallbox",
            "window",
            "dial wallbox",
            "deny wallbox",
            "pair wallbox",
            "wait 3251",
            "dial wallbox",
            "dial wallbox"),
        ground.calls());
    assertEquals("true", lines().getLast().text("ok"));
  }

  @Test
  void showsEveryEventOfTheDeviceWithItsTimeWithinTheStep() throws Exception {
    allGoesWell();
    assertEquals(Optional.empty(), tour(TourSteps.unpair(WALLBOX)));
    List<Doc> events = lines().stream().filter(line -> line.text("tour").equals("event")).toList();
    assertEquals(
        List.of("SessionEnded", "DeviceDisconnected", "TrustWithdrawn"),
        events.stream().map(line -> line.inner("event").text("type")).toList());
    assertEquals("0.000", events.getFirst().text("seconds"));
    assertTrue(shell.errSoFar().contains("unpair: wallbox is unpaired"), shell.errSoFar());
    assertTrue(shell.errSoFar().contains("0.000 s  TrustWithdrawn      c2   because"));
    assertTrue(shell.errSoFar().contains("as it should be: its connection ends"));
  }

  @Test
  void whatDoesNotComeInTimeIsAFaultThatNamesTheStepAndWhatWasSeen() throws Exception {
    ground.on("kill control-box", () -> ground.happen(CONTROL_BOX, "SessionEnded"));
    assertEquals(
        Optional.of(
            "the tour failed at the step kill of control-box: not seen that its end is told, and no"
                + " connection is left; seen: SessionEnded; connected (of it); connections: 1"),
        tour(TourSteps.kill(CONTROL_BOX), TourSteps.unpair(WALLBOX)));
    assertEquals(List.of("kill control-box"), ground.calls());
    assertEquals(END, ground.now());
    Doc verdict = lines().get(lines().size() - 2);
    assertEquals("kill", verdict.text("step"));
    assertEquals("false", verdict.text("ok"));
    assertEquals("50.000", verdict.text("seconds"));
    assertEquals("false", lines().getLast().text("ok"));
    assertTrue(shell.errSoFar().contains("NOT seen: its end is told"), shell.errSoFar());
    assertFalse(shell.errSoFar().contains("all as it should be"), shell.errSoFar());
  }

  // The devices have processes and events of their own beside those of the step.
  @Test
  void whatHappensToAnotherDeviceDoesNotCount() throws Exception {
    ground.on(
        "unpair wallbox",
        () -> {
          ground.happen(CONTROL_BOX, "TrustWithdrawn", "DeviceDisconnected");
          ground.isSeenAs(FakeGround.view("seen", "", 0, false));
        });
    String fault = tour(TourSteps.unpair(WALLBOX)).orElseThrow();
    assertTrue(fault.contains("seen: no events; seen (of it)"), fault);
  }

  @Test
  void aRefusedDecisionIsAFaultAtOnce() throws Exception {
    ground.refuses("this device is not paired");
    String fault = tour(TourSteps.unpair(WALLBOX)).orElseThrow();
    assertTrue(fault.contains("the step unpair of wallbox"), fault);
    assertTrue(fault.contains("seen: this device is not paired"), fault);
    assertEquals(Duration.ofSeconds(10), ground.now());
  }

  @Test
  void aDeviceThatReadsNoLinesIsAFaultAtOnce() throws Exception {
    ground.fallsMute();
    String fault = tour(TourSteps.dialAgain(WALLBOX)).orElseThrow();
    assertTrue(fault.contains("seen: cannot be done: Broken pipe"), fault);
  }

  @Test
  void theEndOfTheDaemonEndsTheTour() throws Exception {
    ground.on("unpair wallbox", () -> ground.breaks("the daemon ended with code 1"));
    String fault = tour(TourSteps.unpair(WALLBOX)).orElseThrow();
    assertTrue(fault.contains("seen: the daemon ended with code 1"), fault);
    assertEquals(Duration.ofSeconds(10), ground.now());
  }

  // A device that is there first would make the hub drop its plan: then only one has dialled.
  @Test
  void theDeviceDialsOnlyWhenTheHubDoes() throws Exception {
    AtomicInteger waits = new AtomicInteger();
    ground.isSeenAs(FakeGround.view("waiting-to-dial", "", 0));
    ground.on(
        "wait 3251",
        () -> {
          if (waits.incrementAndGet() == 3) {
            ground.isSeenAs(FakeGround.view("connecting", "", 0));
          }
        });
    ground.on("dial wallbox", this::bothDial);
    assertEquals(Optional.empty(), tour(TourSteps.doubleDial(WALLBOX)));
    assertEquals(List.of("wait 3251", "wait 3251", "wait 3251", "dial wallbox"), ground.calls());
  }

  @Test
  void aHubThatDoesNotDialIsNotWaitedForForever() throws Exception {
    ground.isSeenAs(FakeGround.view("waiting-to-dial", "", 0));
    String fault = tour(TourSteps.doubleDial(WALLBOX)).orElseThrow();
    assertTrue(fault.contains("both dials arrive"), fault);
    assertEquals("dial wallbox", ground.calls().getLast());
  }
}
