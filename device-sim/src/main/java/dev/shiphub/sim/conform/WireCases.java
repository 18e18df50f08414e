package dev.shiphub.sim.conform;

import dev.shiphub.ship.Role;
import dev.shiphub.sim.bench.Bench;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Preconditions;
import dev.shiphub.sim.bench.Said;
import dev.shiphub.sim.bench.ShipBytes;
import dev.shiphub.sim.bench.Talk;
import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.Heard;
import dev.shiphub.sim.raw.Opened;
import dev.shiphub.sim.raw.RawLink;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the device puts on the wire: records, frames, JSON (SHIP 9.1, 9.2, 10, 11). */
final class WireCases {
  private static final int MOST_PLAINTEXT = 1024;

  /** Explicit nonce and tag. */
  private static final int GCM_BYTES = 24;

  /** Initial vector, SHA-256 and the most padding that brings a plaintext to whole blocks. */
  private static final int CBC_BYTES = 64;

  private static final int GCM = 0xc02b;
  private static final int CBC = 0xc023;

  /** GCM, CBC, CCM, CCM_8, and the signal of RFC 5746. */
  private static final Set<Integer> SUITES = Set.of(GCM, CBC, 0xc0ac, 0xc0ae, 0x00ff);

  private static final int TLS13 = 0x13;
  private static final String DISCOVERY = "nodeManagementDetailedDiscoveryData";

  /** SPINE allows 256 characters. */
  private static final String LONG_ADDRESS = "d:_n:conformance_" + "x".repeat(239);

  private WireCases() {}

  /** A long address that the reply carries back makes it longer than a record may be. */
  static Verdict records(Bench bench, Role device) throws InterruptedException, CaseEnded {
    Talk talk = Preconditions.established(bench, device);
    talk.send(ShipBytes.read(LONG_ADDRESS, DISCOVERY, 1));
    talk.await(said -> said.isReplyTo(1, DISCOVERY), Talk.USUAL);
    int message = talk.all().stream().mapToInt(heard -> heard.bytes().length).max().orElse(0);
    if (message <= MOST_PLAINTEXT) {
      throw CaseEnded.unmet("the longest message was " + message + " bytes, which fit a record");
    }
    RawLink.Opening opening = talk.opening();
    int record =
        opening.tls().longestRecord() - (opening.suite().contains("GCM") ? GCM_BYTES : CBC_BYTES);
    String seen = "a message of " + message + " bytes in records of at most " + record;
    return record <= MOST_PLAINTEXT ? Verdict.passed(seen) : Verdict.failed(seen);
  }

  static Verdict suites(Bench bench, Role device) throws InterruptedException, CaseEnded {
    List<Integer> offered = bench.open(device).opening().tls().offeredSuites();
    String words =
        offered.stream().map("%04x"::formatted).collect(Collectors.joining(" ", "offered ", ""));
    boolean isOnlyShip =
        offered.stream().allMatch(suite -> SUITES.contains(suite) || suite >> 8 == TLS13);
    boolean isOrdered =
        offered.contains(CBC)
            && (!offered.contains(GCM) || offered.indexOf(GCM) < offered.indexOf(CBC));
    return isOnlyShip && isOrdered ? Verdict.passed(words) : Verdict.failed(words);
  }

  static Verdict upgrade(Bench bench, Role device) throws InterruptedException, CaseEnded {
    Talk talk = bench.open(device);
    String head = talk.opening().head();
    String first = head.lines().findFirst().orElse("");
    if (!head.matches("(?is).*\\r\\nSec-WebSocket-Protocol:[ \\t]*ship[ \\t]*\\r\\n.*")) {
      throw CaseEnded.fault("no Sec-WebSocket-Protocol: ship after \"" + first + "\"");
    }
    if (device == Role.CLIENT && !first.matches("GET /\\S* HTTP/1\\.1")) {
      throw CaseEnded.fault("it asked with \"" + first + "\"");
    }
    if (device == Role.SERVER) {
      var other = bench.dialling(bench.newIdentity()).speaking("conformance");
      if (bench.dial(other) instanceof Opened.Up) {
        throw CaseEnded.fault("a client of another sub-protocol was let in");
      }
    }
    return Verdict.passed("\"" + first + "\" with the sub-protocol ship");
  }

  static Verdict frames(Bench bench, Role device) throws InterruptedException, CaseEnded {
    List<Heard.Message> all = messages(bench, device);
    for (Heard.Message message : all) {
      boolean isRight =
          message.isBinary()
              && message.frames() == 1
              && message.isMasked() == (device == Role.CLIENT);
      if (!isRight) {
        throw CaseEnded.fault(
            "a message in %d %s frames that are%s masked: %s"
                .formatted(
                    message.frames(),
                    message.isBinary() ? "binary" : "text",
                    message.isMasked() ? "" : " not",
                    Said.excerpt(message.bytes())));
      }
    }
    return Verdict.passed(all.size() + " messages, each in one binary frame");
  }

  static Verdict json(Bench bench, Role device) throws InterruptedException, CaseEnded {
    List<Heard.Message> all = messages(bench, device);
    for (Heard.Message message : all) {
      Optional<String> complaint =
          message.bytes()[0] == ShipBytes.INIT
              ? Optional.empty()
              : WireForm.complaint(message.bytes());
      if (complaint.isPresent()) {
        throw CaseEnded.fault(complaint.get() + ": " + Said.excerpt(message.bytes()));
      }
    }
    return Verdict.passed(all.size() + " messages, compact and in the order of the schema");
  }

  /** All that a device says up to an answered read. */
  private static List<Heard.Message> messages(Bench bench, Role device)
      throws InterruptedException, CaseEnded {
    Talk talk = Preconditions.established(bench, device);
    talk.send(ShipBytes.read(DISCOVERY, 1));
    talk.await(said -> said.isReplyTo(1, DISCOVERY), Talk.USUAL);
    return talk.all();
  }
}
