package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.core.Answer;
import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.hub.core.HubSnapshot;
import dev.shiphub.hub.core.Request;
import dev.shiphub.hub.port.HubControl;
import dev.shiphub.hub.session.SessionFigures;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.port.SendOutcome;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A hub that answers what the test says, and remembers what it was asked. Any thread. */
public final class FakeHub implements HubControl {
  private final InstantSource clock;
  private final List<String> callers = new ArrayList<>();
  private final List<Request> requests = new ArrayList<>();
  private final Map<ConnectionId, SessionFigures> figures = new ConcurrentHashMap<>();
  private List<HubSnapshot.Device> devices = List.of();
  private Optional<Answer> answer = Optional.of(new Answer.Done("saved"));
  private Consumer<Request> hook = _ -> {};
  private Optional<HubSnapshot.Window> window = Optional.empty();
  private boolean isStopping;
  private boolean isBroken;

  public FakeHub(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized CompletableFuture<Answer> ask(Request request, String by) {
    if (isBroken) {
      return CompletableFuture.failedFuture(new IllegalStateException("secret inside"));
    }
    if (request instanceof Request.Look && answer.isPresent()) {
      return CompletableFuture.completedFuture(
          new Answer.Picture(new HubSnapshot(clock.instant(), isStopping, devices, 1, window)));
    }
    requests.add(request);
    callers.add(by);
    hook.accept(request);
    return answer.map(CompletableFuture::completedFuture).orElseGet(CompletableFuture::new);
  }

  @Override
  public CompletableFuture<SendOutcome> send(Ski ski, JsonObject payload) {
    throw new AssertionError("messages go through the MessageSender");
  }

  @Override
  public Optional<SessionFigures> figures(ConnectionId connection) {
    return Optional.ofNullable(figures.get(connection));
  }

  @Override
  public List<String> discoveryReport() {
    return List.of("lo 127.0.0.1: announcing");
  }

  /** From now on these are known. */
  public synchronized void knows(HubSnapshot.Device... known) {
    devices = List.of(known);
  }

  /** The pairing window stands open. */
  public synchronized void opens(HubSnapshot.Window open) {
    window = Optional.of(open);
  }

  /** How a connection has been used. */
  public void used(long connection, SessionFigures how) {
    figures.put(new ConnectionId(connection), how);
  }

  /** From now on commands are answered so. */
  public synchronized void answers(Answer next) {
    answer = Optional.of(next);
  }

  /** From now on this is called with every command, before it is answered. */
  public synchronized void then(Consumer<Request> next) {
    hook = next;
  }

  /** From now on nothing is answered. */
  public synchronized void fallSilent() {
    answer = Optional.empty();
  }

  public synchronized void breakDown() {
    isBroken = true;
  }

  public synchronized void stop() {
    isStopping = true;
  }

  /** On whose behalf it was asked. */
  public synchronized List<String> callers() {
    return List.copyOf(callers);
  }

  /** All that it was asked except for looks. */
  public synchronized List<Request> requests() {
    return List.copyOf(requests);
  }
}
