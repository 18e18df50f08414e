package dev.shiphub.ship.transport;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.port.SendOutcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what the queue orders until it says End. Runs in the write thread of its connection. */
final class Writer implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

  private final Wire wire;
  private final WebSocketEngine engine;
  private final WriteQueue queue;
  private final Ending ending;
  private final CountDownLatch gone = new CountDownLatch(1);

  Writer(Wire wire, WebSocketEngine engine, WriteQueue queue, Ending ending) {
    this.wire = wire;
    this.engine = engine;
    this.queue = queue;
    this.ending = ending;
  }

  /** Counted down when every message is settled and nothing is written any more. */
  CountDownLatch gone() {
    return gone;
  }

  @Override
  public void run() {
    try {
      boolean hasMore = true;
      while (hasMore) {
        hasMore = obey(queue.take());
      }
    } finally {
      gone.countDown();
    }
  }

  private boolean obey(WriteQueue.Order order) {
    switch (order) {
      case WriteQueue.Order.Message(ByteBuffer payload, Consumer<SendOutcome> done) ->
          settle(done, put(() -> engine.message(payload)));
      case WriteQueue.Order.Refuse(Consumer<SendOutcome> done, String why) ->
          settle(done, new SendOutcome.Failed(why));
      case WriteQueue.Order.Ping() -> put(engine::ping);
      case WriteQueue.Order.Pong(ByteBuffer payload) -> put(() -> engine.pong(payload));
      case WriteQueue.Order.Close(int code, String phrase) -> {
        put(() -> engine.close(code, phrase));
        // It was getting the frame out that took the time so far; now it is the peer's turn.
        ending.hurry();
      }
      case WriteQueue.Order.End() -> {
        return false;
      }
    }
    return true;
  }

  private SendOutcome put(Supplier<byte[]> frame) {
    try {
      OutputStream output = wire.output();
      output.write(frame.get());
      output.flush();
      return new SendOutcome.Written();
    } catch (IOException lost) {
      // What the peer said before may still wait to be read, so the socket is left to the reader.
      String why = "the connection was lost: " + lost.getMessage();
      queue.end(why);
      ending.hurry();
      return new SendOutcome.Failed(why);
    } catch (Throwable bug) {
      LOG.error("{}: bug while writing", wire.remote(), bug);
      ending.decide(CloseReason.byUs(CloseReason.NO_CLOSE_FRAME, "internal error"));
      queue.end("internal error");
      wire.abort();
      return new SendOutcome.Failed("internal error");
    }
  }

  private void settle(Consumer<SendOutcome> done, SendOutcome outcome) {
    try {
      done.accept(outcome);
    } catch (Throwable bug) {
      LOG.error("{}: bug in a send callback", wire.remote(), bug);
    }
  }
}
