package dev.shiphub.ship.transport;

import dev.shiphub.ship.port.SendOutcome;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written to one peer: bounded, and in order.
 *
 * <p>Any thread may add; one writer takes until {@link Order.End}. Every message comes out exactly
 * once, as one to write or as one to refuse, in the order in which they were added; only pings and
 * pongs overtake.
 */
final class WriteQueue {
  /** What the writer is to do next. */
  sealed interface Order {
    /** Write a message and say so. */
    record Message(ByteBuffer payload, Consumer<SendOutcome> done) implements Order {}

    /** Say that a message will not be written. */
    record Refuse(Consumer<SendOutcome> done, String why) implements Order {}

    /** Write a ping. */
    record Ping() implements Order {}

    /** Write the one pong that is owed (RFC 6455 5.5.3: for the latest ping). */
    record Pong(ByteBuffer payload) implements Order {}

    /** Write the close frame, the last frame of all. */
    record Close(int code, String phrase) implements Order {}

    /** Stop. */
    record End() implements Order {}
  }

  /** What became of a message that was added. */
  enum Added {
    /** The writer will settle it. */
    QUEUED,
    /** The writer will refuse it: too much waits already, and the peer is to be cut off. */
    OVERFLOW,
    /** There is no writer any more: the caller has to settle it. */
    TOO_LATE
  }

  private final TransportLimits.Backlog limits;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  private final Deque<Order.Message> messages = new ArrayDeque<>();
  private final Deque<Consumer<SendOutcome>> refused = new ArrayDeque<>();
  private long waitingBytes;

  /**
   * Once too much waited, nothing new is taken: a later message must not overtake a refused one.
   */
  private boolean isOverflowing;

  private @Nullable ByteBuffer owedPong;
  private boolean isPingWanted;

  /** Null until somebody wants to close. */
  private Order.@Nullable Close close;

  private boolean isCloseTaken;

  /** Whether the close frame is the answer to the peer's, so that nothing follows it. */
  private boolean isClosedByPeer;

  /** Why nothing is written any more; null while something may be. */
  private @Nullable String ended;

  private boolean isFinished;

  WriteQueue(TransportLimits.Backlog limits) {
    this.limits = limits;
  }

  /** Adds a message. */
  Added add(byte[] bytes, Consumer<SendOutcome> done) {
    lock.lock();
    try {
      if (isFinished) {
        return Added.TOO_LATE;
      }
      changed.signal();
      if (ended != null || close != null || isOverflowing) {
        refused.add(done);
        return Added.QUEUED;
      }
      isOverflowing =
          messages.size() >= limits.messages() || waitingBytes + bytes.length > limits.bytes();
      if (isOverflowing) {
        refused.add(done);
        return Added.OVERFLOW;
      }
      messages.add(new Order.Message(ByteBuffer.wrap(bytes), done));
      waitingBytes += bytes.length;
      return Added.QUEUED;
    } finally {
      lock.unlock();
    }
  }

  /** Wants a ping written; one that waits already will do. */
  void ping() {
    change(() -> isPingWanted = true);
  }

  /** Owes a pong; it replaces one that is still owed. */
  void pong(ByteBuffer payload) {
    change(() -> owedPong = payload);
  }

  /** Wants a close frame written behind what waits. */
  void close(int code, String phrase) {
    change(() -> closeWith(code, phrase));
  }

  /** Wants a close frame written at once; what waits is refused. */
  void closeNow(int code, String phrase) {
    change(
        () -> {
          closeWith(code, phrase);
          refuseMessages();
        });
  }

  /** The peer has closed: what waits is refused, a close frame is written if none was, then End. */
  void answer(int code) {
    change(
        () -> {
          closeWith(code, "");
          refuseMessages();
          isClosedByPeer = true;
        });
  }

  /** Nothing can be written any more: what waits is refused, then End. */
  void end(String why) {
    change(() -> ended = ended == null ? why : ended);
  }

  private void closeWith(int code, String phrase) {
    if (close == null) {
      close = new Order.Close(code, phrase);
    }
  }

  /** Whatever is refused already was added later. */
  private void refuseMessages() {
    while (!messages.isEmpty()) {
      refused.addFirst(messages.removeLast().done());
    }
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the next order. */
  Order take() {
    lock.lock();
    try {
      Order next = next();
      while (next == null) {
        changed.awaitUninterruptibly();
        next = next();
      }
      isFinished = next instanceof Order.End;
      return next;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Order next() {
    if (ended != null) {
      refuseMessages();
      return refused.isEmpty() ? new Order.End() : new Order.Refuse(refused.remove(), ended);
    }
    if (isCloseTaken) {
      return afterClose();
    }
    Order control = control();
    if (control != null) {
      return control;
    }
    if (!messages.isEmpty()) {
      Order.Message message = messages.remove();
      waitingBytes -= message.payload().remaining();
      return message;
    }
    if (close != null) {
      isCloseTaken = true;
      return close;
    }
    return null;
  }

  private @Nullable Order afterClose() {
    if (!refused.isEmpty()) {
      return new Order.Refuse(refused.remove(), "the connection is closing");
    }
    return isClosedByPeer ? new Order.End() : null;
  }

  private @Nullable Order control() {
    ByteBuffer payload = owedPong;
    if (payload != null) {
      owedPong = null;
      return new Order.Pong(payload);
    }
    if (isPingWanted) {
      isPingWanted = false;
      return new Order.Ping();
    }
    return null;
  }
}
