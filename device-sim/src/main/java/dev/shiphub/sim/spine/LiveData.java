package dev.shiphub.sim.spine;

import dev.shiphub.ship.json.JsonObjectBuilder;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonNumber;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.sim.live.Gauge;
import dev.shiphub.sim.live.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a gauge shows and takes, as the data of SPINE. */
final class LiveData {
  static final String MEASUREMENTS = "measurementListData";
  static final String LIMITS = "loadControlLimitListData";

  /** Of three phases at 230 V. */
  private static final double WATTS_OF_AN_AMPERE = 690;

  /** A vehicle charges with no less. */
  private static final double LEAST_AMPERES = 6;

  private static final int MOST_DIGITS = 12;

  private LiveData() {}

  /** The content of a function; empty if a gauge has nothing to say to it. */
  static Optional<JsonObject> of(String function, Gauge gauge) {
    return switch (function) {
      case MEASUREMENTS -> Optional.of(list("measurementData", gauge, LiveData::value));
      case "measurementDescriptionListData" ->
          Optional.of(list("measurementDescriptionData", gauge, LiveData::description));
      case LIMITS -> Optional.of(limits(gauge));
      case "loadControlLimitDescriptionListData" -> Optional.of(limitDescription(gauge));
      default -> Optional.empty();
    };
  }

  /** Takes a limit that was written; false if there is none in it. */
  static boolean limit(JsonObject data, Gauge gauge) {
    Optional<JsonObject> first =
        data.items("loadControlLimitData")
            .flatMap(items -> items.stream().findFirst())
            .filter(JsonObject.class::isInstance)
            .map(JsonObject.class::cast)
            .or(() -> data.object("loadControlLimitData"));
    Optional<Double> value = first.flatMap(it -> it.object("value")).flatMap(LiveData::number);
    boolean isActive = first.flatMap(it -> it.flag("isLimitActive")).orElse(value.isPresent());
    if (first.isEmpty() || (isActive && value.isEmpty())) {
      return false;
    }
    gauge.limit(isActive ? value.map(it -> watts(it, gauge)) : Optional.empty());
    return true;
  }

  private static double watts(double value, Gauge gauge) {
    if (!isByCurrent(gauge)) {
      return Math.max(0, value);
    }
    return value < LEAST_AMPERES ? 0 : value * WATTS_OF_AN_AMPERE;
  }

  private static boolean isByCurrent(Gauge gauge) {
    return gauge.quantities().contains(Quantity.CURRENT);
  }

  /** Turns a quantity into its entry. */
  @FunctionalInterface
  private interface Entry {
    JsonObjectBuilder of(int id, Quantity quantity, Gauge gauge);
  }

  private static JsonObject list(String name, Gauge gauge, Entry entry) {
    List<JsonValue> items = new ArrayList<>();
    for (Quantity quantity : gauge.quantities()) {
      items.add(entry.of(items.size(), quantity, gauge).build());
    }
    return JsonValue.object().put(name, new JsonArray(items)).build();
  }

  private static JsonObjectBuilder value(int id, Quantity quantity, Gauge gauge) {
    return JsonValue.object()
        .put("measurementId", id)
        .put("valueType", "value")
        .put("value", scaled(gauge.read(quantity)))
        .put("valueSource", "measuredValue")
        .put("valueState", "normal");
  }

  private static JsonObjectBuilder description(int id, Quantity quantity, Gauge gauge) {
    return JsonValue.object()
        .put("measurementId", id)
        .put("measurementType", quantity.type())
        .put("commodityType", "electricity")
        .put("unit", quantity.unit())
        .put("scopeType", quantity.scope());
  }

  private static JsonObject limits(Gauge gauge) {
    double scale = isByCurrent(gauge) ? WATTS_OF_AN_AMPERE : 1;
    JsonObjectBuilder one =
        JsonValue.object()
            .put("limitId", 0)
            .put("isLimitChangeable", true)
            .put("isLimitActive", gauge.limit().isPresent())
            .put("value", scaled(gauge.limit().orElse(0.0) / scale));
    return JsonValue.object().put("loadControlLimitData", JsonValue.array(one.build())).build();
  }

  private static JsonObject limitDescription(Gauge gauge) {
    boolean isByCurrent = isByCurrent(gauge);
    JsonObjectBuilder one =
        JsonValue.object()
            .put("limitId", 0)
            .put("limitType", isByCurrent ? "maxValueLimit" : "signDependentAbsValueLimit")
            .put("limitCategory", "obligation")
            .put("limitDirection", "consume")
            .put("measurementId", isByCurrent ? 1 : 0)
            .put("unit", isByCurrent ? "A" : "W")
            .put("scopeType", isByCurrent ? "overloadProtection" : "activePowerLimit");
    return JsonValue.object()
        .put("loadControlLimitDescriptionData", JsonValue.array(one.build()))
        .build();
  }

  /** To a tenth, as number and scale. */
  private static JsonObjectBuilder scaled(double value) {
    return JsonValue.object().put("number", Math.round(value * 10)).put("scale", -1);
  }

  private static Optional<Double> number(JsonObject scaled) {
    long scale = scaled.integer("scale").orElse(0L);
    return scaled
        .get("number")
        .filter(JsonNumber.class::isInstance)
        .map(JsonNumber.class::cast)
        .flatMap(JsonNumber::toLong)
        .filter(_ -> Math.abs(scale) <= MOST_DIGITS)
        .map(number -> BigDecimal.valueOf(number).scaleByPowerOfTen((int) scale).doubleValue());
  }
}
