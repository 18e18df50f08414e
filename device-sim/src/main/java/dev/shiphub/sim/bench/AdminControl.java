package dev.shiphub.sim.bench;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonLimits;
import dev.shiphub.ship.json.JsonReader;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import dev.shiphub.ship.json.Parsed;
import dev.shiphub.sim.raw.RawHttp;
import dev.shiphub.sim.raw.RawStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The admin API of a shiphub daemon on loopback, without token, a connection for each request. */
public final class AdminControl implements Control {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** A hub that remembers hundreds of strangers has much to say of them. */
  private static final int LONGEST_ANSWER = 4 << 20;

  private static final JsonReader READER = new JsonReader(JsonLimits.ofBytes(LONGEST_ANSWER));

  private final InetSocketAddress address;
  private final InstantSource clock;

  /**
   * @param clock steady
   */
  public AdminControl(InetSocketAddress address, InstantSource clock) {
    this.address = address;
    this.clock = clock;
  }

  /** Where it is. */
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public boolean exists() {
    return true;
  }

  @Override
  public Optional<String> trust(Ski ski) {
    return order("POST", "devices/" + ski + "/pair", Optional.of(JsonObject.EMPTY));
  }

  @Override
  public Optional<String> untrust(Ski ski) {
    return order("POST", "devices/" + ski + "/unpair", Optional.of(JsonObject.EMPTY));
  }

  @Override
  public Optional<String> peer(Ski ski, String host, int port) {
    JsonObject place =
        JsonValue.object().put("ski", ski.hex()).put("host", host).put("port", port).build();
    return order("POST", "peers", Optional.of(place));
  }

  @Override
  public Optional<String> forget(Ski ski) {
    return order("DELETE", "peers/" + ski, Optional.empty());
  }

  /** What a GET below {@code /api/v1/} says; empty if it says no JSON object. */
  public Optional<JsonObject> get(String path) {
    try {
      RawHttp answer = ask("GET", path, Optional.empty());
      return READER.read(answer.body()) instanceof Parsed.Ok(JsonObject told)
          ? Optional.of(told)
          : Optional.empty();
    } catch (IOException unreachable) {
      return Optional.empty();
    }
  }

  private Optional<String> order(String method, String path, Optional<JsonObject> body) {
    try {
      RawHttp answer = ask(method, path, body);
      return answer.status() / 100 == 2
          ? Optional.empty()
          : Optional.of(method + " " + path + ": \"" + answer.firstLine() + "\" " + answer.body());
    } catch (IOException unreachable) {
      return Optional.of("the admin API at " + address + ": " + unreachable.getMessage());
    }
  }

  private RawHttp ask(String method, String path, Optional<JsonObject> body) throws IOException {
    String text = body.map(JsonWriter.COMPACT::text).orElse("");
    String head =
        method
            + " /api/v1/"
            + path
            + " HTTP/1.1\r\nHost: "
            + address.getAddress().getHostAddress()
            + ":"
            + address.getPort()
            + "\r\nConnection: close\r\n"
            + (body.isPresent() ? "Content-Type: application/json\r\n" : "")
            + (method.equals("GET") ? "" : "Content-Length: " + text.length() + "\r\n")
            + "\r\n";
    byte[] request = (head + text).getBytes(StandardCharsets.UTF_8);
    try (RawStream stream = RawStream.open(Optional.empty(), address, PATIENCE, clock)) {
      return RawHttp.ask(stream, request, PATIENCE);
    }
  }
}
