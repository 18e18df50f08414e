package dev.shiphub.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code -Dcount=N} devices of one packaged {@code sim fleet} flap for {@code -Dminutes=N} at one
 * packaged daemon: every one of them is back in data exchange each time, and nothing is lost or
 * left.
 *
 * <p>Every so often the flapping pauses until all are there, so that samples can be compared.
 */
@Tag("fleet")
@Timeout(value = 1, unit = TimeUnit.HOURS)
final class FleetIT {
  private static final int COUNT = Integer.getInteger("count", 500);
  private static final double MINUTES = Double.parseDouble(System.getProperty("minutes", "10"));
  private static final Duration LENGTH = Duration.ofMillis(Math.round(MINUTES * 60_000));
  private static final int SAMPLES_OF_A_QUARTER = MINUTES < 5 ? 1 : 3;
  private static final int SAMPLES = 4 * SAMPLES_OF_A_QUARTER;

  /** Each device flaps once in 50 s; a small fleet more often. */
  private static final int FLAPS_A_SECOND = Math.max(5, COUNT / 50);

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration COMING_BACK = Duration.ofSeconds(90);

  /** What a hub for hundreds needs, see docs/fleet.md. */
  private static final List<String> ROOM =
      List.of("env", "SHIPHUB_JAVA_OPTS=-Xmx" + (64 + COUNT / 4) + "m");

  private static final int MORE_OBJECTS_PERCENT = 5;
  private static final int MORE_HEAP_PERCENT = 10;

  /** A ring of traces has 64 KiB for 256 frames, and each frame something beside. */
  private static final double TRACED_FRAME_KIB = 0.4;

  private static final int MORE_THREADS = 3;
  private static final int MORE_DESCRIPTORS = 3;

  /** What was seen with all devices at rest. */
  private record Sample(Vitals vitals, HubObjects objects) {}

  @TempDir private Path directory;

  private final SteadyClock clock = new SteadyClock();
  private final List<Sample> samples = new ArrayList<>();

  @Test
  void everyDeviceComesBackAndNothingIsLostOrLeft() throws Exception {
    Path state = directory.resolve("state");
    try (RunningDaemon daemon =
            RunningDaemon.startIn(ROOM, state, "lo", "limits: {pairedDevices: " + COUNT + "}");
        EventLedger ledger = new EventLedger(daemon)) {
      long pid = daemon.program().pid();
      Vitals alone = Vitals.of(pid);
      Instant begun = clock.instant();
      JsonObject summary;
      Duration gathered;
      try (Program fleet = Program.startCommand(command(daemon))) {
        awaitAll(daemon, fleet, ledger);
        gathered = Duration.between(begun, clock.instant());
        for (int sample = 1; sample <= SAMPLES; sample++) {
          flap(fleet);
          awaitAll(daemon, fleet, ledger);
          samples.add(new Sample(Vitals.of(pid), HubObjects.of(pid)));
          System.out.printf("fleet %d of %d: %s%n", sample, SAMPLES, samples.getLast());
        }
        fleet.types("quit");
        assertEquals(0, fleet.awaitExit(COMING_BACK.multipliedBy(2)), fleet::errors);
        summary = fleet.awaitJson(line -> line.text("event").equals(Optional.of("summary")));
      }
      awaitNobody(daemon, ledger);
      Vitals left = Vitals.of(pid);
      report(summary, ledger, gathered, alone, left);
      assertEquals(List.of(), ledger.faults());
      assertEquals(0, ledger.connected().size(), "devices that were never disconnected");
      assertEquals(COUNT, count(daemon, "paired"), "paired devices");
      assertEquals(COUNT, trusted(state), "devices in trust.json");
      assertTrue(
          left.descriptors() <= alone.descriptors() + MORE_DESCRIPTORS,
          () -> "descriptors: " + alone + ", " + left);
      assertFlat();
    }
  }

  private List<String> command(RunningDaemon daemon) {
    return List.of(
        "env",
        "SHIPHUB_JAVA_OPTS=-Xmx" + (64 + COUNT / 2) + "m",
        Program.root().resolve("shiphub").toString(),
        "sim",
        "fleet",
        "--count",
        String.valueOf(COUNT),
        "--ski",
        daemon.ski().hex(),
        "--target",
        "127.0.0.1:" + daemon.shipPort(),
        "--admin",
        "http://127.0.0.1:" + daemon.adminPort(),
        "--state",
        directory.resolve("keys").toString(),
        "--ramp",
        "25/s",
        "--seed",
        "1",
        "--json",
        "--until-stdin-closes");
  }

  private void flap(Program fleet) throws IOException, InterruptedException {
    Instant end = clock.instant().plus(LENGTH.dividedBy(SAMPLES));
    while (clock.instant().isBefore(end)) {
      fleet.types("flap " + FLAPS_A_SECOND);
      await().pollDelay(SECOND).until(() -> true);
    }
  }

