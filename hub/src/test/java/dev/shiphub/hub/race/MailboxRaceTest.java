package dev.shiphub.hub.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.session.Mailbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Sending, taking and closing at the same time: what was accepted is taken or handed back exactly
 * once, what was refused is never seen, and nobody waits for ever.
 *
 * <p>Proof of promises 4, 5.
 */
final class MailboxRaceTest {
  private static final int ROUNDS = 3_000;
  private static final int ROOM = 3;

  @Test
  void nothingIsLostOrDoubled() {
    assertEquals(Optional.empty(), Race.firstFault(ROUNDS, _ -> new Round(new Real(), ROOM)));
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aPlantedFaultIsFound(Fault fault) {
    Optional<String> found = Race.firstFault(20 * ROUNDS, _ -> new Round(fault.twin(), ROOM));
    assertTrue(found.isPresent(), "the race test is blind to " + fault);
  }

  /** What the round calls. */
  private interface Subject {
    boolean put(int item);

    boolean offer(int item);

    Optional<Integer> take();

    List<Integer> close();

    int size();
  }

  private static final class Real implements Subject {
    private final Mailbox<Integer> mailbox = new Mailbox<>(ROOM, 0);

    @Override
    public boolean put(int item) {
      return mailbox.putOutcome(item);
    }

    @Override
    public boolean offer(int item) {
      return mailbox.offer(item);
    }

    @Override
    public Optional<Integer> take() {
      try {
        return mailbox.take(Optional.of(Duration.ofNanos(1_000)));
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
    }

    @Override
    public List<Integer> close() {
      return mailbox.close();
    }

    @Override
    public int size() {
      return mailbox.size();
    }
  }

  enum Fault {
    /** Whether it is closed is asked before the item is stored. */
    CLOSED_BEFORE,
    /** What is inside is handed back before the mailbox refuses. */
    DRAINED_BEFORE,
    /** Room is counted before the item is stored. */
    ROOM_BEFORE;

    Subject twin() {
      return new Twin(this);
    }
  }

  /** A queue with one of the faults. */
  private static final class Twin implements Subject {
    private final Fault fault;
    private final Queue<Integer> items = new ConcurrentLinkedQueue<>();
    private volatile boolean isClosed;

    Twin(Fault fault) {
      this.fault = fault;
    }

    @Override
    public boolean put(int item) {
      return offer(item);
    }

    @Override
    public boolean offer(int item) {
      return switch (fault) {
        case CLOSED_BEFORE -> {
          if (isClosed) {
            yield false;
          }
          Race.seam();
          synchronized (this) {
            yield items.size() < ROOM && items.add(item);
          }
        }
        case DRAINED_BEFORE -> {
          synchronized (this) {
            yield !isClosed && items.size() < ROOM && items.add(item);
          }
        }
        case ROOM_BEFORE -> {
          boolean hasRoom = items.size() < ROOM;
          Race.seam();
          synchronized (this) {
            yield hasRoom && !isClosed && items.add(item);
          }
        }
      };
    }

    @Override
    public Optional<Integer> take() {
      return Optional.ofNullable(items.poll());
    }

    @Override
    public List<Integer> close() {
      List<Integer> left = new ArrayList<>();
      if (fault == Fault.DRAINED_BEFORE) {
        drainTo(left);
        Race.seam();
        synchronized (this) {
          isClosed = true;
        }
        return left;
      }
      synchronized (this) {
        isClosed = true;
        drainTo(left);
      }
      return left;
    }

    private void drainTo(List<Integer> left) {
      for (Integer item = items.poll(); item != null; item = items.poll()) {
        left.add(item);
      }
    }

    @Override
    public int size() {
      return items.size();
    }
  }

  /** Two senders, one taker, one closer. */
  private static final class Round implements Race.Round {
    private final Subject subject;
    private final int room;
    private final Set<Integer> accepted = ConcurrentHashMap.newKeySet();
    private final Queue<Integer> seen = new ConcurrentLinkedQueue<>();
    private volatile boolean isOverfull;

    Round(Subject subject, int room) {
      this.subject = subject;
      this.room = room;
    }

    @Override
    public List<Runnable> threads() {
      return List.of(() -> send(0), () -> send(100), this::take, this::close);
    }

    private void send(int from) {
      for (int item = from; item < from + 6; item++) {
        boolean isTaken = item % 2 == 0 ? subject.put(item) : subject.offer(item);
        if (isTaken) {
          accepted.add(item);
        }
        isOverfull |= subject.size() > room;
        Race.seam();
      }
    }

    private void take() {
      for (int i = 0; i < 6; i++) {
        subject.take().ifPresent(seen::add);
        Race.seam();
      }
    }

    private void close() {
      Race.seam();
      Race.seam();
      seen.addAll(subject.close());
    }

    @Override
    public Optional<String> fault() {
      subject.take().ifPresent(late -> seen.add(-late - 1));
      if (isOverfull) {
        return Optional.of("more than " + room + " inside");
      }
      List<Integer> sorted = new ArrayList<>(seen);
      Collections.sort(sorted);
      if (new HashSet<>(sorted).size() != sorted.size()) {
        return Optional.of("seen twice: " + sorted);
      }
      return accepted.equals(new HashSet<>(sorted))
          ? Optional.empty()
          : Optional.of("accepted " + accepted + ", seen " + sorted);
    }
  }
}
