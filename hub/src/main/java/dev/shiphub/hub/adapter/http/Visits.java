package dev.shiphub.hub.adapter.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The bounded set of open connections. Any thread.
 *
 * <p>A newcomer takes the place of the connection that has kept us waiting longest: of its own
 * network if that has its share, else of the network that has the most. So who says nothing can
 * keep nobody out, and a network that floods us hurts itself first. A connection whose request is
 * being answered is left alone.
 */
final class Visits {
  private final int most;
  private final int mostPerNetwork;

  @GuardedBy("this")
  private final Set<Visit> open = new LinkedHashSet<>();

  @GuardedBy("this")
  private boolean isClosed;

  Visits(int most, int mostPerNetwork) {
    this.most = most;
    this.mostPerNetwork = mostPerNetwork;
  }

  /** Which connection is to be cut after a newcomer came: none, another one, or itself. */
  synchronized Optional<Visit> enter(Visit newcomer) {
    if (isClosed) {
      return Optional.of(newcomer);
    }
    Optional<Visit> displaced = Optional.empty();
    if (of(newcomer) >= mostPerNetwork) {
      displaced = longestWaiting(newcomer);
    } else if (open.size() >= most) {
      displaced =
          open.stream()
              .filter(Visit::isWaiting)
              .max(Comparator.comparingLong(this::of))
              .flatMap(this::longestWaiting);
    } else {
      open.add(newcomer);
      return displaced;
    }
    displaced.ifPresent(
        other -> {
          open.remove(other);
          open.add(newcomer);
        });
    return displaced.or(() -> Optional.of(newcomer));
  }

  private synchronized long of(Visit visit) {
    return open.stream().filter(it -> it.network().equals(visit.network())).count();
  }

  private synchronized Optional<Visit> longestWaiting(Visit neighbour) {
    return open.stream()
        .filter(it -> it.isWaiting() && it.network().equals(neighbour.network()))
        .min(Comparator.comparing(Visit::since));
  }

  synchronized void leave(Visit visit) {
    open.remove(visit);
  }

  /** It is the client's turn to send, until then at the latest. */
  synchronized void waitFor(Visit visit, Instant now, Instant latest) {
    visit.turns(true, now, latest);
  }

  /** It is our turn: the client has sent all that it was to send. */
  synchronized void serve(Visit visit, Instant latest) {
    visit.turns(false, Instant.MIN, latest);
  }

  /** Those that have had their time; they are still to be cut. */
  synchronized List<Visit> late(Instant now) {
    return open.stream().filter(visit -> visit.isLate(now)).toList();
  }

  synchronized int count() {
    return open.size();
  }

  /** Lets nobody in any more; returns who is in. */
  synchronized List<Visit> close() {
    isClosed = true;
    return List.copyOf(open);
  }
}
