package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.adapter.file.AuditCheck;
import dev.shiphub.hub.adapter.file.TrustFile;
import dev.shiphub.hub.core.StoredState;
import dev.shiphub.hub.core.TrustRecord;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A daemon on one state directory that is killed at random moments, and what it has answered. */
final class KilledDaemon {
  private static final int DEVICES = 6;

  /** From the birth of the process; a start takes about as long. */
  private static final int LONGEST_START_MILLIS = 600;

  /** Of a life, before the request over which it ends. */
  private static final int MOST_ANSWERS = 5;

  /** From the beginning of that request, which takes some milliseconds. */
  private static final int LONGEST_REQUEST_MILLIS = 30;

  private final Path state;
  private final SplittableRandom random;
  private Optional<Ski> ski = Optional.empty();
  private final Set<Ski> paired = new HashSet<>();
  private Optional<Ski> inFlight = Optional.empty();
  private KillFigures figures = KillFigures.NONE;
  private Optional<String> noted = Optional.empty();

  KilledDaemon(Path state, long seed) {
    this.state = state;
    random = new SplittableRandom(seed);
  }

  KillFigures figures() {
    return figures;
  }

  /** Is killed so many times, and looked at after each. */
  void live(int kills) throws Exception {
    for (int kill = 0; kill < kills; kill++) {
      if (random.nextInt(5) == 0) {
        dieStarting();
      } else {
        dieWorking();
      }
    }
    try (RunningDaemon last = RunningDaemon.start(state)) {
      look(last);
    }
  }

  private static Executor in(int millis) {
    return CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS);
  }

  private void dieStarting() throws Exception {
    Path config = state.resolveSibling(state.getFileName() + ".yaml");
    Files.write(config, List.of("ship: {port: 0, interfaces: [lo]}", "admin: {port: 0}"));
    try (Program program =
        Program.start("run", "-c", config.toString(), "--state", state.toString())) {
      in(random.nextInt(LONGEST_START_MILLIS))
          .execute(() -> program.process().toHandle().destroyForcibly());
      program.process().waitFor();
    }
    figures = figures.plus(new KillFigures(1, 1, 0, 0, 0));
  }

  private void dieWorking() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.start(state)) {
      look(daemon);
      int answered = random.nextInt(MOST_ANSWERS + 1);
      for (int answer = 0; answer < answered; answer++) {
        assertTrue(isAnswered(daemon));
      }
      Process process = daemon.program().process();
      in(random.nextInt(LONGEST_REQUEST_MILLIS))
          .execute(() -> process.toHandle().destroyForcibly());
      while (isAnswered(daemon)) {
        answered++;
      }
      process.waitFor();
      figures = figures.plus(new KillFigures(1, 0, answered, 1, 0));
    }
  }

  /** Asks for the next change; returns false if the daemon died over it. */
  private boolean isAnswered(RunningDaemon daemon) throws InterruptedException {
    Ski device = new Ski(String.valueOf(random.nextInt(DEVICES)).repeat(40));
    boolean isPairing = !paired.contains(device);
    inFlight = Optional.of(device);
    try {
      String what = isPairing ? "/pair" : "/unpair";
      assertEquals(200, daemon.post("devices/" + device + what, JsonObject.EMPTY));
    } catch (IOException killed) {
      return false;
    }
    settle(device, isPairing);
    return true;
  }

  private void settle(Ski device, boolean isPaired) {
    if (isPaired) {
      paired.add(device);
    } else {
      paired.remove(device);
    }
    inFlight = Optional.empty();
  }

  /** What the file says, what the daemon says, and what it has answered before are the same. */
  private void look(RunningDaemon daemon) throws Exception {
    assertEquals(ski.orElse(daemon.ski()), daemon.ski(), "another hub");
    ski = Optional.of(daemon.ski());
    Set<Ski> told = told(daemon);
    inFlight.ifPresent(
        device -> {
          boolean isDone = told.contains(device) != paired.contains(device);
          figures = figures.plus(new KillFigures(0, 0, 0, 0, isDone ? 1 : 0));
          settle(device, told.contains(device));
        });
    assertEquals(paired, told);
    assertEquals(paired, stored());
    audit(daemon);
    try (Stream<Path> files = Files.list(state)) {
      assertEquals(
          List.of(), files.filter(file -> file.toString().endsWith(".new")).toList(), "left over");
    }
  }

  /** The audit log is whole, and still holds what it ended with when the daemon was asked last. */
  private void audit(RunningDaemon daemon) throws Exception {
    assertEquals(List.of(), AuditCheck.of(state, noted, _ -> {}).faults());
    noted = daemon.get("status").object("audit").orElseThrow().text("head");
    assertTrue(noted.isPresent(), "no end of the audit log is told");
  }

  private static Set<Ski> told(RunningDaemon daemon) throws Exception {
    return daemon.get("devices").items("devices").orElseThrow().stream()
        .map(JsonObject.class::cast)
        .filter(device -> device.flag("paired").orElseThrow())
        .map(device -> new Ski(device.text("ski").orElseThrow()))
        .collect(Collectors.toSet());
  }

  private Set<Ski> stored() {
    return switch (new TrustFile(state.resolve("trust.json")).load()) {
      case TrustFile.Outcome.Loaded(StoredState loaded) ->
          loaded.trusted().stream().map(TrustRecord::ski).collect(Collectors.toSet());
      case TrustFile.Outcome.Missing() -> Set.of();
      case TrustFile.Outcome.Salvaged _, TrustFile.Outcome.Broken _ ->
          throw new IllegalStateException("trust.json cannot be read");
    };
  }
}
