package dev.shiphub.hub.adapter.mqtt;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A broker in memory that can be away, silent, or lose a connection. Any thread. */
final class FakeBroker implements Broker {
  private final List<Publication> arrived = new ArrayList<>();
  private final Map<String, String> retained = new TreeMap<>();
  private final List<String> filters = new ArrayList<>();
  private Optional<Held> open = Optional.empty();
  private boolean isAway;
  private boolean isSilent;
  private int attempts;

  private record Held(Publication will, Consumer<Arrived> inbox, Consumer<Throwable> down) {}

  @Override
  public synchronized CompletableFuture<Link> connect(
      Publication will, Consumer<Arrived> inbox, Consumer<Throwable> down) {
    attempts++;
    if (isAway) {
      return CompletableFuture.failedFuture(new IOException("Connection refused"));
    }
    Held held = new Held(will, inbox, down);
    open = Optional.of(held);
    return CompletableFuture.completedFuture(new Connection(held));
  }

  private final class Connection implements Link {
    private final Held held;

    private Connection(Held held) {
      this.held = held;
    }

    @Override
    public CompletableFuture<?> subscribe(String filter) {
      synchronized (FakeBroker.this) {
        filters.add(filter);
        return CompletableFuture.completedFuture(filter);
      }
    }

    @Override
    public CompletableFuture<Delivery> publish(Publication publication) {
      synchronized (FakeBroker.this) {
        if (open.filter(held::equals).isEmpty()) {
          return CompletableFuture.completedFuture(Delivery.OPEN);
        }
        if (isSilent) {
          return new CompletableFuture<>();
        }
        store(publication);
        return CompletableFuture.completedFuture(Delivery.ARRIVED);
      }
    }

    @Override
    public CompletableFuture<?> close() {
      synchronized (FakeBroker.this) {
        open = Optional.empty();
        return CompletableFuture.completedFuture("closed");
      }
    }
  }

  private synchronized void store(Publication publication) {
    arrived.add(publication);
    if (publication.isRetained()) {
      retained.put(publication.topic(), publication.payload());
    }
  }

  synchronized void goAway() {
    isAway = true;
    lose();
  }

  synchronized void comeBack() {
    isAway = false;
  }

  /** Takes what is published and says nothing. */
  synchronized void fallSilent() {
    isSilent = true;
  }

  synchronized void speak() {
    isSilent = false;
  }

  /** The connection breaks. */
  synchronized void lose() {
    Optional<Held> lost = open;
    open = Optional.empty();
    lost.ifPresent(held -> store(held.will()));
    lost.ifPresent(held -> held.down().accept(new IOException("Connection reset")));
  }

  synchronized void sends(Arrived message) {
    open.orElseThrow().inbox().accept(message);
  }

  synchronized List<Publication> arrived() {
    return List.copyOf(arrived);
  }

  synchronized Optional<String> retained(String topic) {
    return Optional.ofNullable(retained.get(topic));
  }

  synchronized List<String> filters() {
    return List.copyOf(filters);
  }

  synchronized int attempts() {
    return attempts;
  }

  synchronized boolean isConnected() {
    return open.isPresent();
  }
}
