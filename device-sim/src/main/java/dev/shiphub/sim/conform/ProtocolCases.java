package dev.shiphub.sim.conform;

import dev.shiphub.ship.Role;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import dev.shiphub.sim.bench.Bench;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Preconditions;
import dev.shiphub.sim.bench.Said;
import dev.shiphub.sim.bench.ShipBytes;
import dev.shiphub.sim.bench.Talk;
import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.Heard;
import java.time.Duration;
import java.util.Optional;

/** Version and format (SHIP 13.4.4.2). */
final class ProtocolCases {
  private static final Duration ERROR_WITHIN = Duration.ofSeconds(12);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);
  private static final int TIMEOUT = 1;
  private static final int UNEXPECTED = 2;
  private static final long TOOL_MAJOR = 1;
  private static final long TOOL_MINOR = 0;

  private ProtocolCases() {}

  static Verdict server(Bench bench, Role device) throws InterruptedException, CaseEnded {
    Talk talk = Preconditions.helloCompleted(bench, Role.SERVER);
    talk.send(ShipBytes.ANNOUNCE_MAX);
    JsonObject choice =
        talk.need("select", said -> said.protocol("select").isPresent())
            .protocol("select")
            .orElseThrow();
    needsUtf8(choice);
    Version version = Version.of(choice);
    if (!version.isAtMost(new Version(TOOL_MAJOR, TOOL_MINOR))) {
      throw CaseEnded.fault("it selected " + version + ", more than the offered 1.0");
    }
    talk.send(ShipBytes.select((int) version.major(), (int) version.minor()));
    talk.need("connectionPinState", said -> said.pinState().isPresent());
    return Verdict.passed("selected " + version + " JSON-UTF8, then PIN state");
  }

  static Verdict client(Bench bench, Role device) throws InterruptedException, CaseEnded {
    Talk talk = Preconditions.helloCompleted(bench, Role.CLIENT);
    JsonObject offer = offer(talk);
    needsUtf8(offer);
    Version version = Version.of(offer);
    String declared = bench.declared().text("PAR_shipVersion");
    if (!version.toString().equals(declared)) {
      throw CaseEnded.fault("it announced " + version + ", but PAR_shipVersion is " + declared);
    }
    talk.send(ShipBytes.SELECT);
    Said echo = talk.need("select", said -> said.protocol("select").isPresent());
    JsonObject sent = Said.of(echo.at(), ShipBytes.SELECT).protocol("select").orElseThrow();
    if (!echo.protocol("select").equals(Optional.of(sent))) {
      throw CaseEnded.fault("its select is not the tool's: " + Said.excerpt(echo.bytes()));
    }
    talk.need("connectionPinState", said -> said.pinState().isPresent());
    return Verdict.passed("announced " + version + " JSON-UTF8, same select, then PIN state");
  }

  static Verdict serverTimeout(Bench bench, Role device) throws InterruptedException, CaseEnded {
    return fails(Preconditions.helloCompleted(bench, Role.SERVER), TIMEOUT);
  }

  static Verdict clientTimeout(Bench bench, Role device) throws InterruptedException, CaseEnded {
    Talk talk = Preconditions.helloCompleted(bench, Role.CLIENT);
    offer(talk);
    return fails(talk, TIMEOUT);
  }

  static Verdict unexpectedToServer(Bench bench, Role device)
      throws InterruptedException, CaseEnded {
    Talk talk = Preconditions.helloCompleted(bench, Role.SERVER);
    talk.send(ShipBytes.HELLO_READY);
    return fails(talk, UNEXPECTED);
  }

  static Verdict unexpectedToClient(Bench bench, Role device)
      throws InterruptedException, CaseEnded {
    Talk talk = Preconditions.helloCompleted(bench, Role.CLIENT);
    offer(talk);
    talk.send(ShipBytes.HELLO_READY);
    return fails(talk, UNEXPECTED);
  }

  private static JsonObject offer(Talk talk) throws InterruptedException, CaseEnded {
    return talk.need("announceMax", said -> said.protocol("announceMax").isPresent())
        .protocol("announceMax")
        .orElseThrow();
  }

  private static Verdict fails(Talk talk, int error) throws InterruptedException, CaseEnded {
    var from = talk.now();
    Said told =
        talk.need(
            "messageProtocolHandshakeError " + error,
            said -> said.isProtocolError(error),
            ERROR_WITHIN);
    Heard.End end = talk.closes(CLOSE_WITHIN);
    return Verdict.passed(
        "error "
            + error
            + " after "
            + Talk.seconds(Duration.between(from, told.at()))
            + ", then closed: "
            + end.how());
  }

  /** The list of formats is a list in a member, or what a conversion made of it. */
  private static void needsUtf8(JsonObject message) throws CaseEnded {
    Optional<JsonValue> formats = message.get("formats");
    String words = formats.map(JsonWriter.COMPACT::text).orElse("no formats");
    if (!words.contains("\"JSON-UTF8\"")) {
      throw CaseEnded.fault("its formats are " + words);
    }
  }

  /** A SHIP version. */
  private record Version(long major, long minor) {
    static Version of(JsonObject message) throws CaseEnded {
      Optional<JsonObject> version = message.object("version");
      Optional<Long> major = version.flatMap(told -> told.integer("major"));
      Optional<Long> minor = version.flatMap(told -> told.integer("minor"));
      if (major.isEmpty() || minor.isEmpty()) {
        throw CaseEnded.fault("it tells no version");
      }
      return new Version(major.get(), minor.get());
    }

    boolean isAtMost(Version other) {
      return major < other.major || (major == other.major && minor <= other.minor);
    }

    @Override
    public String toString() {
      return major + "." + minor;
    }
  }
}