  /** Both sides and the events say so, as of the same moment. */
  private static void awaitAll(RunningDaemon daemon, Program fleet, EventLedger ledger) {
    await()
        .atMost(COMING_BACK)
        .pollInterval(SECOND)
        .until(
            () -> {
              ledger.read();
              assertEquals(List.of(), ledger.faults());
              assertTrue(fleet.process().isAlive(), fleet::errors);
              int before = fleet.lines().size();
              fleet.types("status");
              await().atMost(COMING_BACK).until(() -> fleet.lines().size() > before);
              long there = Program.json(fleet.lines().getLast()).integer("inData").orElse(0L);
              return there == COUNT
                  && connected(daemon) == COUNT
                  && ledger.connected().size() == COUNT
                  && ledger.openSessions() == COUNT;
            });
  }

  /** An end is told when no successor has come for two seconds. */
  private static void awaitNobody(RunningDaemon daemon, EventLedger ledger) {
    await()
        .atMost(COMING_BACK)
        .pollInterval(SECOND)
        .until(
            () -> {
              ledger.read();
              return connected(daemon) == 0 && ledger.openSessions() == 0;
            });
  }

  private static long connected(RunningDaemon daemon) throws IOException, InterruptedException {
    return count(daemon, "connected");
  }

  private static long count(RunningDaemon daemon, String which)
      throws IOException, InterruptedException {
    return daemon
        .get("status")
        .object("devices")
        .flatMap(devices -> devices.integer(which))
        .orElse(-1L);
  }

  private static long trusted(Path state) throws IOException {
    String text = Files.readString(state.resolve("trust.json"));
    return Pattern.compile("\"ski\"").matcher(text).results().count();
  }

  private void assertFlat() {
    assertFlat("threads", it -> it.vitals().threads(), 0, MORE_THREADS);
    assertFlat("descriptors", it -> it.vitals().descriptors(), 0, MORE_DESCRIPTORS);
    assertFlat("live objects", it -> it.objects().live(), MORE_OBJECTS_PERCENT, 0);
    long filled =
        median(lastQuarter(), it -> it.objects().traced())
            - median(secondQuarter(), it -> it.objects().traced());
    long traces = Math.max(0, Math.round(filled * TRACED_FRAME_KIB));
    assertFlat("live heap in KiB", it -> it.vitals().heap(), MORE_HEAP_PERCENT, traces);
  }

  private void assertFlat(
      String what, ToLongFunction<Sample> which, int morePercent, long moreInNumber) {
    long second = median(secondQuarter(), which);
    long last = median(lastQuarter(), which);
    System.out.printf("fleet: %s %d in the second quarter, %d in the last%n", what, second, last);
    assertTrue(
        last <= second + second * morePercent / 100 + moreInNumber,
        what + " was " + second + " and is " + last);
  }

  private List<Sample> secondQuarter() {
    return samples.subList(SAMPLES_OF_A_QUARTER, 2 * SAMPLES_OF_A_QUARTER);
  }

  private List<Sample> lastQuarter() {
    return samples.subList(SAMPLES - SAMPLES_OF_A_QUARTER, SAMPLES);
  }

  private static long median(List<Sample> some, ToLongFunction<Sample> which) {
    return some.stream().mapToLong(which).sorted().skip(some.size() / 2).findFirst().orElseThrow();
  }

  private void report(
      JsonObject summary, EventLedger ledger, Duration gathered, Vitals alone, Vitals left)
      throws IOException {
    JsonObject delays = summary.object("toDataMillis").orElseThrow();
    Vitals first = samples.getFirst().vitals();
    Vitals last = samples.getLast().vitals();
    String row =
        "| %d | %s min | %.0f s | %d | %d, %d in vain | %d / %d / %d ms | %d | %.1f -> %.1f MiB | %d, %d, %d | %d, %d, %d |"
            .formatted(
                COUNT,
                MINUTES == Math.rint(MINUTES)
                    ? String.valueOf(Math.round(MINUTES))
                    : String.valueOf(MINUTES),
                gathered.toMillis() / 1000.0,
                summary.integer("flaps").orElseThrow(),
                summary.integer("dials").orElseThrow(),
                summary.integer("vain").orElseThrow(),
                delays.integer("median").orElseThrow(),
                delays.integer("p99").orElseThrow(),
                delays.integer("longest").orElseThrow(),
                ledger.endedSessions(),
                first.heap() / 1024.0,
                last.heap() / 1024.0,
                alone.threads(),
                last.threads(),
                left.threads(),
                alone.descriptors(),
                last.descriptors(),
                left.descriptors());
    System.out.println("fleet: " + row);
    if (Boolean.getBoolean("fleet.write")) {
      write(row);
    }
  }

  /** In the place of the row of the same run, or below all. */
  private static void write(String row) throws IOException {
    Path page = Program.root().resolve("docs/fleet.md");
    String run = row.substring(0, row.indexOf(" min"));
    String text = Files.readString(page);
    int table = text.indexOf('\n', text.lastIndexOf("| --- |")) + 1;
    int blank = text.indexOf("\n\n", table - 1);
    int end = blank < 0 ? text.length() : blank + 1;
    String rest =
        text.substring(table, end)
            .lines()
            .filter(line -> !line.startsWith(run))
            .map(line -> line + "\n")
            .collect(Collectors.joining());
    Files.writeString(page, text.substring(0, table) + rest + row + "\n" + text.substring(end));
  }
}
