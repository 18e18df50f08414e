package dev.shiphub.hub.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.doctor.AvahiCheck.State;
import dev.shiphub.hub.doctor.ShipPortCheck.Door;
import dev.shiphub.hub.doctor.StateDirectoryCheck.Condition;
import dev.shiphub.ship.discovery.LinkSurvey;
import dev.shiphub.ship.discovery.LinkSurvey.LeftOut;
import dev.shiphub.ship.discovery.LinkSurvey.Place;
import dev.shiphub.ship.discovery.LinkSurvey.Reason;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What facts mean: which level they have, what is said, and what is to be done. */
final class FindingsTest {
  private static final String OWN = "ab".repeat(20);
  private static final Self SELF = new Self(OWN, "shiphub Hub abababab", 4_712, "shiphub");
  private static final HeardHub OURS =
      new HeardHub("shiphub Hub abababab", OWN, 4_712, "shiphub", "localhost", true);
  private static final Instant NOW = Instant.parse("2026-11-22T16:00:00Z");
  private static final Instant BUILT = Instant.parse("2026-11-21T00:00:00Z");
  private static final Place HOME = new Place("eth0", "192.0.2.7", false);
  private static final Place LOOP = new Place("lo", "127.0.0.1", true);

  private static AddressesCheck addresses(List<Place> served, Reason... leftOut) {
    return new AddressesCheck(
        new LinkSurvey(
            served,
            Arrays.stream(leftOut)
                .map(reason -> new LeftOut("x0", Optional.of("192.0.2.9"), reason))
                .toList()));
  }

  private static Ear ear(Place place, boolean hearsItself, String... others) {
    return new Ear(
        place.toString(), place.isLoopback(), Optional.empty(), hearsItself, List.of(others));
  }

  private static HeardHub heard(String name, String ski, int port, String brand, boolean here) {
    return new HeardHub(name, ski, port, brand, here ? "localhost" : "192.0.2.8", here);
  }

  private static OtherHubCheck others(HeardHub... heard) {
    return new OtherHubCheck(Optional.of(OWN), Optional.of(SELF), List.of(heard));
  }

  private static ClockCheck clock(Instant now, Duration stepped, Optional<Instant> newest) {
    return new ClockCheck(now, BUILT, stepped, newest);
  }

  private static Arguments row(Level level, String words, Check check) {
    return Arguments.of(level, words, check);
  }

  static Stream<Arguments> facts() {
    Ear mute = new Ear("eth0 192.0.2.7", false, Optional.of("no route"), false, List.of());
    return Stream.of(
            addressFacts(), multicastFacts(mute), hubFacts(), portFacts(), machineFacts(), kept())
        .flatMap(rows -> rows);
  }

  private static Stream<Arguments> addressFacts() {
    return Stream.of(
        row(Level.OK, "eth0 192.0.2.7", addresses(List.of(HOME))),
        row(
            Level.OK,
            "left out: x0 192.0.2.9 (made by container",
            addresses(List.of(HOME), Reason.VIRTUAL, Reason.LOOPBACK, Reason.LINK_LOCAL)),
        row(Level.OK, "(down)", addresses(List.of(HOME), Reason.DOWN)),
        row(Level.WARN, "(no such", addresses(List.of(HOME), Reason.NO_SUCH_INTERFACE)),
        row(Level.WARN, "(down)", addresses(List.of(HOME), Reason.NOT_NAMED, Reason.DOWN)),
        row(Level.FAIL, "no address is announced", addresses(List.of(), Reason.LOOPBACK)));
  }

  private static Stream<Arguments> multicastFacts(Ear mute) {
    return Stream.of(
        row(Level.OK, "1 other", new MulticastCheck(List.of(ear(HOME, true, "192.0.2.8")))),
        row(Level.OK, "lo 127.0.0.1", new MulticastCheck(List.of(ear(LOOP, true)))),
        row(Level.WARN, "only this machine", new MulticastCheck(List.of(ear(HOME, true)))),
        row(Level.FAIL, "not even this machine", new MulticastCheck(List.of(ear(HOME, false)))),
        row(
            Level.FAIL,
            "(no route)",
            new MulticastCheck(List.of(mute, ear(HOME, true, "192.0.2.8")))),
        row(Level.FAIL, "no interface", new MulticastCheck(List.of())));
  }

