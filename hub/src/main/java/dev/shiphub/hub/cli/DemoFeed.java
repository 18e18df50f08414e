package dev.shiphub.hub.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What the demo hears, in order: any thread tells, the demo's one takes. */
final class DemoFeed {
  private static final int MOST_NEWS = 10_000;

  private final BlockingQueue<DemoNews> news = new LinkedBlockingQueue<>(MOST_NEWS);

  /** Any thread; waits for room. */
  void tell(DemoNews item) {
    try {
      news.put(item);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  /** The next, waiting that long at most. */
  Optional<DemoNews> next(Duration patience) throws InterruptedException {
    return Optional.ofNullable(news.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** From now on a thread of its own tells what happens in the daemon. */
  void follow(AdminClient client) {
    DemoThreads.start("events", () -> read(client));
  }

  private void read(AdminClient client) {
    try (EventReader events = client.follow(0)) {
      for (var event = events.next(); event.isPresent(); event = events.next()) {
        tell(new DemoNews.Happened(new Doc(event.get())));
      }
      tell(new DemoNews.FeedBroken("the daemon has closed the connection"));
    } catch (IOException broken) {
      tell(new DemoNews.FeedBroken(String.valueOf(broken.getMessage())));
    }
  }
}
