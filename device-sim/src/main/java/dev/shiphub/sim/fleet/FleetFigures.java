package dev.shiphub.sim.fleet;

import dev.shiphub.ship.json.JsonObjectBuilder;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a fleet is at one moment, and what it has been through.
 *
 * @param devices how many there are to be
 * @param started of these, how many run
 * @param inData of these, how many exchange data
 * @param flaps what was done to them
 * @param dials those that devices made, in vain or not
 * @param accepted connections that the hub opened
 * @param vainDials why dials failed, and how often
 * @param ends why connections ended, and how often
 * @param messages SPINE datagrams, sent and received
 * @param back how often a device came into data exchange
 * @param typical after which time since its start or loss, median, in ms
 * @param rare the same, of 99 in 100
 * @param longest the same, of all
 * @param threads platform threads of this process
 * @param heap what its heap holds, in KiB, garbage included
 */
public record FleetFigures(
    int devices,
    int started,
    int inData,
    long flaps,
    long dials,
    long accepted,
    Map<String, Long> vainDials,
    Map<String, Long> ends,
    long messages,
    long back,
    long typical,
    long rare,
    long longest,
    int threads,
    long heap) {
  public FleetFigures {
    vainDials = Map.copyOf(vainDials);
    ends = Map.copyOf(ends);
  }

  /** Whether each device exchanges data. */
  public boolean isComplete() {
    return inData == devices;
  }

  /** One line for people. */
  public String line() {
    return ("%d of %d devices in data exchange, %d started; %d flaps, %d dials, %d in vain, %d"
            + " messages; back after %d / %d / %d ms; %d threads, %d MiB")
        .formatted(
            inData,
            devices,
            started,
            flaps,
            dials,
            sum(vainDials),
            messages,
            typical,
            rare,
            longest,
            threads,
            heap >> 10);
  }

  /** All of it, for people. */
  public List<String> summary() {
    List<String> lines = new ArrayList<>();
    lines.add("devices in data exchange   %d of %d".formatted(inData, devices));
    lines.add("flaps                      %d".formatted(flaps));
    lines.add("dials                      %d, %d in vain".formatted(dials, sum(vainDials)));
    lines.add("connections from the hub   %d".formatted(accepted));
    lines.add("messages                   %d".formatted(messages));
    lines.add(
        "time to data exchange      %d / %d / %d ms (median, 99 %%, longest of %d)"
            .formatted(typical, rare, longest, back));
    lines.add("threads, heap              %d, %d MiB".formatted(threads, heap >> 10));
    lines.addAll(table("ended", ends));
    lines.addAll(table("in vain", vainDials));
    return lines;
  }

  /** For programs. */
  public JsonObject json(String event) {
    return JsonValue.object()
        .put("event", event)
        .put("devices", devices)
        .put("started", started)
        .put("inData", inData)
        .put("flaps", flaps)
        .put("dials", dials)
        .put("vain", sum(vainDials))
        .put("vainDials", counts(vainDials))
        .put("accepted", accepted)
        .put("ends", counts(ends))
        .put("messages", messages)
        .put("back", back)
        .put(
            "toDataMillis",
            JsonValue.object()
                .put("median", typical)
                .put("p99", rare)
                .put("longest", longest)
                .build())
        .put("threads", threads)
        .put("heapKib", heap)
        .build();
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static List<String> table(String what, Map<String, Long> counts) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .map(one -> "%-7s %8d times     %s".formatted(what, one.getValue(), one.getKey()))
        .toList();
  }

  private static JsonObject counts(Map<String, Long> counts) {
    JsonObjectBuilder object = JsonValue.object();
    counts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(one -> object.put(one.getKey(), one.getValue()));
    return object.build();
  }
}
