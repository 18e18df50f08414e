package dev.shiphub.hub.adapter.admin;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.shiphub.hub.adapter.http.Network;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Counts wrong tokens by the minute. It decides what the wrong ones are told and what is logged,
 * never about a right one: 256 bits are not guessed at any rate, and nobody may be locked out by a
 * neighbour. Any thread; time is a parameter, from a steady clock.
 */
final class Throttle {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int LINES = 10;
  private static final Window NONE = new Window(Instant.MIN, 0);

  private final int mostPerNetwork;
  private final int most;
  private final int networks;

  /** The one that was not heard of for longest first. */
  @GuardedBy("this")
  private final SequencedMap<Network, Window> byNetwork = new LinkedHashMap<>();

  @GuardedBy("this")
  private Window all = NONE;

  @GuardedBy("this")
  private Window lines = NONE;

  private record Window(Instant begin, int count) {
    Window next(Instant now) {
      return !now.isBefore(begin.plus(WINDOW)) ? new Window(now, 1) : new Window(begin, count + 1);
    }
  }

  /**
   * What to do about a wrong token.
   *
   * @param isTooMany whether to say so, instead of that it is wrong
   * @param isWorthALine whether to log it
   * @param count how many came from that network in this minute
   */
  record Verdict(boolean isTooMany, boolean isWorthALine, int count) {}

  /**
   * @param mostPerNetwork wrong ones in a minute from one network
   * @param most wrong ones in a minute from all
   * @param networks how many are counted apart; one more forgets the one not heard of for longest
   */
  Throttle(int mostPerNetwork, int most, int networks) {
    this.mostPerNetwork = mostPerNetwork;
    this.most = most;
    this.networks = networks;
  }

  /**
   * Takes a wrong token down.
   *
   * @param network where it comes from
   */
  synchronized Verdict wrong(Network network, Instant now) {
    Window before = byNetwork.remove(network);
    Window window = (before == null ? NONE : before).next(now);
    byNetwork.putLast(network, window);
    if (byNetwork.size() > networks) {
      byNetwork.pollFirstEntry();
    }
    all = all.next(now);
    boolean isNews = window.count() == 1 || window.count() == mostPerNetwork + 1;
    if (isNews) {
      lines = lines.next(now);
    }
    return new Verdict(
        window.count() > mostPerNetwork || all.count() > most,
        isNews && lines.count() <= LINES,
        window.count());
  }
}
