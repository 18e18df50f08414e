package dev.shiphub.sim.scenario;

import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.raw.RawThreads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A paired device that nobody does anything to: it asks once a second, and its session must not
 * end. Any thread.
 */
final class Witness implements AutoCloseable {
  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final Duration LATE = Duration.ofSeconds(8);
  private static final Cast CAST =
      new Cast(
          "bystander",
          Verb.Who.DEVICE,
          new Values(Map.of("profile", "meter", "enters", "target"), Map.of(), Map.of()));
  private static final Values NOTHING = new Values(Map.of(), Map.of(), Map.of());

  private final DeviceActor device;
  private final int patience;
  private final CountDownLatch end = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Optional<String> trouble = Optional.empty();

  private Witness(DeviceActor device, int patience) {
    this.device = device;
    this.patience = patience;
  }

  /** One in data exchange, that has begun to ask. */
  static Witness of(Scene scene) throws InterruptedException, CaseEnded {
    Witness witness = new Witness(DeviceActor.of(CAST, scene, Optional.empty()), scene.patience());
    Step connect =
        new Step(new Place("", 0, 0), Verb.CONNECT, NOTHING, List.of(), "connect bystander");
    witness.device.take(connect);
    RawThreads.start("witness", witness::watch);
    return scene.bench().keep(witness);
  }

  private void watch() {
    try {
      do {
        device.ask(LATE.multipliedBy(patience));
      } while (!end.await(BEAT.toMillis(), TimeUnit.MILLISECONDS));
    } catch (CaseEnded missed) {
      trouble = Optional.of(missed.verdict().evidence());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  /** Waits for the last answer, and says what the device has missed. */
  Optional<String> missed() throws InterruptedException {
    end.countDown();
    ended.await();
    return device.diary().hasLost()
        ? Optional.of("its session ended: " + device.diary().last())
        : trouble.map(what -> "it got " + what);
  }

  @Override
  public void close() {
    end.countDown();
  }
}
