package dev.shiphub.sim.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.sim.bench.Control;
import dev.shiphub.sim.bench.Declarations;
import dev.shiphub.sim.bench.Lab;
import dev.shiphub.sim.bench.Target;
import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.Opened;
import dev.shiphub.sim.raw.RawDial;
import dev.shiphub.sim.raw.RawDoor;
import dev.shiphub.sim.raw.RawIdentity;
import dev.shiphub.sim.raw.RawLink;
import dev.shiphub.sim.raw.RawThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A device that does what a test wants on each of its connections, and the tool that is to see. */
final class FaultyDevice implements AutoCloseable {
  /** What it does on a connection. */
  interface Script {
    void play(RawLink link) throws InterruptedException;
  }

  private final SteadyClock clock = new SteadyClock();
  private final SecureRandom random = new SecureRandom();
  private final LocalIdentity identity =
      LocalIdentity.generate("faulty", SteadyClock.wall().instant(), random);
  private final CompletableFuture<Void> isUntrusted = new CompletableFuture<>();
  private final RawIdentity shown = RawIdentity.of(identity);
  private final RawDial usual = new RawDial(shown, Duration.ofSeconds(10), clock);

  /**
   * Held as long as the device, or the collector would close the sockets of a device that does not.
   */
  private final List<RawLink> links = new CopyOnWriteArrayList<>();

  private Optional<RawDoor> door = Optional.empty();
  private Dialling dialling = _ -> {};

  /** What is wrong with it below SHIP. */
  interface Kind {
    RawDial of(RawDial usual, RawIdentity identity);
  }

  /** What it does when it is told where the tool is. */
  private interface Dialling {
    void to(InetSocketAddress address);
  }

  void serves(Script script) throws IOException {
    serves((dial, _) -> dial, script);
  }

  void serves(Kind kind, Script script) throws IOException {
    RawDoor open = RawDoor.open(InetAddress.getLoopbackAddress(), kind.of(usual, shown), () -> {});
    door = Optional.of(open);
    RawThreads.start("device", () -> serve(open, script));
  }

  void dials(Kind kind, Script script) {
    RawDial dial = kind.of(usual, shown);
    dialling =
        address -> {
          if (dial.open(address, "/ship/") instanceof Opened.Up(RawLink link)) {
            play(link, script);
          }
        };
  }

  private void serve(RawDoor open, Script script) {
    try {
      while (true) {
        Optional<Opened> opened = open.next(Duration.ofSeconds(30));
        if (opened.isEmpty()) {
          return;
        }
        if (opened.get() instanceof Opened.Up(RawLink link)) {
          RawThreads.start("device-link", () -> play(link, script));
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void play(RawLink link, Script script) {
    links.add(link);
    try {
      script.play(link);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until the tool has had its trust withdrawn. */
  void awaitUntrusted() {
    isUntrusted.join();
  }

  /** Where it listens; 1 if it does not. */
  int port() {
    return door.map(RawDoor::port).orElse(1);
  }

  private Control control() {
    return new Control() {
      @Override
      public boolean exists() {
        return true;
      }

      @Override
      public Optional<String> trust(Ski ski) {
        return Optional.empty();
      }

      @Override
      public Optional<String> untrust(Ski ski) {
        isUntrusted.complete(null);
        return Optional.empty();
      }

      @Override
      public Optional<String> peer(Ski ski, String host, int port) {
        if (door.isPresent()) {
          return Optional.of("it does not dial");
        }
        RawThreads.start("device", () -> dialling.to(new InetSocketAddress(host, port)));
        return Optional.empty();
      }
    };
  }

  /** Runs a case against it, in the role that it can take. */
  CaseRun run(TestCase test) throws InterruptedException {
    return run(test, control());
  }

  CaseRun run(TestCase test, Control control) throws InterruptedException {
    return run(test, control, Declarations.usual());
  }

  /** Runs a case against it as if it were declared so. */
  CaseRun run(TestCase test, Declarations declared) throws InterruptedException {
    return run(test, control(), declared);
  }

  private CaseRun run(TestCase test, Control control, Declarations declared)
      throws InterruptedException {
    InetAddress here = InetAddress.getLoopbackAddress();
    Target target = new Target(new InetSocketAddress(here, port()), "/ship/", identity.ski(), here);
    Lab lab = new Lab(target, control, declared, clock, SteadyClock.wall(), random);
    Role role = door.isPresent() ? Role.SERVER : Role.CLIENT;
    return new Suite(lab, 2, _ -> {})
        .run(Set.of(test)).stream()
            .filter(run -> run.device() == role || run.label().isEmpty())
            .findFirst()
            .orElseThrow();
  }

  /** The tool must find this fault with it. */
  void failsBecause(String what, TestCase test) throws InterruptedException {
    Verdict verdict = run(test).verdict();
    assertEquals(Verdict.Kind.FAILED, verdict.kind(), verdict.evidence());
    assertTrue(verdict.evidence().contains(what), verdict.evidence());
  }

  /** The tool must find nothing wrong with it. */
  void passes(TestCase test) throws InterruptedException {
    Verdict verdict = run(test).verdict();
    assertEquals(Verdict.Kind.PASSED, verdict.kind(), verdict.evidence());
  }

  @Override
  public void close() {
    door.ifPresent(RawDoor::close);
  }
}
