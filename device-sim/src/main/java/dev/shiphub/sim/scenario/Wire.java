package dev.shiphub.sim.scenario;

import dev.shiphub.ship.Role;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Said;
import dev.shiphub.sim.bench.ShipBytes;
import dev.shiphub.sim.bench.Talk;
import dev.shiphub.sim.raw.Heard;
import dev.shiphub.sim.raw.HelloBytes;
import dev.shiphub.sim.raw.RawFrame;
import dev.shiphub.sim.raw.RawHttp;
import dev.shiphub.sim.raw.RawStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One connection of a peer by hand: a WebSocket, or what is below it. Belongs to the thread of its
 * scenario.
 */
final class Wire {
  private static final Duration DRIP = Duration.ofMillis(500);

  private final Optional<RawStream> stream;
  private final Optional<Talk> talk;
  private final Role target;
  private int counter = 100;

  private Wire(Optional<RawStream> stream, Optional<Talk> talk, Role target) {
    this.stream = stream;
    this.talk = talk;
    this.target = target;
  }

  /** TCP, or TLS over it. */
  static Wire of(RawStream stream, Role target) {
    return new Wire(Optional.of(stream), Optional.empty(), target);
  }

  /** A WebSocket. */
  static Wire of(Talk talk, Role target) {
    return new Wire(Optional.empty(), Optional.of(talk), target);
  }

  private Talk talk() throws CaseEnded {
    return talk.orElseThrow(() -> CaseEnded.unmet("this connection has no WebSocket"));
  }

  private RawStream stream() throws CaseEnded {
    return stream.orElseThrow(() -> CaseEnded.unmet("this connection has a WebSocket already"));
  }

  /** The target must answer a question. */
  void ask(Duration within) throws InterruptedException, CaseEnded {
    int number = ++counter;
    talk().send(ShipBytes.read(Messages.DISCOVERY, number));
    talk().need("an answer", said -> said.isReplyTo(number, Messages.DISCOVERY), within);
  }

  /** Sends what a step says. */
  void send(Values values) throws InterruptedException, CaseEnded {
    for (int i = 0; i < values.number("times", 1); i++) {
      sendOnce(values);
    }
  }

  private void sendOnce(Values values) throws InterruptedException, CaseEnded {
    if (values.has("message")) {
      talk().send(Messages.bytes(values.need("message"), values.membersOf("with"), ++counter));
    } else if (values.has("json")) {
      talk().send(Messages.json(values.text("type", "control"), values.need("json")));
    } else if (values.has("text")) {
      talk().send(RawFrame.text(values.need("text").getBytes(StandardCharsets.UTF_8)));
    } else if (values.has("frame")) {
      talk().write(Frames.bytes(values.need("frame"), target == Role.SERVER));
    } else if (values.has("http")) {
      String head = values.need("http").strip().replaceAll("\\s*\\n\\s*", "\r\n") + "\r\n\r\n";
      boolean _ = stream().write(head.getBytes(StandardCharsets.ISO_8859_1));
    } else if (values.has("client-hello")) {
      hello(values.need("client-hello"));
    } else {
      sendBytes(HexFormat.of().parseHex(values.need("bytes").replaceAll("[ :]", "")));
    }
  }

  private void sendBytes(byte[] bytes) throws CaseEnded {
    if (talk.isPresent()) {
      talk().send(bytes);
    } else {
      boolean _ = stream().write(bytes);
    }
  }

  private void hello(String how) throws InterruptedException, CaseEnded {
    byte[] hello = HelloBytes.of(HelloBytes.TLS12, List.of(HelloBytes.GCM));
    switch (how) {
      case "half" -> sendBytes(Arrays.copyOf(hello, hello.length / 2));
      case "dripping" -> drip(hello);
      default -> sendBytes(hello);
    }
  }

  /** Until all is out, or the target has had enough. */
  private void drip(byte[] bytes) throws InterruptedException, CaseEnded {
    CountDownLatch never = new CountDownLatch(1);
    for (byte next : bytes) {
      if (!stream().write(new byte[] {next})
          || never.await(DRIP.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }

  /** Sees whether the target does what a step says. */
  void expect(Values values, Duration within) throws InterruptedException, CaseEnded {
    if (values.has("message")) {
      String name = values.need("message");
      talk().need(name, said -> Messages.is(said, name, values.membersOf("with")), within);
    } else if (values.has("close")) {
      expectClose(values.need("close"), within);
    } else if (values.has("end")) {
      expectEnd(values.need("end"), within);
    } else if (values.has("silence")) {
      Optional<Said> said = talk().await(_ -> true, values.span("silence").orElseThrow());
      if (said.isPresent() || !talk().isOpen()) {
        throw CaseEnded.fault(said.map(it -> Said.excerpt(it.bytes())).orElseGet(() -> ended()));
      }
    } else if (values.has("open")) {
      expectOpen(values.span("open").orElseThrow());
    } else if (values.has("http")) {
      RawHttp answer = RawHttp.of(stream().rest(within));
      if (answer.status() != values.number("http", 0)) {
        throw CaseEnded.fault("\"" + answer.firstLine() + "\", " + answer.ending().words());
      }
    } else {
      throw CaseEnded.unmet("nobody can see that on a connection");
    }
  }

  private String ended() {
    return talk.flatMap(Talk::end).map(Heard.End::how).orElse("still open");
  }

  private void expectClose(String code, Duration within) throws InterruptedException, CaseEnded {
    Heard.End end = talk().closes(within);
    if (!code.equals("any") && end.code() != Integer.parseInt(code)) {
      throw CaseEnded.fault(end.how());
    }
  }

  private void expectEnd(String how, Duration within) throws InterruptedException, CaseEnded {
    if (talk.isPresent()) {
      talk().closes(within);
      return;
    }
    RawStream.Ending ending = stream().rest(within).ending();
    boolean isRight =
        switch (how) {
          case "closed" -> ending == RawStream.Ending.CLOSED;
          case "reset" -> ending == RawStream.Ending.RESET;
          default -> ending != RawStream.Ending.OPEN;
        };
    if (!isRight) {
      throw CaseEnded.fault(ending.words());
    }
  }

  private void expectOpen(Duration howLong) throws InterruptedException, CaseEnded {
    if (talk.isPresent()) {
      talk().staysOpen(howLong);
    } else if (stream().rest(howLong).ending() != RawStream.Ending.OPEN) {
      throw CaseEnded.fault("the connection has ended");
    }
  }

  /** Ends it as networks do. */
  void drop(String how) {
    switch (how) {
      case "silence" -> talk.ifPresent(Talk::mute);
      case "reset" -> {
        talk.ifPresent(Talk::reset);
        stream.ifPresent(RawStream::reset);
      }
      default -> {
        talk.ifPresent(Talk::endTcp);
        stream.ifPresent(RawStream::close);
      }
    }
  }

  /** Closes with a close frame. */
  void close(int code, String reason) throws CaseEnded {
    talk().send(RawFrame.close(code, reason));
  }
}
