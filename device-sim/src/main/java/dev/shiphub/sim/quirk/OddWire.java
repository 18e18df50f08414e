package dev.shiphub.sim.quirk;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.port.SendOutcome;
import dev.shiphub.ship.port.Transport;
import dev.shiphub.ship.port.TransportEvents;
import dev.shiphub.sim.raw.Heard;
import dev.shiphub.sim.raw.RawFrame;
import dev.shiphub.sim.raw.RawLink;
import dev.shiphub.sim.raw.RawThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A connection whose WebSocket is made by hand, so that it can do what no library does. Any thread.
 */
final class OddWire implements Transport, Deafening {
  private static final int CONTINUATION = 0;
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int MOST_WAITING = 256;
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration TO_CLOSE = Duration.ofSeconds(2);

  private final RawLink link;
  private final Ski peer;
  private final String remote;
  private final int opcode;
  private final int part;
  private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>(MOST_WAITING);

  /** Written by {@link #decide} alone. */
  private volatile Optional<CloseReason> ended = Optional.empty();

  /** Counted down when nothing more can be heard. */
  private final CountDownLatch over = new CountDownLatch(1);

  /** What the writing thread does next. */
  private sealed interface Order {
    /** Send these, and say what became of them. */
    record Put(List<RawFrame> frames, Consumer<SendOutcome> done) implements Order {}

    /** Write nothing more. */
    record Stop() implements Order {}
  }

  OddWire(RawLink link, Ski peer, String remote, Quirks quirks) {
    this.link = link;
    this.peer = peer;
    this.remote = remote;
    opcode = quirks.has(Quirk.TEXT_FRAMES) ? TEXT : BINARY;
    part = quirks.count(Quirk.FRAGMENTS).orElse(Integer.MAX_VALUE);
    if (quirks.has(Quirk.NO_PONG)) {
      link.mute();
    }
    RawThreads.start("odd-write", this::write);
  }

  @Override
  public void deafen() {
    link.mute();
  }

  @Override
  public Ski peer() {
    return peer;
  }

  @Override
  public Role role() {
    return link.isClient() ? Role.CLIENT : Role.SERVER;
  }

  @Override
  public String remoteAddress() {
    return remote;
  }

  @Override
  public void begin(TransportEvents events) {
    RawThreads.start("odd-read", () -> read(events));
  }

  @Override
  public void expectData() {
    // Takes messages of any length.
  }

  @Override
  public void send(byte[] message, Consumer<SendOutcome> done) {
    put(new Order.Put(parts(message), done));
  }

  @Override
  public void ping() {
    put(new Order.Put(List.of(RawFrame.ping(new byte[0])), _ -> {}));
  }

  @Override
  public void close(int code, String phrase) {
    if (decide(CloseReason.byUs(code, phrase))) {
      Consumer<SendOutcome> limit = _ -> RawThreads.start("odd-close", this::closeLater);
      put(new Order.Put(List.of(RawFrame.close(code, phrase)), limit));
    }
  }

  @Override
  public void cut(String why) {
    decide(CloseReason.byUs(CloseReason.NO_CLOSE_FRAME, why));
    link.close();
  }

  @Override
  public boolean isOpen() {
    return ended.isEmpty();
  }

  /** Returns whether that is what ends it; the first reason counts. */
  private synchronized boolean decide(CloseReason reason) {
    boolean isFirst = ended.isEmpty();
    ended = ended.or(() -> Optional.of(reason));
    return isFirst;
  }

  private void put(Order order) {
    if (!orders.offer(order)) {
      cut("the peer does not read: too much waits for it");
    }
  }

  private List<RawFrame> parts(byte[] message) {
    List<RawFrame> frames = new ArrayList<>();
    int from = 0;
    do {
      int to = message.length - from > part ? from + part : message.length;
      frames.add(
          new RawFrame(
              to == message.length,
              from == 0 ? opcode : CONTINUATION,
              Arrays.copyOfRange(message, from, to)));
      from = to;
    } while (from < message.length);
    return frames;
  }

  private void write() {
    try {
      while (orders.take() instanceof Order.Put(var frames, var done)) {
        boolean isWritten = frames.stream().allMatch(link::send);
        done.accept(
            isWritten ? new SendOutcome.Written() : new SendOutcome.Failed("connection lost"));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** The peer gets a moment to answer a close frame. */
  private void closeLater() {
    try {
      boolean _ = over.await(TO_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    link.close();
  }

  private void read(TransportEvents events) {
    try {
      Optional<Heard> heard = link.next(LONG);
      while (!(heard.isPresent() && heard.get() instanceof Heard.End)) {
        heard.ifPresent(news -> tell(news, events));
        heard = link.next(LONG);
      }
      if (heard.get() instanceof Heard.End end) {
        decide(reason(end));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      link.close();
      over.countDown();
      orders.clear();
      orders.add(new Order.Stop());
      events.onClosed(ended.orElse(CloseReason.byNetwork("the connection was given up")));
    }
  }

  private static void tell(Heard news, TransportEvents events) {
    switch (news) {
      case Heard.Message message -> events.onMessage(message.bytes());
      case Heard.Pong _ -> events.onSignOfLife();
      case Heard.End _ -> {}
    }
  }

  private static CloseReason reason(Heard.End end) {
    String phrase = end.how().replaceFirst("^close frame [0-9]+ ?", "").replace("\"", "");
    return end.code() > 0
        ? CloseReason.byPeer(end.code(), phrase)
        : CloseReason.byNetwork(end.how());
  }
}
