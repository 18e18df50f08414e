package dev.shiphub.hub.cli;

import static dev.shiphub.hub.adapter.admin.Samples.BOX;
import static dev.shiphub.hub.adapter.admin.Samples.PUMP;
import static dev.shiphub.hub.adapter.admin.Samples.STRANGER;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.adapter.admin.Samples;
import dev.shiphub.hub.adapter.admin.Wired;
import dev.shiphub.hub.cli.Shell.Ran;
import dev.shiphub.hub.core.Answer;
import dev.shiphub.hub.core.NoticeType;
import dev.shiphub.hub.core.Request;
import dev.shiphub.hub.core.TrustRecord.Origin;
import dev.shiphub.ship.Pin;
import dev.shiphub.ship.PinStanding;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that ask a daemon, against a real admin API. */
final class ClientCommandsTest {
  private static final Instant TODAY = Instant.parse(Samples.TODAY);

  private final Wired wired = new Wired();
  private final Shell shell = Shell.with(wired.port);

  @AfterEach
  void close() {
    wired.close();
  }

  private static Request pairing(Ski ski, String pin) {
    return new Request.Pair(ski, Origin.USER_INPUT, TODAY, Optional.of(new Pin(pin)));
  }

  @Nested
  final class Pages {
    @Test
    void statusHasALineForTheBrokerIfThereIsOne() {
      wired.bridges(
          JsonValue.object()
              .put("broker", "mqtt://broker.lan:1883")
              .put("state", "disconnected")
              .put("since", "2026-11-21T09:59:30Z")
              .put("trouble", "Connection refused")
              .put("waitingEvents", 3)
              .put("waitingSpine", 4)
              .put("droppedEvents", 1)
              .put("droppedSpine", 0)
              .build());
      String line =
          "MQTT       mqtt://broker.lan:1883 disconnected since 2026-11-21T09:59:30Z"
              + " (Connection refused), 7 waiting, 1 dropped\n";
      assertTrue(shell.run("status").out().contains(line), shell.run("status").out());
    }

    @Test
    void statusIsAPageForPeople() {
      Ran ran = shell.run("status");
      assertEquals(0, ran.code());
      assertEquals("", ran.err());
      assertEquals(
          """
          shiphub    1.2.3, running
          SKI        8000 0000 0000 0000 0000 0000 0000 0000 0000 0001
          SHIP ID    shiphub-test
          SHIP port  4712
          started    2026-11-21T09:59:00Z, 60 s ago
          state dir  /var/lib/shiphub
          devices    0 paired, 0 connected, 0 seen, 0 known
          last event 0
          discovery  lo 127.0.0.1: announcing
          """,
          ran.out());
    }

    @Test
    void devicesAreOneAlignedLineEachThatSaysWhy() {
      wired.hub.knows(Samples.connected(PUMP), Samples.retrying(BOX), Samples.unknown(STRANGER));
      wired.hub.used(7, Samples.figures("data exchange"));
      assertEquals(
          """
          SKI       NAME     STATE            PAIRED  ADDRESS         BECAUSE
          a1b2c3d4  Acme X1  connected        yes     192.0.2.7:4711  in data exchange for 30 s over c7
          a1b2c3ff  Acme X1  waiting-to-dial  yes     192.0.2.9:4712  next dial in 4.2 s; 12 s ago, at connect: refused
          01234567  -        not-seen         no      -               not paired, not seen any more
          """,
          shell.run("devices").out());
    }

    @Test
    void noDevicesAreSaidInWords() {
      assertTrue(shell.run("devices").out().startsWith("no devices are known yet"));
    }

    @Test
    void aDeviceIsShownWithAllEvidence() {
      wired.hub.knows(Samples.retrying(BOX));
      Ran ran = shell.run("device", "A1B2 C3FF");
      assertEquals(0, ran.code());
      assertTrue(ran.out().contains("state     waiting-to-dial\n"), ran.out());
      assertTrue(ran.out().contains("paired    yes, since 2026-11-20T08:00:00Z, by user-verify"));
      assertTrue(ran.out().contains("SHIP ID   HeatPump-1, changed from HeatPump-0\n"), ran.out());
      assertTrue(ran.out().contains("static    192.0.2.9 port 4712 /ship/"), ran.out());
      assertTrue(ran.out().contains("attempts, the latest first\n"), ran.out());
      assertTrue(ran.out().contains("  12 s  out  connect  192.0.2.9 port 4712 /ship/  refused"));
    }

