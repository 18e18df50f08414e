package dev.shiphub.hub.adapter.mqtt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Numbered messages on their way to the broker, in order and bounded.
 *
 * <p>A message leaves when the broker has it; one whose fate is open goes out again, before all
 * that came later. If there are too many, the oldest give way, and a gap takes their place. Not for
 * many threads; {@link Dispatch} has the lock.
 */
final class Lane {
  /** What waits: a message, or the place of messages that gave way. */
  sealed interface Item {
    record Message(long seq, Publication publication) implements Item {}

    record Missing(Gap gap) implements Item {}
  }

  private final int mostMessages;
  private final long mostBytes;
  private final Function<Gap, Publication> words;
  private final Deque<Item> waiting = new ArrayDeque<>();

  /** In the order in which they went. */
  private final List<Item> underWay = new ArrayList<>();

  private int messages;
  private long bytes;
  private long dropped;
  private Optional<Long> last = Optional.empty();

  /**
   * An empty lane.
   *
   * @param mostMessages how many messages are kept, at least 1
   * @param mostBytes how many bytes of topics and payloads are kept
   * @param words how subscribers are told of a gap
   */
  Lane(int mostMessages, long mostBytes, Function<Gap, Publication> words) {
    this.mostMessages = mostMessages;
    this.mostBytes = mostBytes;
    this.words = words;
  }

  /**
   * Adds a message.
   *
   * @param seq greater than those before; numbers that are left out count as missed
   */
  void add(long seq, Publication publication) {
    last.filter(before -> before + 1 < seq).ifPresent(before -> miss(new Gap(before + 1, seq - 1)));
    last = Optional.of(seq);
    waiting.addLast(new Item.Message(seq, publication));
    messages++;
    bytes += publication.bytes();
    while ((messages > mostMessages || bytes > mostBytes) && dropOldest()) {
      dropped++;
    }
  }

  private void miss(Gap gap) {
    dropped += gap.missed();
    waiting.addLast(new Item.Missing(gap));
  }

  /** Turns the oldest message that waits into a gap; false if none waits. */
  private boolean dropOldest() {
    Optional<Gap> before = pollGaps();
    if (!(waiting.peekFirst() instanceof Item.Message(long seq, Publication publication))) {
      before.ifPresent(gap -> waiting.addFirst(new Item.Missing(gap)));
      return false;
    }
    waiting.removeFirst();
    messages--;
    bytes -= publication.bytes();
    long from = before.map(Gap::from).orElse(seq);
    long to = pollGaps().map(Gap::to).orElse(seq);
    waiting.addFirst(new Item.Missing(new Gap(from, to)));
    return true;
  }

  /** Takes the gaps at the head, as one. */
  private Optional<Gap> pollGaps() {
    Optional<Gap> all = Optional.empty();
    while (waiting.peekFirst() instanceof Item.Missing(Gap gap)) {
      waiting.removeFirst();
      all = Optional.of(new Gap(all.map(Gap::from).orElse(gap.from()), gap.to()));
    }
    return all;
  }

  /** The next item, which is under way from now on. */
  Optional<Item> next() {
    Optional<Item> item = Optional.ofNullable(waiting.pollFirst());
    item.ifPresent(underWay::add);
    return item;
  }

  Publication publication(Item item) {
    return switch (item) {
      case Item.Message(_, Publication publication) -> publication;
      case Item.Missing(Gap gap) -> words.apply(gap);
    };
  }

  /** The broker has it, or does not want it. */
  void settled(Item item) {
    if (underWay.remove(item) && item instanceof Item.Message(_, Publication publication)) {
      messages--;
      bytes -= publication.bytes();
    }
  }

  /** Nobody knows what became of those under way: they go out again, first of all. */
  void comeBack() {
    underWay.reversed().forEach(waiting::addFirst);
    underWay.clear();
  }

  int underWay() {
    return underWay.size();
  }

  boolean isIdle() {
    return waiting.isEmpty() && underWay.isEmpty();
  }

  /** How many messages are kept, those under way included. */
  int messages() {
    return messages;
  }

  long bytes() {
    return bytes;
  }

  /** How many messages have been missed since the start. */
  long dropped() {
    return dropped;
  }
}
