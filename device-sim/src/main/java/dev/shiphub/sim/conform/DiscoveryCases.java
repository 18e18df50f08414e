package dev.shiphub.sim.conform;

import dev.shiphub.ship.Role;
import dev.shiphub.sim.bench.Bench;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Lab;
import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.MdnsLook;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What the device says of itself by multicast DNS (SHIP 7.3.2). */
final class DiscoveryCases {
  private static final Duration FOUND_WITHIN = Duration.ofSeconds(20);
  private static final int LONGEST_LABEL = 32;
  private static final int LONGEST_ID = 63;

  private DiscoveryCases() {}

  static Verdict txtRecord(Bench bench, Role device) throws InterruptedException, CaseEnded {
    List<byte[]> strings =
        look(bench)
            .orElseThrow(
                () ->
                    CaseEnded.fault(
                        "no TXT record of " + MdnsLook.SERVICE + " with its SKI within 20 s"));
    Map<String, String> keys = keys(strings);
    bench.transcript().add("TXT " + keys);
    List<String> complaints = complaints(keys, bench.lab().target().ski().hex());
    if (!complaints.isEmpty()) {
      throw CaseEnded.fault(String.join("; ", complaints));
    }
    return Verdict.passed("TXT has " + keys);
  }

  /** The SHIP ID that the device announces; a precondition of others. */
  static String announcedId(Bench bench) throws CaseEnded {
    try {
      Map<String, String> keys =
          keys(look(bench).orElseThrow(() -> CaseEnded.unmet("no TXT record, and no PAR_shipId")));
      String id = keys.getOrDefault("id", "");
      if (id.isEmpty()) {
        throw CaseEnded.unmet("the TXT record has no id, and there is no PAR_shipId");
      }
      return id;
    } catch (CaseEnded ended) {
      throw ended.asPrecondition();
    }
  }

  private static Optional<List<byte[]>> look(Bench bench) throws CaseEnded {
    try {
      Lab lab = bench.lab();
      return MdnsLook.txtOf(lab.target().ski().hex(), bench.link(), FOUND_WITHIN, lab.clock());
    } catch (IOException noMulticast) {
      throw CaseEnded.unmet("multicast is not possible here: " + noMulticast.getMessage());
    }
  }

  private static Map<String, String> keys(List<byte[]> strings) throws CaseEnded {
    Map<String, String> keys = new LinkedHashMap<>();
    for (byte[] string : strings) {
      String text = utf8(string);
      int equals = text.indexOf('=');
      if (equals > 0) {
        keys.putIfAbsent(text.substring(0, equals), text.substring(equals + 1));
      }
    }
    return keys;
  }

  private static String utf8(byte[] string) throws CaseEnded {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(string)).toString();
    } catch (CharacterCodingException other) {
      throw CaseEnded.fault("a string of the TXT record is not UTF-8");
    }
  }

  /** What is wrong with a TXT record of this device. */
  static List<String> complaints(Map<String, String> keys, String ski) {
    List<String> complaints = new ArrayList<>();
    demand(complaints, keys, "txtvers", "exactly 1", "1"::equals);
    demand(complaints, keys, "id", "1 to 63 bytes", id -> isShort(id, LONGEST_ID));
    demand(
        complaints,
        keys,
        "path",
        "a path of at most 32 bytes",
        path -> path.contains("/") && isShort(path, LONGEST_LABEL));
    demand(complaints, keys, "ski", "40 hex digits", told -> told.matches("[0-9a-fA-F]{40}"));
    demand(complaints, keys, "ski", "that of the device", ski::equalsIgnoreCase);
    demand(complaints, keys, "register", "true or false", told -> told.matches("true|false"));
    demand(
        complaints,
        keys,
        "cat",
        "a list without an empty item",
        told -> Arrays.stream(told.split(",", -1)).noneMatch(String::isBlank));
    for (String name : List.of("brand", "model", "type")) {
      String told = keys.getOrDefault(name, "-");
      if (!isShort(told, LONGEST_LABEL)) {
        complaints.add(name + " is longer than 32 bytes");
      }
    }
    return complaints;
  }

  private static void demand(
      List<String> complaints,
      Map<String, String> keys,
      String name,
      String what,
      Predicate<String> rule) {
    String told = keys.get(name);
    if (told == null) {
      complaints.add(name + " is missing");
    } else if (!rule.test(told)) {
      complaints.add(name + " is \"" + told + "\", not " + what);
    }
  }

  private static boolean isShort(String text, int most) {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    return length >= 1 && length <= most;
  }
}