    @Test
    void aConnectionIsShownWithItsAgeItsCountsAndHowLongItHasBeenIdle() {
      wired.hub.knows(Samples.connected(PUMP));
      wired.hub.used(7, Samples.figures("data exchange"));
      String out = shell.run("device", "a1b2c3d4").out();
      assertTrue(
          out.contains("AGE   HEARD      RECEIVED  LAST       SENT  LAST       IDLE\n"), out);
      assertTrue(
          out.contains("32 s  1.0 s ago  3         4.0 s ago  5     3.0 s ago  3.0 s\n"), out);
    }

    // Its user has to know when the next try counts, also while it is away.
    @Test
    void howADeviceStandsWithOurPinIsShown() {
      wired.hub.knows(
          Samples.standing(
              PUMP, new PinStanding(false, 3, Optional.of(Samples.NOW.plusSeconds(12)))));
      String penalised = shell.run("device", "a1b2c3").out();
      assertTrue(
          penalised.contains("our PIN   wrong ones so far: 3, none is looked at for 12 s\n"),
          penalised);
      wired.hub.knows(Samples.standing(PUMP, new PinStanding(false, 2, Optional.empty())));
      assertTrue(shell.run("device", "a1b2c3").out().contains("our PIN   wrong ones so far: 2\n"));
      wired.hub.knows(Samples.standing(PUMP, PinStanding.VERIFIED));
      assertTrue(shell.run("device", "a1b2c3").out().contains("our PIN   entered\n"));
      wired.hub.knows(Samples.retrying(PUMP));
      assertFalse(shell.run("device", "a1b2c3").out().contains("our PIN"));
    }

    @Test
    void identityIsShownForTheEyeAndForCopying() {
      String out = shell.run("identity", "show").out();
      assertTrue(out.contains("8000 0000"), out);
      assertTrue(out.contains(Samples.OWN.hex()), out);
    }

    @Test
    void theTextOfOurQrCodeIsOneLine() {
      assertEquals(Samples.QR_TEXT + "\n", shell.run("identity", "qr").out());
    }

    @Test
    void aDeviceIsPairedByTheTextOfItsQrCode() {
      String qr = "SHIP;SKI:" + PUMP.grouped() + ";ID:pump;PIN:1234 5678;ENDSHIP;";
      Ran ran = shell.run("pair", qr);
      assertEquals(0, ran.code(), ran.err());
      assertTrue(ran.out().startsWith("pair " + PUMP.hex()), ran.out());
      assertEquals(List.of(pairing(PUMP, "12345678")), wired.hub.requests());
    }

    @Test
    void aQrTextNamesTheDeviceInEveryDecision() {
      String qr = "SHIP;SKI:" + PUMP.grouped() + ";ENDSHIP;";
      assertEquals(0, shell.run("unpair", qr).code());
      assertEquals(List.of(new Request.Unpair(PUMP)), wired.hub.requests());
    }

    @Test
    void aQrTextThatSaysNoSkiIsWrongUsage() {
      Ran ran = shell.run("pair", "SHIP;ID:pump;ENDSHIP;");
      assertEquals(2, ran.code());
      assertTrue(ran.err().contains("it has no SKI of 40 hex digits"), ran.err());
    }

    // Devices choose their own names: one could write over the screen, or look like another.
    @Test
    void whatADeviceSaysCannotSteerTheTerminal() {
      wired.hub.answers(new Answer.Refused(Answer.Kind.CONFLICT, "a\u001b[2Jb\u202ec\nd"));
      Ran ran = shell.run("unpair", PUMP.hex());
      assertTrue(ran.err().contains("a?[2Jb?c?d"), ran.err());
      assertEquals(1, ran.err().lines().count());
    }

