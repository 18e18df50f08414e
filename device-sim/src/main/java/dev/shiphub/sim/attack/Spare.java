package dev.shiphub.sim.attack;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonLimits;
import dev.shiphub.ship.json.JsonReader;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.Parsed;
import dev.shiphub.sim.bench.AdminControl;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Lab;
import dev.shiphub.sim.bench.Target;
import dev.shiphub.sim.raw.RawThreads;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A running daemon that a case may end. Any thread. */
final class Spare implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonReader READER = new JsonReader(JsonLimits.ofBytes(1 << 16));

  private final Process process;
  private final Lab lab;
  private final AdminControl admin;

  private Spare(Process process, Lab lab, AdminControl admin) {
    this.process = process;
    this.lab = lab;
    this.admin = admin;
  }

  /**
   * Starts one, and waits until it listens.
   *
   * @param line the command and its arguments
   * @param like for the clocks and the random numbers
   */
  static Spare start(List<String> line, Lab like)
      throws IOException, InterruptedException, CaseEnded {
    Process process = begin(line);
    CompletableFuture<JsonObject> listening = new CompletableFuture<>();
    RawThreads.start("spare", () -> read(process, listening));
    try {
      return of(process, listening.get(PATIENCE.toSeconds(), TimeUnit.SECONDS), like);
    } catch (ExecutionException | TimeoutException notThere) {
      process.toHandle().destroyForcibly();
      throw CaseEnded.unmet("the spare daemon does not listen: " + notThere.getMessage());
    }
  }

  /** Starts one, and waits for nothing. */
  static Process begin(List<String> line) throws IOException {
    return new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static void read(Process process, CompletableFuture<JsonObject> listening) {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (READER.read(line) instanceof Parsed.Ok(JsonObject told)
            && told.text("event").equals(Optional.of("listening"))) {
          listening.complete(told);
        }
      }
      listening.completeExceptionally(new IOException("it has ended"));
    } catch (IOException gone) {
      listening.completeExceptionally(gone);
    }
  }

  private static Spare of(Process process, JsonObject told, Lab like) {
    InetAddress here = InetAddress.getLoopbackAddress();
    AdminControl admin =
        new AdminControl(new InetSocketAddress(here, number(told, "adminPort")), like.clock());
    Target target =
        new Target(
            new InetSocketAddress(here, number(told, "shipPort")),
            "/ship/",
            new Ski(told.text("ski").orElseThrow()),
            here);
    Lab lab = new Lab(target, admin, like.declarations(), like.clock(), like.wall(), like.random());
    return new Spare(process, lab, admin);
  }

  private static int number(JsonObject told, String name) {
    return Math.toIntExact(told.integer(name).orElseThrow());
  }

  /** Where its cases take place. */
  Lab lab() {
    return lab;
  }

  AdminControl admin() {
    return admin;
  }

  Ski ski() {
    return lab.target().ski();
  }

  /** Whether it trusts this one, as it says. */
  boolean isPaired(Ski ski) {
    return admin.get("devices/" + ski).flatMap(device -> device.flag("paired")).orElse(false);
  }

  /** Whether it exchanges data with this one, as it says. */
  boolean isConnected(Ski ski) {
    return admin
        .get("devices/" + ski)
        .flatMap(device -> device.text("state"))
        .filter("connected"::equals)
        .isPresent();
  }

  /** SIGTERM. */
  void terminate() {
    process.toHandle().destroy();
  }

  /** SIGKILL. */
  void kill() {
    process.toHandle().destroyForcibly();
  }

  /** How long it took to its end, and how it ended; empty if it still runs after so long. */
  Optional<Exit> exit(Instant since, Duration atMost) throws InterruptedException {
    boolean isOver = process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    return isOver
        ? Optional.of(new Exit(Duration.between(since, lab.clock().instant()), process.exitValue()))
        : Optional.empty();
  }

  /**
   * The end of a daemon.
   *
   * @param took from the order to end
   * @param code of the process
   */
  record Exit(Duration took, int code) {}

  @Override
  public void close() {
    process.toHandle().destroyForcibly();
  }
}
