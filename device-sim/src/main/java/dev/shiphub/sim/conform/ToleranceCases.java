package dev.shiphub.sim.conform;

import dev.shiphub.ship.Role;
import dev.shiphub.sim.bench.Bench;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Preconditions;
import dev.shiphub.sim.bench.ShipBytes;
import dev.shiphub.sim.bench.Talk;
import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.Heard;
import dev.shiphub.sim.raw.RawFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/** What a device has to take, and what it must not (SHIP 10.3, 10.4, 11; RFC 6455). */
final class ToleranceCases {
  /** Shorter than any timer that could close the connection anyhow. */
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  private static final byte[] PING = "conformance".getBytes(StandardCharsets.US_ASCII);
  private static final long HUGE = 1L << 30;

  private ToleranceCases() {}

  static Verdict zeroes(Bench bench, Role device) throws InterruptedException, CaseEnded {
    goesOn(bench, device, talk -> talk.send(ShipBytes.HELLO_ZEROES));
    return Verdict.passed("went on after a hello with three zero bytes after it");
  }

  static Verdict unknownElements(Bench bench, Role device) throws InterruptedException, CaseEnded {
    goesOn(bench, device, talk -> talk.send(ShipBytes.HELLO_UNKNOWN));
    return Verdict.passed("went on after a hello with unknown elements");
  }

  static Verdict fragments(Bench bench, Role device) throws InterruptedException, CaseEnded {
    goesOn(bench, device, talk -> RawFrame.inTwo(ShipBytes.HELLO_READY).forEach(talk::send));
    return Verdict.passed("went on after a hello in two frames");
  }

  /** The device must take a hello, whatever it looks like, and come to data exchange. */
  private static void goesOn(Bench bench, Role device, Consumer<Talk> hello)
      throws InterruptedException, CaseEnded {
    Talk talk = bench.open(device);
    Preconditions.init(talk, device);
    talk.need("hello ready", said -> said.isHello("ready"));
    hello.accept(talk);
    Preconditions.toDataExchange(talk, device);
  }

  static Verdict ping(Bench bench, Role device) throws InterruptedException, CaseEnded {
    Talk talk = bench.open(device);
    Preconditions.init(talk, device);
    talk.send(RawFrame.ping(PING));
    talk.needPong(PING);
    return Verdict.passed("a pong with the payload of the ping, in hello");
  }

  static Verdict text(Bench bench, Role device) throws InterruptedException, CaseEnded {
    Talk talk = Preconditions.established(bench, device);
    talk.send(RawFrame.text(ShipBytes.ACCESS_REQUEST));
    Heard.End end = talk.closes(AT_ONCE);
    if (talk.await(said -> said.accessMethods().isPresent(), Duration.ZERO).isPresent()) {
      throw CaseEnded.fault("it answered a message in a text frame");
    }
    return Verdict.passed("closed: " + end.how());
  }

  static Verdict huge(Bench bench, Role device) throws InterruptedException, CaseEnded {
    Talk talk = bench.open(device);
    talk.write(RawFrame.claiming(HUGE));
    Heard.End end = talk.closes(AT_ONCE);
    return Verdict.passed("closed before it came: " + end.how());
  }
}
