package dev.shiphub.it;

import static org.awaitility.Awaitility.await;

import dev.shiphub.hub.core.Answer;
import dev.shiphub.hub.core.HubSnapshot;
import dev.shiphub.hub.core.Request;
import dev.shiphub.hub.core.StaticPeer;
import dev.shiphub.hub.core.StoredState;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.port.SendOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;

/** One life of the hub in a storm, from its start to its stop. Any thread may ask it. */
final class StormLife {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * What only a hub has; other names are those of devices, too. Virtual threads are looked at in
   * the end only: JDK 25 can crash when they are listed while they run.
   */
  private static final Pattern OF_THE_HUB = Pattern.compile("task (hub|ledger)");

  private final Logbook log;
  private final Ears ears;
  private final LoopbackHub hub;
  private final AtomicLong sends = new AtomicLong();
  private final Map<Long, Ski> unsent = new ConcurrentHashMap<>();
  private volatile boolean isStopping;

  StormLife(
      LocalIdentity identity, Path state, StoredState stored, List<StaticPeer> peers, Logbook log)
      throws IOException {
    this.log = log;
    ears = new Ears(log);
    hub = LoopbackHub.start(identity, 0, state, stored, peers, new Silence(), List.of(ears));
    hub.hub().ended().thenRun(this::ended);
  }

  private void ended() {
    if (!isStopping) {
      log.wrong("the hub has ended by itself");
    }
  }

  int port() {
    return hub.hub().shipPort();
  }

  Ears ears() {
    return ears;
  }

  /** Asks the hub; whatever state it is in, it has to answer. */
  Answer ask(Request request) throws InterruptedException, ExecutionException {
    try {
      return hub.hub().ask(request).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException silent) {
      log.wrong("no answer to " + request);
      return new Answer.Refused(Answer.Kind.STOPPING, "no answer");
    }
  }

  HubSnapshot look() throws InterruptedException, ExecutionException {
    return ((Answer.Picture) ask(new Request.Look())).snapshot();
  }

  void send(Ski ski, JsonObject payload) {
    long number = sends.incrementAndGet();
    unsent.put(number, ski);
    CompletableFuture<SendOutcome> sent = hub.hub().send(ski, payload);
    sent.thenAccept(
        outcome -> {
          unsent.remove(number);
          if (outcome instanceof SendOutcome.Written) {
            log.did(Logbook.Deed.SEND);
          }
        });
  }

  /** Stops it, and looks at what it leaves behind. */
  void stop() {
    isStopping = true;
    long begun = System.nanoTime();
    boolean isClean = hub.stop();
    ears.over();
    if (!isClean) {
      long took = Duration.ofNanos(System.nanoTime() - begun).toMillis();
      log.wrong("promise 5: the stop was not clean, after " + took + " ms");
    }
    awaitNothing("sends without an outcome", () -> Map.copyOf(unsent).keySet());
    awaitNothing("threads after the stop", StormLife::threads);
    log.did(Logbook.Deed.STOP);
  }

  private void awaitNothing(String what, Callable<Set<?>> left) {
    AtomicReference<Set<?>> last = new AtomicReference<>(Set.of());
    try {
      await()
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(20))
          .until(
              () -> {
                last.set(left.call());
                return last.get().isEmpty();
              });
    } catch (ConditionTimeoutException never) {
      log.wrong("promise 5: " + what + ": " + last.get());
    }
  }

  private static Set<String> threads() {
    return Belongings.tasks().keySet().stream()
        .filter(OF_THE_HUB.asMatchPredicate())
        .collect(Collectors.toSet());
  }
}
