package dev.shiphub.hub.session;

import dev.shiphub.hub.race.Race;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sending, taking and closing at the same time: what was accepted is taken or handed back exactly
 * once, what was refused is never seen, there is never more inside than there is room for, and
 * nobody waits for ever.
 */
public final class MailboxRound implements Race.Round {
  private final Mailbox<Integer> mailbox;
  private final int room;
  private final List<Call> calls;
  private final List<Notes> notes = new ArrayList<>();

  private MailboxRound(int room, Call... calls) {
    this.room = room;
    mailbox = new Mailbox<>(room, 0);
    this.calls = List.of(calls);
  }

  /** What one thread has sent and seen. */
  private static final class Notes {
    final List<Integer> accepted = new ArrayList<>();
    final List<Integer> seen = new ArrayList<>();
    int most;

    void sent(int item, boolean isAccepted) {
      if (isAccepted) {
        accepted.add(item);
      }
    }
  }

  private interface Call {
    void on(Mailbox<Integer> mailbox, Notes notes) throws InterruptedException;
  }

  /** Somebody sends while the owner takes one and then closes. */
  public static Supplier<Race.Round> closing() {
    return () ->
        new MailboxRound(
            1,
            (mailbox, notes) -> {
              notes.sent(1, mailbox.offer(1));
              notes.sent(2, mailbox.putOutcome(2));
            },
            (mailbox, notes) -> {
              notes.seen.addAll(mailbox.take(Optional.of(Duration.ZERO)).stream().toList());
              notes.seen.addAll(mailbox.close());
            });
  }

  /** Two senders and one taker, and the mailbox is full. */
  public static Supplier<Race.Round> waiting() {
    return () -> full(MailboxRound::takeAll);
  }

  /** Two senders that wait for room when the mailbox closes. */
  public static Supplier<Race.Round> freed() {
    return () -> full((mailbox, notes) -> notes.seen.addAll(mailbox.close()));
  }

  private static MailboxRound full(Call owner) {
    MailboxRound round =
        new MailboxRound(
            1,
            (mailbox, notes) -> notes.sent(1, mailbox.putOutcome(1)),
            (mailbox, notes) -> notes.sent(2, mailbox.putOutcome(2)),
            owner);
    Notes before = new Notes();
    before.sent(0, round.mailbox.offer(0));
    round.notes.add(before);
    return round;
  }

  private static void takeAll(Mailbox<Integer> mailbox, Notes notes) throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      notes.seen.addAll(mailbox.take(Optional.empty()).stream().toList());
      notes.most = Math.max(notes.most, mailbox.size());
    }
  }

  @Override
  public List<Runnable> threads() {
    List<Runnable> threads = new ArrayList<>();
    for (Call call : calls) {
      Notes mine = new Notes();
      notes.add(mine);
      threads.add(() -> run(call, mine));
    }
    return threads;
  }

  private void run(Call call, Notes mine) {
    try {
      call.on(mailbox, mine);
    } catch (InterruptedException nobodyDoes) {
      throw new IllegalStateException(nobodyDoes);
    }
  }

  @Override
  public Optional<String> fault() {
    List<Integer> accepted = new ArrayList<>();
    List<Integer> seen = new ArrayList<>();
    for (Notes each : notes) {
      accepted.addAll(each.accepted);
      seen.addAll(each.seen);
      if (each.most > room) {
        return Optional.of(each.most + " inside, room is for " + room);
      }
    }
    accepted.sort(null);
    seen.sort(null);
    return accepted.equals(seen)
        ? Optional.empty()
        : Optional.of("accepted " + accepted + ", seen " + seen);
  }
}