  private static Stream<Arguments> hubFacts() {
    HeardHub pump = heard("pump", "cd".repeat(20), 4_713, "Nordhauch", true);
    return Stream.of(
        row(Level.OK, "no daemon", new OwnRecordCheck(Optional.empty(), List.of(pump))),
        row(Level.OK, "seen as", new OwnRecordCheck(Optional.of(SELF), List.of(pump, OURS))),
        row(Level.FAIL, "not see", new OwnRecordCheck(Optional.of(SELF), List.of(pump))),
        row(Level.OK, "heard: 1", others(OURS, pump)),
        row(Level.FAIL, "our SKI", others(OURS, heard("copy", OWN, 4_712, "shiphub", false))),
        row(Level.FAIL, "our SKI", others(OURS, heard("copy", OWN, 4_713, "shiphub", true))),
        row(
            Level.FAIL,
            "our SKI",
            new OtherHubCheck(Optional.of(OWN), Optional.empty(), List.of(OURS))),
        row(
            Level.WARN,
            "another hub",
            others(OURS, heard("shiphub Hub efefefef", "ef".repeat(20), 4_713, "shiphub", true))),
        row(
            Level.OK,
            "heard: 1",
            others(OURS, heard("shiphub Hub efefefef", "ef".repeat(20), 4_712, "shiphub", false))),
        row(
            Level.WARN,
            "has our name",
            others(OURS, heard(SELF.instance(), "ef".repeat(20), 4_712, "Else", false))));
  }

  private static Stream<Arguments> portFacts() {
    Door open = new Door("192.0.2.7", Optional.empty());
    Door closed = new Door("192.0.2.9", Optional.of("timed out"));
    Optional<String> free = Optional.empty();
    return Stream.of(
        row(Level.OK, "answers at 192.0.2.7", new ShipPortCheck(4_712, true, List.of(open), free)),
        row(
            Level.FAIL,
            "192.0.2.9 (timed out)",
            new ShipPortCheck(4_712, true, List.of(open, closed), free)),
        row(Level.FAIL, "not bound", new ShipPortCheck(0, true, List.of(), free)),
        row(Level.OK, "is free", new ShipPortCheck(4_712, false, List.of(), free)),
        row(Level.OK, "any free", new ShipPortCheck(0, false, List.of(), free)),
        row(
            Level.FAIL,
            "cannot be opened (in use)",
            new ShipPortCheck(4_712, false, List.of(), Optional.of("in use"))),
        row(Level.OK, "open in: avahi", new MdnsPortCheck(Optional.empty(), List.of("avahi"))),
        row(Level.FAIL, "(in use)", new MdnsPortCheck(Optional.of("in use"), List.of())),
        row(Level.OK, "does not run", new AvahiCheck(State.ABSENT)),
        row(Level.OK, "runs", new AvahiCheck(State.RUNNING)),
        row(Level.WARN, "any more", new AvahiCheck(State.DEAD)),
        row(Level.FAIL, "keep other", new AvahiCheck(State.EXCLUSIVE)));
  }

  private static Stream<Arguments> machineFacts() {
    long mebibyte = 1 << 20;
    return Stream.of(
        row(Level.OK, "pi is 127.0.1.1", new HostNameCheck("pi", Optional.of("127.0.1.1"))),
        row(Level.WARN, "pi, does not", new HostNameCheck("pi", Optional.empty())),
        row(Level.OK, "says 2026-11-22", clock(NOW, Duration.ZERO, Optional.of(NOW))),
        row(Level.FAIL, "before", clock(Instant.EPOCH, Duration.ZERO, Optional.empty())),
        row(Level.FAIL, "a file of", clock(NOW, Duration.ZERO, Optional.of(NOW.plusSeconds(121)))),
        row(Level.OK, "says", clock(NOW, Duration.ofSeconds(-120), Optional.empty())),
        row(Level.WARN, "by -121 s", clock(NOW, Duration.ofSeconds(-121), Optional.empty())),
        row(Level.OK, "64 MiB free", new DiskCheck("/x", 64 * mebibyte)),
        row(Level.WARN, "2 MiB free", new DiskCheck("/x", 2 * mebibyte)),
        row(Level.FAIL, "1 MiB free", new DiskCheck("/x", 2 * mebibyte - 1)),
        row(Level.OK, "64 of 400 MiB", new MemoryCheck(400, 64, 89)),
        row(Level.WARN, "63 of 400 MiB", new MemoryCheck(400, 63, 0)),
        row(Level.WARN, "64 of 399 MiB", new MemoryCheck(399, 64, 0)),
        row(Level.FAIL, "15 of 400 MiB", new MemoryCheck(400, 15, 0)),
        row(Level.FAIL, "heap is 90 %", new MemoryCheck(400, 64, 90)),
        row(Level.OK, "Java 25.0.1", new JavaCheck(25, "25.0.1", true)),
        row(Level.WARN, "early access", new JavaCheck(26, "26-ea", false)),
        row(Level.FAIL, "too old", new JavaCheck(21, "21.0.9", true)));
  }