    @Test
    void coloursComeOnlyOnATerminalAndNeverWhereNoColorIsSet() {
      wired.hub.knows(Samples.connected(PUMP));
      assertFalse(shell.run("devices").out().contains("\u001b"));
      shell.onTerminal();
      assertTrue(shell.run("devices").out().contains("\u001b[32mconnected\u001b[0m"));
      assertFalse(shell.set("NO_COLOR", "1").run("devices").out().contains("\u001b"));
      assertTrue(new Shell().onTerminal().run("--help").out().contains("\u001b"));
      assertFalse(shell.run("--help").out().contains("\u001b"));
    }
  }

  @Nested
  final class Json {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "status",
          "devices",
          "device a1b2c3d4",
          "pair a1b2c3d4",
          "deny a1b2c3d4",
          "unpair a1b2c3d4",
          "disconnect a1b2c3d4",
          "peers list",
          "peers add a1b2c3d4e5000000000000000000000000000001 pump.lan 4711",
          "peers remove a1b2c3d4",
          "identity show",
          "identity qr"
        })
    void everyCommandPrintsOneDocument(String command) {
      wired.hub.knows(Samples.connected(PUMP));
      Ran ran = shell.run((command + " --json").split(" ", -1));
      assertEquals(0, ran.code(), ran.err());
      assertFalse(ran.json().members().isEmpty());
    }

    @Test
    void aRefusalIsTheProblemDocumentAndStillALineForPeople() {
      Ran ran = shell.run("device", "abcdef", "--json");
      assertEquals(1, ran.code());
      assertEquals(Optional.of(404L), ran.json().integer("status"));
      assertEquals(1, ran.err().lines().count());
    }
  }

  @Nested
  final class Decisions {
    @Test
    void aWholeSkiInAnySpellingPairsAnUnknownDevice() {
      Ran ran = shell.run("pair", "0123-4567 89AB:CDEF 0123 4567 89ab cdef 0123 4567");
      assertEquals(0, ran.code(), ran.err());
      assertEquals("pair " + STRANGER + ": saved\n", ran.out());
      assertEquals(
          List.of(new Request.Pair(STRANGER, Origin.USER_INPUT, TODAY)), wired.hub.requests());
    }

    @Test
    void aUniqueBeginningConfirmsAShownDevice() {
      wired.hub.knows(Samples.unknown(STRANGER), Samples.connected(PUMP));
      assertEquals(0, shell.run("pair", "012345").code());
      assertEquals(
          List.of(new Request.Pair(STRANGER, Origin.USER_VERIFY, TODAY)), wired.hub.requests());
    }

    @ParameterizedTest
    @CsvSource({"a1b2c3, 1", "fedcba, 1", "a1b2, 2", "kitchen, 2", "../status, 2"})
    void whatNamesNoDeviceFailsInOneLineThatSaysWhatToDo(String text, int code) {
      wired.hub.knows(Samples.connected(PUMP), Samples.retrying(BOX));
      Ran ran = shell.run("unpair", text);
      assertEquals(code, ran.code());
      assertEquals("", ran.out());
      assertEquals(1, ran.err().lines().count());
      assertTrue(ran.err().startsWith("shiphub: "), ran.err());
      assertTrue(ran.err().contains("; "), ran.err());
      assertEquals(List.of(), wired.hub.requests());
    }

    @Test
    void aRefusalOfTheHubFailsInOneLine() {
      wired.hub.answers(new Answer.Refused(Answer.Kind.LIMIT, "64 devices are paired"));
      Ran ran = shell.run("pair", STRANGER.hex());
      assertEquals(1, ran.code());
      assertEquals(
          "shiphub: 64 devices are paired; make room, or raise the limit in the configuration\n",
          ran.err());
    }

    @Test
    void peersAreAddedListedAndRemoved() {
      wired.hub.knows(Samples.retrying(PUMP));
      assertEquals(0, shell.run("peers", "add", PUMP.grouped(), "::1", "4711", "/x").code());
      assertEquals(List.of("SKI  HOST  PORT  PATH  PAIRED".split("  ", -1)).size(), 5);
      assertTrue(shell.run("peers", "list").out().contains(PUMP + "  192.0.2.9  4712  /ship/"));
      assertEquals(0, shell.run("peers", "remove", "a1b2c3").code());
      assertEquals(2, wired.hub.requests().size());
    }
  }

  @Nested
  final class Watching {
    @Test
    void looksAgainEverySecondUntilTheUserEndsIt() {
      Ran ran = shell.endsAfter(3).run("status", "--watch");
      assertEquals(0, ran.code());
      assertEquals(3, ran.out().lines().filter(line -> line.startsWith("SHIP ID")).count());
      assertEquals(Duration.ofSeconds(1), shell.pauses().getFirst());
      assertFalse(ran.out().contains("\u001b"));
    }

    @Test
    void clearsTheScreenOnATerminal() {
      assertTrue(
          shell.onTerminal().run("devices", "--watch").out().startsWith("\u001b[H\u001b[2J"));
    }

    @Test
    void isForPeopleAndNotForPrograms() {
      assertEquals(2, shell.run("status", "--watch", "--json").code());
    }
  }

  @Nested
  final class Events {
    private void happens(long... numbers) {
      for (long seq : numbers) {
        wired.events.onNotice(Samples.notice(seq));
      }
    }

    @Test
    void theKeptOnesAreAlignedLines() {
      happens(1);
      wired.events.onNotice(
          Samples.deviceNotice(2, 20, NoticeType.SESSION_STARTED, PUMP, "out 192.0.2.7"));
      assertEquals(
          """
               1  2026-11-21T10:00:00Z                HubStarted                 cause 1
               2  2026-11-21T10:00:00Z      a1b2c3d4  SessionStarted       c7    out 192.0.2.7
          """,
          shell.run("events").out());
    }

    @Test
    void asJsonTheyAreOneObjectPerLine() {
      happens(1, 2, 3);
      List<String> lines = shell.run("events", "--json", "--since", "1").out().lines().toList();
      assertEquals(2, lines.size());
      assertEquals(2, Doc.parse(lines.getFirst()).orElseThrow().number("seq"));
    }

    @Test
    void aGapIsSaidOnStderr() {
      wired.close();
      try (Wired late = new Wired(5, 100)) {
        late.events.onNotice(Samples.notice(101));
        Ran ran = Shell.with(late.port).run("events", "--since", "3");
        assertEquals(0, ran.code());
        assertEquals(1, ran.out().lines().count());
        assertTrue(ran.err().contains("not kept any more"), ran.err());
      }
    }

    @Test
    void followingEndsWhenTheHubHasStopped() throws InterruptedException {
      happens(1, 2);
      Thread hub = Thread.ofVirtual().start(this::stopWhenSomebodyFollows);
      Ran ran = shell.run("events", "--follow", "--since", "1");
      assertEquals(0, ran.code(), ran.err());
      assertEquals(2, ran.out().lines().count());
      assertTrue(ran.out().contains("HubStopped"), ran.out());
      assertTrue(hub.join(Duration.ofSeconds(5)));
      assertEquals(0, shell.run("events", "--follow").code());
    }

    // Java ignores SIGPIPE: 'events --follow | head -1' hung, and kept one of the daemon's places.
    @Test
    void followingEndsWhenNobodyReadsOn() throws InterruptedException {
      happens(1, 2);
      Thread following = Thread.ofVirtual().start(() -> shell.unread().run("events", "--follow"));
      assertTrue(following.join(Duration.ofSeconds(5)));
    }

    @Test
    void watchingEndsWhenNobodyReadsOn() {
      assertEquals(0, shell.unread().endsAfter(3).run("devices", "--watch").code());
      assertEquals(List.of(), shell.pauses());
    }

    private void stopWhenSomebodyFollows() {
      await().until(() -> shell.outSoFar().lines().count() == 1);
      wired.events.onNotice(Samples.notice(3, NoticeType.HUB_STOPPED, ""));
    }

    @Test
    void followingSaysWhereToGoOnWhenTheDaemonIsGone() {
      happens(1, 2);
      wired.events.close();
      Ran ran = shell.run("events", "--follow");
      assertEquals(1, ran.code());
      assertEquals(2, ran.out().lines().count());
      assertTrue(ran.err().contains("events --follow --since 2"), ran.err());
    }
  }
}
