package dev.shiphub.ship.transport;

import dev.shiphub.hub.race.Race;
import dev.shiphub.ship.port.SendOutcome;
import dev.shiphub.ship.transport.WriteQueue.Added;
import dev.shiphub.ship.transport.WriteQueue.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Supplier;

/**
 * A sender, and the writer that loses the connection: every message is settled exactly once, by the
 * writer or by the sender that came too late, and nothing is written after a refusal.
 */
public final class WriteQueueRound implements Race.Round {
  private static final int MESSAGES = 2;
  private static final byte[] PAYLOAD = {1};

  private final WriteQueue queue = new WriteQueue(new TransportLimits.Backlog(MESSAGES, 100));
  private final AtomicIntegerArray settled = new AtomicIntegerArray(MESSAGES);
  private final List<String> said = new ArrayList<>();

  /** A round. */
  public static Supplier<Race.Round> ending() {
    return WriteQueueRound::new;
  }

  @Override
  public List<Runnable> threads() {
    return List.of(
        () -> {
          send(0);
          send(1);
        },
        this::write);
  }

  private void send(int number) {
    Added added = queue.add(PAYLOAD, _ -> settled.incrementAndGet(number));
    if (added == Added.TOO_LATE) {
      settled.incrementAndGet(number);
    }
  }

  private void write() {
    queue.end("lost");
    Order order = queue.take();
    while (!(order instanceof Order.End)) {
      switch (order) {
        case Order.Message(_, var done) -> {
          said.add("written");
          done.accept(new SendOutcome.Written());
        }
        case Order.Refuse(var done, String why) -> {
          said.add("refused");
          done.accept(new SendOutcome.Failed(why));
        }
        case Order.Ping(), Order.Pong _, Order.Close _ -> said.add("uncalled for");
        case Order.End() -> throw new AssertionError("taken above");
      }
      order = queue.take();
    }
  }

  @Override
  public Optional<String> fault() {
    for (int number = 0; number < MESSAGES; number++) {
      if (settled.get(number) != 1) {
        return Optional.of("message " + number + " is settled " + settled.get(number) + " times");
      }
    }
    boolean isOrdered =
        !said.contains("uncalled for")
            && (!said.contains("refused") || said.lastIndexOf("written") < said.indexOf("refused"));
    return isOrdered ? Optional.empty() : Optional.of("the writer was told " + said);
  }
}