  private static Stream<Arguments> kept() {
    return Stream.of(
        row(Level.OK, "runs (process 7)", new DaemonCheck(Optional.of("7"))),
        row(Level.WARN, "does not run", new DaemonCheck(Optional.empty())),
        row(Level.OK, "/x", new StateDirectoryCheck("/x", Condition.GOOD, "pi")),
        row(Level.WARN, "not exist", new StateDirectoryCheck("/x", Condition.MISSING, "pi")),
        row(Level.FAIL, "no directory", new StateDirectoryCheck("/x", Condition.NO_DIRECTORY, "p")),
        row(Level.WARN, "open to other", new StateDirectoryCheck("/x", Condition.OPEN, "pi")),
        row(Level.FAIL, "user pi cannot", new StateDirectoryCheck("/x", Condition.READ_ONLY, "pi")),
        row(Level.OK, "fine", StoreCheck.good(Topic.TRUST, "fine", "gut")),
        row(Level.WARN, "torn", StoreCheck.flawed(Topic.AUDIT, "torn", "look", "ansehen")),
        row(Level.FAIL, "torn", StoreCheck.broken(Topic.IDENTITY, "torn", "mend", "flicken")),
        row(Level.WARN, "too late", new UnknownCheck(Topic.DISK, "too late")));
  }

  // Java and time cannot be other ones for a test of the whole program.
  /** Provokes the doctor's `java`, `clock`. */
  @ParameterizedTest
  @MethodSource("facts")
  void aFindingHasItsLevelAndItsWords(Level level, String words, Check check) {
    Finding finding = check.finding();
    assertEquals(level, finding.level(), finding::toString);
    assertTrue(finding.words().en().contains(words), finding::toString);
    assertFalse(finding.words().de().isBlank());
  }

  // A topic whose failure nobody has thought of would always look fine.
  @Test
  void everyTopicCanBeFoundInTrouble() {
    Set<Topic> troubled =
        facts()
            .filter(row -> row.get()[0] != Level.OK)
            .map(row -> ((Check) row.get()[2]).topic())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Topic.class)));
    // Trust has the same check as what else is kept.
    troubled.add(Topic.TRUST);
    assertEquals(EnumSet.allOf(Topic.class), troubled);
  }

  @Test
  void troubleWithoutARemedyIsABug() {
    Phrase words = new Phrase("bad", "schlecht");
    assertThrows(
        IllegalArgumentException.class, () -> new Finding(Level.WARN, words, Optional.empty()));
  }

  @Test
  void theWorstCountsAndTopicsHaveTheirOrder() {
    Diagnosis diagnosis =
        new Diagnosis(
            NOW,
            List.of(
                new JavaCheck(25, "25.0.1", true),
                new HostNameCheck("pi", Optional.empty()),
                new DiskCheck("/x", 0)));
    JsonObject json = diagnosis.toJson();
    assertEquals(Level.FAIL, diagnosis.worst());
    assertEquals(Optional.of("fail"), json.text("worst"));
    assertEquals(
        List.of(Optional.of("host-name"), Optional.of("disk"), Optional.of("java")),
        json.items("checks").orElseThrow().stream()
            .map(check -> ((JsonObject) check).text("id"))
            .toList());
    assertEquals(Level.OK, new Diagnosis(NOW, List.of()).worst());
  }
}
