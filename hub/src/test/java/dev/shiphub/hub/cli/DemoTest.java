package dev.shiphub.hub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.adapter.admin.HandClock;
import dev.shiphub.hub.adapter.admin.Samples;
import dev.shiphub.hub.adapter.admin.Wired;
import dev.shiphub.hub.cli.Shell.Ran;
import dev.shiphub.hub.core.Answer;
import dev.shiphub.hub.core.NoticeType;
import dev.shiphub.hub.core.Request;
import dev.shiphub.ship.Ski;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo with real processes that only pretend, around a real admin API. */
final class DemoTest {
  @TempDir private Path folder;

  private final Wired wired = new Wired();
  private final HandClock clock = new HandClock(Samples.BOOT);
  private final Shell shell = new Shell().clock(clock);
  private final AtomicLong seq = new AtomicLong();

  @AfterEach
  void close() {
    wired.close();
  }

  private Ran demo(FakeLauncher launcher, String... more) throws IOException {
    shell.set("SHIPHUB_LAUNCHER", launcher.write().toString());
    List<String> args = new ArrayList<>(List.of("demo", "--once", "--json"));
    args.addAll(List.of(more));
    return shell.run(args.toArray(String[]::new));
  }

  private void happens(long steadyMillis, NoticeType type, Ski ski, String cause) {
    wired.events.onNotice(
        Samples.deviceNotice(seq.incrementAndGet(), steadyMillis, type, ski, cause));
  }

  private void connects(Ski ski) {
    happens(4_100, NoticeType.DEVICE_SEEN, ski, "device");
    happens(4_900, NoticeType.SESSION_STARTED, ski, "out 127.0.0.1:50001");
  }

  private void assertNothingIsLeft(FakeLauncher launcher) throws IOException {
    assertTrue(launcher.isAllGone());
    assertFalse(Files.exists(launcher.workFolder()));
  }

