package dev.shiphub.hub.adapter.mqtt;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.shiphub.ship.json.JsonObjectBuilder;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How it stands between the bridge and the broker, for people. Any thread. */
final class Standing {
  /** How long the broker may be away before the operator is told. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private final MqttSettings settings;
  private final BrokerAddress address;
  private final InstantSource steady;
  private final InstantSource wall;

  @GuardedBy("this")
  private Instant since;

  @GuardedBy("this")
  private boolean isConnected;

  @GuardedBy("this")
  private long connects;

  @GuardedBy("this")
  private Optional<String> trouble = Optional.empty();

  Standing(MqttSettings settings, BrokerAddress address, InstantSource steady, InstantSource wall) {
    this.settings = settings;
    this.address = address;
    this.steady = steady;
    this.wall = wall;
    since = steady.instant();
  }

  /** There is a connection. */
  synchronized void up() {
    isConnected = true;
    connects++;
    since = steady.instant();
    trouble = Optional.empty();
  }

  /**
   * There is none.
   *
   * @return whether that is news
   */
  synchronized boolean down(String why) {
    boolean isNews = isConnected || trouble.isEmpty();
    if (isConnected) {
      since = steady.instant();
    }
    isConnected = false;
    trouble = Optional.of(why);
    return isNews;
  }

  /** What the operator has to know, if something. */
  synchronized Optional<String> warning() {
    Duration away = Duration.between(since, steady.instant());
    return trouble
        .filter(_ -> !isConnected && away.compareTo(PATIENCE) >= 0)
        .map(
            why ->
                "the MQTT broker "
                    + address
                    + " is not reached for "
                    + away.toMinutes()
                    + " min: "
                    + why
                    + "; see that it runs, and that mqtt.* in the configuration is right");
  }

  /**
   * The member {@code mqtt} of the status.
   *
   * @param figures what waits and what was dropped
   */
  synchronized JsonObject toJson(JsonObject figures) {
    Instant at = wall.instant().minus(Duration.between(since, steady.instant()));
    JsonObjectBuilder json =
        JsonValue.object()
            .put("broker", address.toString())
            .put("version", settings.version().label())
            .put("state", isConnected ? "connected" : "disconnected")
            .put("since", at.truncatedTo(ChronoUnit.MILLIS).toString())
            .putIfPresent("trouble", trouble.map(JsonValue::of))
            .put("connects", connects)
            .put("commands", settings.isCommanding());
    figures.members().forEach(json::put);
    return json.build();
  }
}
