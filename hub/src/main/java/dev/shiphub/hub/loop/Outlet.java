package dev.shiphub.hub.loop;

import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.hub.core.NoticeType;
import dev.shiphub.hub.port.HubListener;
import dev.shiphub.hub.port.PublishedNotice;
import dev.shiphub.hub.session.Mailbox;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers to one listener, in order, in a virtual thread of its own.
 *
 * <p>Passes on only data of the session that is running as far as it was published, so that none
 * comes after its end. Notices and data come in under the lock of {@link Notices}.
 */
final class Outlet {
  private static final Logger LOG = LoggerFactory.getLogger(Outlet.class);

  private final HubListener listener;
  private final Mailbox<Item> mailbox;
  private final AtomicLong missed = new AtomicLong();
  private final Map<Ski, ConnectionId> running = new HashMap<>();
  private final Thread thread;

  Outlet(HubListener listener, int room) {
    this.listener = listener;
    mailbox = new Mailbox<>(room, room);
    thread = Thread.ofVirtual().name("notices").start(this::run);
  }

  private sealed interface Item {
    record Heard(PublishedNotice notice) implements Item {}

    record Data(Ski ski, ConnectionId session, JsonObject payload) implements Item {}

    record End() implements Item {}
  }

  /** Notices may use the reserve, so that data cannot crowd them out. */
  void notice(PublishedNotice notice) {
    follow(notice);
    if (!mailbox.offerUrgent(new Item.Heard(notice))) {
      missed.incrementAndGet();
    }
  }

  /** Returns false if there is no room for it. */
  boolean data(Ski ski, ConnectionId session, JsonObject payload) {
    return !session.equals(running.get(ski)) || mailbox.offer(new Item.Data(ski, session, payload));
  }

  boolean close(Duration grace) throws InterruptedException {
    // Refused if the thread has ended with HubStopped, or if the listener is hopelessly behind.
    boolean isQueued = mailbox.offerUrgent(new Item.End());
    boolean isDone = thread.join(grace);
    if (!isDone) {
      LOG.warn("a listener does not return; what it has not heard is dropped ({})", isQueued);
      mailbox.close();
      thread.interrupt();
    }
    return isDone && missed.get() == 0;
  }

  private void run() {
    try {
      boolean isOpen = true;
      while (isOpen) {
        Optional<Item> item = mailbox.take(Optional.empty());
        isOpen = item.isPresent() && deliver(item.get());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      mailbox.close();
    }
  }

  /** Returns whether there may be more. */
  private boolean deliver(Item item) {
    try {
      long gap = missed.getAndSet(0);
      if (gap > 0) {
        LOG.warn("a listener is too slow, it missed {} notices", gap);
        listener.onGap(gap);
      }
      return switch (item) {
        case Item.Heard(PublishedNotice notice) -> {
          listener.onNotice(notice);
          yield notice.notice().type() != NoticeType.HUB_STOPPED;
        }
        case Item.Data(Ski ski, ConnectionId session, JsonObject payload) -> {
          listener.onData(ski, session, payload);
          yield true;
        }
        case Item.End() -> false;
      };
    } catch (RuntimeException | Error bug) {
      LOG.error("a listener failed", bug);
      return true;
    }
  }

  private void follow(PublishedNotice published) {
    switch (published.notice().type()) {
      case SESSION_STARTED ->
          running.put(
              published.notice().ski().orElseThrow(), published.notice().session().orElseThrow());
      case SESSION_REPLACED, SESSION_ENDED ->
          running.remove(published.notice().ski().orElseThrow());
      default -> {}
    }
  }
}
