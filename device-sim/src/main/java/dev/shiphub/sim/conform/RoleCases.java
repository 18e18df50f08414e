package dev.shiphub.sim.conform;

import dev.shiphub.ship.Role;
import dev.shiphub.sim.bench.Bench;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Said;
import dev.shiphub.sim.bench.ShipBytes;
import dev.shiphub.sim.bench.Talk;
import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.Heard;
import dev.shiphub.sim.raw.Opened;
import dev.shiphub.sim.raw.RawDoor;
import dev.shiphub.sim.raw.RawIdentity;
import dev.shiphub.sim.raw.RawThreads;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Roles, one after the other and at once, and two connections to one partner (SHIP 12.2.2, 13.4.1).
 */
final class RoleCases {
  private static final Duration SILENCE = Duration.ofSeconds(7);
  private static final Duration BOTH_WITHIN = Duration.ofSeconds(30);
  private static final Duration CLOSED_WITHIN = Duration.ofSeconds(30);
  private static final Duration AFTERWARDS = Duration.ofSeconds(3);

  private RoleCases() {}

  static Verdict server(Bench bench, Role device) throws InterruptedException, CaseEnded {
    Talk talk = bench.open(Role.SERVER);
    talk.staysOpen(SILENCE);
    talk.send(ShipBytes.CMI);
    talk.needNext("00 00", Said::isCmi);
    talk.needNext("connectionHello", said -> said.hello().isPresent());
    return Verdict.passed("open for 7 s, then 00 00 and a hello");
  }

  static Verdict client(Bench bench, Role device) throws InterruptedException, CaseEnded {
    Talk talk = bench.open(Role.CLIENT);
    talk.needNext("00 00", Said::isCmi);
    talk.staysOpen(SILENCE);
    talk.send(ShipBytes.CMI);
    talk.needNext("connectionHello", said -> said.hello().isPresent());
    return Verdict.passed("sent 00 00 by itself, open for 7 s, then a hello");
  }

  static Verdict both(Bench bench, Role device) throws InterruptedException, CaseEnded {
    RawIdentity dialler = bench.newIdentity();
    RawIdentity listener = bench.newIdentity();
    bench.trust(dialler);
    bench.trust(listener);
    RawDoor door = bench.listen(listener, () -> {});
    Opened inbound = bench.dialled(door);
    door.close();
    Instant until = bench.lab().clock().instant().plus(BOTH_WITHIN);
    Talk b = bench.talk("B", inbound);
    Talk a = bench.talk("A", bench.dial(dialler));
    a.send(ShipBytes.CMI);
    b.need("00 00 of the device as client", Said::isCmi);
    b.send(ShipBytes.CMI);
    a.need("00 00 of the device as server", Said::isCmi);
    for (Talk each : new Talk[] {a, b}) {
      each.need("hello ready", said -> said.isHello("ready"), Duration.between(each.now(), until));
    }
    return Verdict.passed("hello ready to both, as server to A and as client to B");
  }

  /**
   * B is dialled on a thread of its own the moment A's TCP stream arrives; A goes on with TLS, and
   * the tool says nothing on it.
   */
  static Verdict simultaneous(Bench bench, Role device) throws InterruptedException, CaseEnded {
    RawIdentity identity = bench.newSmallerIdentity();
    bench.trust(identity);
    BlockingQueue<Opened> dialled = new LinkedBlockingQueue<>();
    AtomicBoolean isFirst = new AtomicBoolean(true);
    RawDoor door =
        bench.listen(
            identity,
            () -> {
              if (isFirst.getAndSet(false)) {
                RawThreads.start("conn-001", () -> dialled.add(bench.dial(identity)));
              }
            });
    Opened a = bench.dialled(door);
    door.close();
    Optional<Opened> opened =
        Optional.ofNullable(dialled.poll(Talk.USUAL.toMillis(), TimeUnit.MILLISECONDS));
    if (opened.isEmpty()) {
      throw CaseEnded.unmet("connection B could not be opened in time");
    }
    Talk b = bench.talk("B", opened.get());
    Optional<Talk> stillA =
        a instanceof Opened.Up ? Optional.of(bench.talk("A", a)) : Optional.empty();
    b.send(ShipBytes.CMI);
    b.need("00 00 on B", Said::isCmi);
    b.need("hello on B", said -> said.hello().isPresent());
    b.send(ShipBytes.HELLO_READY);
    b.send(ShipBytes.ANNOUNCE_MAX);
    b.need("select on B", said -> said.protocol("select").isPresent());
    String endOfA = endOfA(a, stillA, b.opening().securedAt());
    b.staysOpen(AFTERWARDS);
    return Verdict.passed("kept B and went on with it; A: " + endOfA);
  }

  /** When and how A ended, as seen from the moment when B's TLS was complete. */
  private static String endOfA(Opened a, Optional<Talk> stillA, Instant secured)
      throws InterruptedException, CaseEnded {
    if (stillA.isPresent()) {
      Heard.End end = stillA.get().closes(CLOSED_WITHIN);
      return "closed " + since(secured, end.at()) + ", " + end.how();
    }
    return switch (a) {
      case Opened.TlsEnded(Instant at, String why, _) ->
          "ended by the device during its TLS handshake " + since(secured, at) + " (" + why + ")";
      case Opened.NotUpgraded(Instant at, _) ->
          "ended by the device before it was a WebSocket " + since(secured, at);
      case Opened.Up _, Opened.NoAnswer _ -> "ended by the device before its TLS handshake";
    };
  }

  private static String since(Instant secured, Instant at) {
    long millis = Duration.between(secured, at).toMillis();
    return Math.abs(millis) + " ms " + (millis < 0 ? "before" : "after") + " B's TLS was complete";
  }
}
