package dev.shiphub.sim.conform;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A case, by its name. Values are constants of two enums, and equal if they are the same. */
public sealed interface TestCase permits OfficialCase, OwnCase {
  /** All of them in the order of reports: the official ones first. */
  static List<TestCase> all() {
    return Stream.<TestCase>concat(Stream.of(OfficialCase.values()), Stream.of(OwnCase.values()))
        .toList();
  }

  /** The one of that name; empty if there is none. */
  static Optional<TestCase> named(String name) {
    return all().stream().filter(test -> test.name().equals(name)).findFirst();
  }

  /** The order of reports. */
  static Comparator<TestCase> inOrder() {
    List<TestCase> all = all();
    return Comparator.comparingInt(all::indexOf);
  }

  /** Such as TC_SHIP_CMI_001. */
  String name();

  /** What it proves, and how. */
  CaseSheet sheet();

  /** In which roles of the device it is run: server, client, either, or both at once. */
  default String roleWords() {
    return sheet().roles().words();
  }
}