  @Test
  void pairsEveryDeviceAndTellsHowLongEachTook() throws IOException {
    wired.hub.then(
        request -> {
          if (request instanceof Request.Pair pair) {
            connects(pair.ski());
          }
        });
    FakeLauncher launcher = new FakeLauncher(folder).daemonAt(wired.port);
    Ran ran = demo(launcher);
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.err().contains("the daemon listens on port 4712, its admin API on 127.0.0.1:"));
    Doc result = new Doc(ran.json());
    assertTrue(result.flag("complete"));
    assertEquals("8".repeat(40), result.text("ski"));
    List<Doc> devices = result.docs("devices");
    assertEquals(
        List.of("heat-pump", "wallbox", "inverter", "control-box"),
        devices.stream().map(device -> device.text("device")).toList());
    for (Doc device : devices) {
      assertEquals("connected", device.text("state"));
      assertEquals(FakeLauncher.ski(device.text("device")), device.text("ski"));
      assertEquals("multicast-dns", device.text("foundBy"));
      assertEquals("4.100", device.text("foundSeconds"));
      assertEquals("hub", device.text("dialledBy"));
      assertEquals("0.800", device.text("handshakeSeconds"));
      assertEquals("4.900", device.text("totalSeconds"));
    }
    assertNothingIsLeft(launcher);
  }

  @Test
  void startsAllThroughTheLauncherOnFreePortsOfTheLoopbackInterface() throws IOException {
    wired.hub.then(request -> connects(((Request.Pair) request).ski()));
    FakeLauncher launcher = new FakeLauncher(folder).daemonAt(wired.port);
    assertEquals(0, demo(launcher, "--devices", "1").code());
    Path work = launcher.workFolder();
    assertEquals(
        List.of(
            "run -c %1$s/shiphub.yaml --state %1$s/hub --announce-json --until-stdin-closes"
                .formatted(work),
            "sim device --profile heat-pump --interface lo --port 0 --trust "
                + "8".repeat(40)
                + " --json --until-stdin-closes --no-dial"),
        launcher.calls());
  }

  @Test
  void everySecondDeviceDialsAndTheOthersWait() throws IOException {
    wired.hub.then(request -> connects(((Request.Pair) request).ski()));
    FakeLauncher launcher = new FakeLauncher(folder).daemonAt(wired.port);
    assertEquals(0, demo(launcher).code());
    Map<String, Boolean> waits =
        launcher.calls().stream()
            .filter(call -> call.startsWith("sim"))
            .collect(
                Collectors.toMap(call -> call.split(" ", -1)[3], call -> call.contains("--no-d")));
    assertEquals(
        Map.of("heat-pump", true, "wallbox", false, "inverter", true, "control-box", false), waits);
  }

  @Test
  void moreDevicesThanProfilesRepeatThem() throws IOException {
    // Two devices with one SKI: the second is never heard of, which is not the point here.
    wired.hub.then(
        request -> {
          connects(((Request.Pair) request).ski());
          clock.forward(Duration.ofSeconds(70));
        });
    FakeLauncher launcher = new FakeLauncher(folder).daemonAt(wired.port);
    Doc result = new Doc(demo(launcher, "--devices", "5").json());
    assertEquals("heat-pump-2", result.docs("devices").get(4).text("device"));
  }

  @Test
  void afterTheTimeoutItSaysOfEveryMissingDeviceWhyItIsNotConnected() throws IOException {
    Ski pump = new Ski(FakeLauncher.ski("heat-pump"));
    wired.hub.knows(Samples.retrying(pump));
    wired.hub.then(
        request -> {
          Ski ski = ((Request.Pair) request).ski();
          if (ski.equals(pump)) {
            happens(4_100, NoticeType.DEVICE_SEEN, ski, "device");
            clock.forward(Duration.ofSeconds(61));
          } else {
            connects(ski);
          }
        });
    FakeLauncher launcher = new FakeLauncher(folder).daemonAt(wired.port);
    Ran ran = demo(launcher, "--devices", "2");
    assertEquals(1, ran.code());
    assertTrue(ran.err().contains("not connected: heat-pump"), ran.err());
    Doc device = new Doc(ran.json()).docs("devices").getFirst();
    assertEquals(
        "waiting-to-dial: next dial in 4.2 s; 12 s ago, at connect: refused",
        device.text("reason"));
    assertFalse(new Doc(ran.json()).flag("complete"));
    assertNothingIsLeft(launcher);
  }

  @Test
  void aRefusedPairingIsTheReason() throws IOException {
    wired.hub.answers(new Answer.Refused(Answer.Kind.LIMIT, "64 devices are paired"));
    wired.hub.then(_ -> clock.forward(Duration.ofSeconds(61)));
    FakeLauncher launcher = new FakeLauncher(folder).daemonAt(wired.port);
    Ran ran = demo(launcher, "--devices", "1");
    assertEquals(1, ran.code());
    Doc device = new Doc(ran.json()).docs("devices").getFirst();
    assertTrue(device.text("reason").startsWith("64 devices are paired"), ran.out());
  }

  @Test
  void aDeviceThatDiesIsReportedWithItsLastWordsAtOnce() throws IOException {
    FakeLauncher launcher =
        new FakeLauncher(folder).daemonAt(wired.port).device("echo 'no such profile' >&2; exit 2");
    Ran ran = demo(launcher, "--devices", "1");
    assertEquals(1, ran.code());
    Doc device = new Doc(ran.json()).docs("devices").getFirst();
    assertEquals("ended", device.text("state"));
    assertEquals("its process ended with code 2: no such profile", device.text("reason"));
    assertNothingIsLeft(launcher);
  }

  @Test
  void aDaemonThatDiesEndsTheDemoWithItsLastWords() throws IOException {
    FakeLauncher launcher = new FakeLauncher(folder).daemon("echo 'port is taken' >&2; exit 1");
    Ran ran = demo(launcher);
    assertEquals(1, ran.code());
    assertEquals("", ran.out());
    assertTrue(ran.err().contains("the daemon ended with code 1: port is taken"), ran.err());
    assertNothingIsLeft(launcher);
  }

  @Test
  void aLauncherThatDoesNotExistFailsInOneLine() {
    Ran ran = shell.set("SHIPHUB_LAUNCHER", folder.resolve("none").toString()).run("demo");
    assertEquals(1, ran.code());
    assertTrue(ran.err().contains("none"), ran.err());
    assertFalse(ran.err().contains("\tat "), ran.err());
  }

  @Test
  void whereMulticastDoesNotWorkTheHubIsToldAddresses() throws Exception {
    wired.hub.then(
        request -> {
          if (request instanceof Request.AddPeer added) {
            Ski ski = added.peer().ski();
            happens(0, NoticeType.SESSION_STARTED, ski, "out 127.0.0.1:50001");
          }
        });
    FakeLauncher launcher = new FakeLauncher(folder).daemonAt(wired.port);
    Path program = launcher.write();
    DemoOptions options =
        new DemoOptions(program, 1, true, Optional.empty(), Duration.ofSeconds(60), true);
    int code = new Demo(options, shell.console(), Duration.ZERO).run();
    assertEquals(0, code, shell.errSoFar());
    assertTrue(shell.errSoFar().contains("multicast DNS does not work here"), shell.errSoFar());
    assertTrue(shell.errSoFar().contains("lo 127.0.0.1: announcing"), shell.errSoFar());
    Request.AddPeer added = (Request.AddPeer) wired.hub.requests().getLast();
    assertEquals(50_001, added.peer().endpoint().port());
    Doc device = Doc.parse(shell.outSoFar()).orElseThrow().docs("devices").getFirst();
    assertEquals("static-peer", device.text("foundBy"));
    assertEquals(Optional.of(true), device.json().flag("connected"));
  }

  // The daemon dies of the death of its device.
  @Test
  void aTourThatFailsEndsInOneAndSaysAtWhichStep() throws IOException {
    wired.hub.then(request -> connects(((Request.Pair) request).ski()));
    FakeLauncher launcher = new FakeLauncher(folder).daemonOfOneLife(wired.port);
    shell.set("SHIPHUB_LAUNCHER", launcher.write().toString());
    Ran ran = shell.run("demo", "--once", "--json", "--devices", "1", "--tour");
    assertEquals(1, ran.code());
    assertTrue(ran.err().contains("the tour failed at the step kill of heat-pump"), ran.err());
    assertTrue(ran.err().contains("seen: the daemon ended with code 3"), ran.err());
    List<Doc> lines = ran.out().lines().map(line -> Doc.parse(line).orElseThrow()).toList();
    assertTrue(lines.getFirst().flag("complete"), ran.out());
    assertEquals("verdict", lines.get(lines.size() - 2).text("tour"));
    assertEquals("false", lines.getLast().text("ok"));
    assertNothingIsLeft(launcher);
  }

  @Test
  void theToursDevicesKeepTheirKeysAndKnowTheHub() throws IOException {
    wired.hub.then(request -> connects(((Request.Pair) request).ski()));
    FakeLauncher launcher = new FakeLauncher(folder).daemonOfOneLife(wired.port);
    shell.set("SHIPHUB_LAUNCHER", launcher.write().toString());
    assertEquals(1, shell.run("demo", "--once", "--devices", "4", "--tour").code());
    String hub = "8".repeat(40);
    assertEquals(
        Map.of(
            "heat-pump",
            " --no-dial",
            "wallbox",
            " --peer %1$s@127.0.0.1:4712 --ski-order bigger --than %1$s".formatted(hub),
            "inverter",
            " --no-dial",
            "control-box",
            " --state " + launcher.workFolder() + "/device-3"),
        launcher.calls().stream()
            .filter(call -> call.startsWith("sim"))
            .collect(
                Collectors.toMap(
                    call -> call.split(" ", -1)[3],
                    call -> call.substring(call.indexOf("-closes") + "-closes".length()))));
  }

  @Test
  void withoutAllDevicesThereIsNoTour() throws IOException {
    FakeLauncher launcher =
        new FakeLauncher(folder).daemonAt(wired.port).device("echo 'no such profile' >&2; exit 2");
    Ran ran = demo(launcher, "--devices", "1", "--tour");
    assertEquals(1, ran.code());
    assertEquals(1, ran.out().lines().count(), ran.out());
    assertTrue(ran.err().contains("1 of 1 devices are not connected"), ran.err());
  }
}
