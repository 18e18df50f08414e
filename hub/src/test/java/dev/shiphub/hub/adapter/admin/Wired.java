package dev.shiphub.hub.adapter.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.shiphub.hub.port.BackupSource;
import dev.shiphub.hub.port.DecisionLog;
import dev.shiphub.hub.port.MessageSender;
import dev.shiphub.hub.port.MetricsSource;
import dev.shiphub.hub.port.Sent;
import dev.shiphub.hub.trace.Redaction;
import dev.shiphub.hub.trace.TraceLimits;
import dev.shiphub.hub.trace.Traces;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A real server on loopback around a {@link FakeHub}. */
public final class Wired implements AutoCloseable, MessageSender, BackupSource, DecisionLog {
  public final HandClock steady = new HandClock(Samples.BOOT);
  public final HandClock wall = new HandClock(Samples.TODAY);
  public final FakeHub hub = new FakeHub(steady);
  public final EventStream events;
  public final Traces traces = new Traces(TraceLimits.DEFAULT, _ -> true, steady);
  public final DebuggedDevices debugged = new DebuggedDevices();
  final Insight insight =
      new Insight(
          traces,
          Redaction.with(new byte[16]),
          accept -> new MetricsSource.Exposition("text/plain", US_ASCII.encode(accept)),
          debugged);
  public final AdminServer server;
  public final int port;

  private final List<JsonObject> sent = new ArrayList<>();
  private Sent outcome = new Sent.Written(41);
  private volatile int shipPort = 4_712;
  private volatile List<String> warnings = List.of();
  private volatile JsonObject refused = JsonObject.EMPTY;
  private volatile Optional<JsonObject> mqtt = Optional.empty();
  private volatile Function<String, JsonObject> backups =
      passphrase -> JsonValue.object().put("sealedWith", passphrase).build();
  private volatile DecisionLog decisions = (_, _) -> new Excerpt(List.of(), false);

  public Wired() {
    this(100, 0);
  }

  /**
   * @param room how many events are kept
   * @param lastSeq the last number of an earlier run
   */
  public Wired(int room, long lastSeq) {
    this(room, lastSeq, Doorway.local(0));
  }

  /** One that is reached in another way. */
  public Wired(Doorway doorway) {
    this(100, 0, doorway);
  }

  private Wired(int room, long lastSeq, Doorway doorway) {
    events = new EventStream(room, lastSeq);
    About about =
        new About(
            Samples.OWN,
            new ShipId("shiphub-test"),
            Samples.QR,
            Instant.parse("2046-11-16T10:00:00Z"),
            "1.2.3",
            () -> shipPort,
            Path.of("/var/lib/shiphub"),
            JsonValue.object().put("pairedDevices", 64).build(),
            () -> refused,
            Samples.NOW.minusSeconds(60),
            () -> Optional.of(Samples.AUDIT),
            () -> mqtt);
    server =
        new AdminServer(
            doorway,
            new Served(
                hub,
                this,
                about,
                _ -> warnings,
                this,
                this,
                events,
                insight,
                Duration.ofMinutes(2),
                () -> Samples.DIAGNOSIS,
                steady,
                wall));
    try {
      port = server.open();
    } catch (IOException unexpected) {
      throw new UncheckedIOException(unexpected);
    }
  }

  /** There is a bridge, and it stands so. */
  public void bridges(JsonObject standing) {
    mqtt = Optional.of(standing);
  }

  void refused(JsonObject counts) {
    refused = counts;
  }

  @Override
  public synchronized CompletableFuture<Sent> send(Ski ski, JsonObject request) {
    sent.add(request);
    return CompletableFuture.completedFuture(outcome);
  }

  synchronized void sends(Sent next) {
    outcome = next;
  }

  synchronized List<JsonObject> sent() {
    return List.copyOf(sent);
  }

  @Override
  public JsonObject backup(String passphrase) throws IOException {
    try {
      return backups.apply(passphrase);
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
  }

  @Override
  public Excerpt before(long seq, int most) throws IOException {
    return decisions.before(seq, most);
  }

  /** From now on these are the decisions. */
  void decides(DecisionLog log) {
    decisions = log;
  }

  /** From now on backups are made so. */
  void backsUp(Function<String, JsonObject> how) {
    backups = how;
  }

  /** From now on the operator is to know this. */
  public void warns(String... words) {
    warnings = List.of(words);
  }

  void shipPort(int bound) {
    shipPort = bound;
  }

  RawHttp http() {
    return new RawHttp(port);
  }

  @Override
  public void close() {
    server.close();
  }
}
