package dev.shiphub.hub.adapter.metrics;

import dev.shiphub.hub.core.Answer;
import dev.shiphub.hub.core.HubSnapshot;
import dev.shiphub.hub.core.HubSnapshot.Device;
import dev.shiphub.hub.core.Request;
import dev.shiphub.hub.port.HubControl;
import dev.shiphub.hub.port.MetricsSource;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonNumber;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Puts the figures of the hub together when somebody asks. Any thread. */
public final class HubMetrics implements MetricsSource {
  /** Prometheus gives up after 10 s unless it is told otherwise. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Stands for the SKI of all who are not paired. */
  static final String STRANGERS = "unpaired";

  private static final double MILLIS = 1e3;
  private static final double NANOS = 1e9;

  private final HubFigures figures;
  private final HubControl hub;
  private final IntSupplier waiting;
  private final Supplier<JsonObject> refused;
  private final String version;
  private final InstantSource clock;

  /**
   * @param figures what was counted
   * @param hub asked how things stand
   * @param waiting events that wait for the loop
   * @param refused connections that were turned away, by stage and reason
   * @param clock a steady one
   */
  public HubMetrics(
      HubFigures figures,
      HubControl hub,
      IntSupplier waiting,
      Supplier<JsonObject> refused,
      String version,
      InstantSource clock) {
    this.figures = figures;
    this.hub = hub;
    this.waiting = waiting;
    this.refused = refused;
    this.version = version;
    this.clock = clock;
  }

  @Override
  public Exposition figures(String accept) throws InterruptedException {
    Sheet sheet = new Sheet();
    sheet.put(Figure.BUILD, 1, version);
    sheet.put(Figure.MAILBOX, waiting.getAsInt());
    Optional<HubSnapshot> snapshot = look();
    sheet.put(Figure.UP, snapshot.isPresent() ? 1 : 0);
    snapshot.ifPresent(seen -> standing(sheet, seen));
    figures.events().each((type, count) -> sheet.put(Figure.EVENTS, count, type));
    refused(sheet);
    figures
        .stages()
        .forEach((stage, spread) -> sheet.put(Figure.STAGES, spread.counted(), stage.label()));
    figures.paired().forEach((ski, device) -> counted(sheet, ski.hex(), device));
    counted(sheet, STRANGERS, figures.strangers());
    queued(sheet);
    ProcessFigures.on(sheet);
    return sheet.page(accept);
  }

  private Optional<HubSnapshot> look() throws InterruptedException {
    try {
      Answer answer = hub.ask(new Request.Look()).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return answer instanceof Answer.Picture(HubSnapshot snapshot)
          ? Optional.of(snapshot)
          : Optional.empty();
    } catch (TimeoutException silent) {
      return Optional.empty();
    } catch (ExecutionException broken) {
      throw new IllegalStateException("the hub broke off a request", broken.getCause());
    }
  }

  private void standing(Sheet sheet, HubSnapshot snapshot) {
    Map<DeviceStanding, Integer> standings = new TreeMap<>();
    int paired = 0;
    long strangers = 0;
    for (Device device : snapshot.devices()) {
      DeviceStanding standing = DeviceStanding.of(device);
      standings.merge(standing, 1, Integer::sum);
      if (device.trust().isPresent()) {
        paired++;
        sheet.put(Figure.STATE, 1, device.ski().hex(), standing.label());
        linked(sheet, device.ski());
      } else {
        strangers += device.connections().size();
      }
    }
    for (DeviceStanding standing : DeviceStanding.values()) {
      sheet.put(Figure.DEVICES, standings.getOrDefault(standing, 0), standing.label());
    }
    sheet.put(Figure.PAIRED, paired);
    sheet.put(Figure.STRANGERS, strangers);
    sheet.put(Figure.DIALS_UNDER_WAY, snapshot.dialsUnderWay());
    sheet.put(Figure.WINDOW, snapshot.window().isPresent() ? 1 : 0);
  }

  private void linked(Sheet sheet, Ski ski) {
    DeviceFigures.Link link = figures.device(ski).link(clock.instant());
    sheet.put(Figure.CONNECTED_SECONDS, seconds(link.connected()), ski.hex());
    sheet.put(Figure.DISCONNECTED_SECONDS, seconds(link.disconnected()), ski.hex());
    sheet.put(Figure.LINK_AGE, seconds(link.age()), ski.hex());
  }

  private void refused(Sheet sheet) {
    refused
        .get()
        .members()
        .forEach(
            (stage, reasons) -> {
              if (reasons instanceof JsonObject counts) {
                counts.members().forEach((reason, count) -> refused(sheet, stage, reason, count));
              }
            });
  }

  private static void refused(Sheet sheet, String stage, String reason, JsonValue count) {
    if (count instanceof JsonNumber(String digits)) {
      sheet.put(Figure.REFUSED, Double.parseDouble(digits), stage, reason);
    }
  }

  private void counted(Sheet sheet, String ski, DeviceFigures device) {
    tally(sheet, Figure.CONNECTIONS, ski, device.connections);
    tally(sheet, Figure.DIALS, ski, device.dials);
    tally(sheet, Figure.DOUBLES, ski, device.doubles);
    tally(sheet, Figure.ENDS, ski, device.ends);
    tally(sheet, Figure.MESSAGES, ski, device.messages);
    tally(sheet, Figure.BYTES, ski, device.octets);
    sheet.put(Figure.UNWRITTEN, device.unwritten.sum(), ski);
    device.roundTrip().ifPresent(took -> sheet.put(Figure.RTT, took.toNanos() / NANOS, ski));
    Instant now = clock.instant();
    device
        .heardAt()
        .ifPresent(at -> sheet.put(Figure.FRAME_AGE, seconds(Duration.between(at, now)), ski));
  }

  private void queued(Sheet sheet) {
    Map<Ski, Long> waiting = figures.queued();
    long ofStrangers = 0;
    for (Map.Entry<Ski, Long> entry : waiting.entrySet()) {
      if (figures.paired().containsKey(entry.getKey())) {
        sheet.put(Figure.QUEUE, entry.getValue(), entry.getKey().hex());
      } else {
        ofStrangers += entry.getValue();
      }
    }
    sheet.put(Figure.QUEUE, ofStrangers, STRANGERS);
  }

  private static void tally(Sheet sheet, Figure figure, String ski, Tally tally) {
    tally.each(
        (words, count) -> {
          List<String> labels = new ArrayList<>();
          labels.add(ski);
          labels.addAll(words);
          sheet.put(figure, count, labels);
        });
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / MILLIS;
  }
}
