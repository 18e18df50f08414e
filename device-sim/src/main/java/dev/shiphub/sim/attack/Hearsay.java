package dev.shiphub.sim.attack;

import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.raw.DnsAnswer;
import dev.shiphub.sim.raw.MdnsCry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a case says by multicast DNS, and whether the daemon takes it. Takes back at its end what it
 * said.
 */
final class Hearsay implements AutoCloseable {
  private static final int SECONDS = 120;
  private static final int NOWHERE = 9;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PACE = Duration.ofMillis(300);

  private final Foe foe;
  private final MdnsCry cry;
  private final String tag;
  private final List<String> said = new ArrayList<>();

  Hearsay(Foe foe) throws IOException, CaseEnded {
    this.foe = foe;
    cry = foe.cry();
    tag = foe.bench().newIdentity().shown().hex().substring(0, 10);
  }

  /** An instance name that nobody else has. */
  String name(String part) {
    return part + tag;
  }

  /** The strings of a sound service but for what is added, or takes the place of one. */
  List<String> strings(String... others) {
    String ski = foe.bench().newIdentity().shown().hex();
    List<String> strings = new ArrayList<>();
    for (String usual :
        List.of("txtvers=1", "id=attack", "path=/ship/", "ski=" + ski, "register=false")) {
      String key = usual.substring(0, usual.indexOf('='));
      if (List.of(others).stream().noneMatch(other -> (other + "=").startsWith(key + "="))) {
        strings.add(usual);
      }
    }
    strings.addAll(List.of(others));
    return strings;
  }

  /** Says that an instance of these strings listens nowhere. */
  void say(String instance, List<String> strings) throws IOException {
    say(instance, strings, NOWHERE);
  }

  /** Says that an instance of these strings listens at that port of the tool. */
  void say(String instance, List<String> strings, int port) throws IOException {
    said.add(instance);
    cry.say(records(instance, strings, port, SECONDS).bytes());
  }

  /** The records of an instance. */
  DnsAnswer records(String instance, List<String> strings, int port, int seconds) {
    String host = "h" + Integer.toHexString(instance.hashCode());
    return new DnsAnswer()
        .pointer(instance, seconds)
        .service(instance, host, port, seconds)
        .text(instance, strings, seconds)
        .address(host, foe.target().own(), seconds);
  }

  /** Says whatever these bytes mean. */
  void say(byte[] packet) throws IOException {
    cry.say(packet);
  }

  /** Takes an instance back. */
  void takeBack(String instance) throws IOException {
    cry.say(records(instance, List.of("txtvers=1"), NOWHERE, 0).bytes());
  }

  /** A sound service that is said now must be taken: whoever does not listen ignores all. */
  void needsAnEar() throws IOException, InterruptedException, CaseEnded {
    String sound = name("sound");
    List<String> strings = strings();
    Instant start = foe.now();
    while (!isTaken(sound)) {
      if (foe.since(start).compareTo(PATIENCE) > 0) {
        throw CaseEnded.unmet("the daemon does not hear a sound service by multicast DNS");
      }
      say(sound, strings);
      foe.rest(PACE);
    }
  }

  /** Whether the daemon shows this text anywhere among its devices. */
  boolean isTaken(String text) {
    return shown().filter(all -> all.contains(text)).isPresent();
  }

  /** All that the daemon shows of devices. */
  Optional<String> shown() {
    Optional<JsonObject> devices = foe.admin().get("devices");
    return devices.map(JsonWriter.COMPACT::text);
  }

  @Override
  public void close() throws IOException {
    for (String instance : said.stream().distinct().toList()) {
      takeBack(instance);
    }
  }
}
