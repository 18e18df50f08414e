package dev.shiphub.hub.loop;

import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.hub.core.Notice;
import dev.shiphub.hub.core.NoticeType;
import dev.shiphub.hub.port.HubListener;
import dev.shiphub.hub.port.PublishedNotice;
import dev.shiphub.hub.race.Race;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A session begins and ends while its data comes in and others publish: a listener hears every
 * notice in the order of its number, and data only between the begin and the end.
 */
public final class NoticesRound implements Race.Round {
  private static final Duration FOR_EVER = Duration.ofDays(1);
  private static final int ROOM = 16;
  private static final Ski SKI = new Ski("1".repeat(40));
  private static final ConnectionId SESSION = new ConnectionId(1);
  private static final JsonObject DATA = JsonValue.object().put("data", 1).build();

  private final List<String> heard = new ArrayList<>();
  private final List<Long> numbers = new ArrayList<>();
  private final Notices notices;
  private final AtomicInteger publishing = new AtomicInteger(3);
  private boolean isClean;

  private NoticesRound() {
    InstantSource clock = InstantSource.fixed(Instant.EPOCH);
    notices = new Notices(List.of(new Ear()), 0, ROOM, clock, clock);
  }

  /** A round. */
  public static Supplier<Race.Round> publishing() {
    return NoticesRound::new;
  }

  private final class Ear implements HubListener {
    @Override
    public void onNotice(PublishedNotice notice) {
      heard.add(notice.notice().type().label());
      numbers.add(notice.seq());
    }

    @Override
    public void onData(Ski ski, ConnectionId session, JsonObject payload) {
      heard.add("data");
    }
  }

  @Override
  public List<Runnable> threads() {
    return List.of(
        () -> publish(NoticeType.SESSION_STARTED, NoticeType.SESSION_ENDED),
        () -> publish(NoticeType.DEVICE_SEEN, NoticeType.DEVICE_GONE),
        this::receive);
  }

  private void publish(NoticeType... types) {
    for (NoticeType type : types) {
      notices.publish(new Notice(type, Optional.of(SKI), Optional.of(SESSION), ""));
    }
    leave();
  }

  private void receive() {
    for (int i = 0; i < 2; i++) {
      if (!notices.data(SKI, SESSION, DATA)) {
        throw new AssertionError("there is room");
      }
    }
    leave();
  }

  /** The last one to leave closes. */
  private void leave() {
    try {
      if (publishing.decrementAndGet() == 0) {
        isClean = notices.close(FOR_EVER);
      }
    } catch (InterruptedException nobodyDoes) {
      throw new IllegalStateException(nobodyDoes);
    }
  }

  @Override
  public Optional<String> fault() {
    boolean isInOrder = isClean && numbers.equals(List.of(1L, 2L, 3L, 4L));
    boolean isOfSession =
        !heard.contains("data")
            || (heard.indexOf("SessionStarted") < heard.indexOf("data")
                && heard.lastIndexOf("data") < heard.indexOf("SessionEnded"));
    return isInOrder && isOfSession
        ? Optional.empty()
        : Optional.of("heard " + heard + " with the numbers " + numbers);
  }
}
