package dev.shiphub.hub.loop;

import static dev.shiphub.hub.loop.HubFixture.DEVICE;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.core.Connection;
import dev.shiphub.hub.core.HubEffect;
import dev.shiphub.hub.core.HubEvent;
import dev.shiphub.hub.core.NoticeType;
import dev.shiphub.hub.loop.ScriptedTransport.Manners;
import dev.shiphub.hub.port.ConnectionWatch;
import dev.shiphub.hub.port.HubWatch;
import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What those see who look on, and that they cannot disturb. */
@Timeout(60)
final class HubWatchTest {
  private final HubFixture fixture = new HubFixture();
  private final Seen seen = new Seen();
  private Optional<Hub> hub = Optional.empty();

  /** Writes down what it sees. */
  private static final class Seen implements HubWatch, ConnectionWatch {
    final List<String> frames = new CopyOnWriteArrayList<>();
    final List<Stage> stages = new CopyOnWriteArrayList<>();
    final List<HubEvent> events = new CopyOnWriteArrayList<>();
    final List<HubEffect> effects = new CopyOnWriteArrayList<>();

    boolean hasToldOf(NoticeType type) {
      return effects.stream()
          .anyMatch(it -> it instanceof HubEffect.Notify(var told) && told.type() == type);
    }

    @Override
    public void happened(HubEvent event) {
      events.add(event);
    }

    @Override
    public void decided(HubEffect effect) {
      effects.add(effect);
    }

    @Override
    public ConnectionWatch opened(Connection connection) {
      frames.add("open " + connection.id());
      return this;
    }

    @Override
    public void received(byte[] message) {
      frames.add("in " + message[0]);
    }

    @Override
    public void queued(byte[] message) {
      frames.add("out " + message[0]);
    }

    @Override
    public void settled(int octets, boolean isWritten) {
      frames.add("settled " + isWritten);
    }

    @Override
    public void passed(Stage left, Duration took) {
      stages.add(left);
    }

    @Override
    public void closed(CloseReason reason) {
      frames.add("closed");
    }
  }

  /** Breaks wherever it can. */
  private static final class Broken implements HubWatch, ConnectionWatch {
    @Override
    public void happened(HubEvent event) {
      throw new IllegalStateException("a bug");
    }

    @Override
    public void decided(HubEffect effect) {
      throw new IllegalStateException("a bug");
    }

    @Override
    public ConnectionWatch opened(Connection connection) {
      if (connection.id().number() > 1) {
        throw new IllegalStateException("a bug");
      }
      return this;
    }

    @Override
    public void received(byte[] message) {
      throw new IllegalStateException("a bug");
    }

    @Override
    public void queued(byte[] message) {
      throw new IllegalStateException("a bug");
    }

    @Override
    public void settled(int octets, boolean isWritten) {
      throw new IllegalStateException("a bug");
    }

    @Override
    public void passed(Stage left, Duration took) {
      throw new IllegalStateException("a bug");
    }

    @Override
    public void closed(CloseReason reason) {
      throw new IllegalStateException("a bug");
    }
  }

  private ScriptedTransport arrives() {
    ScriptedTransport transport = new ScriptedTransport(DEVICE, Role.SERVER, Manners.POLITE);
    fixture.port.arrivals.opened(transport);
    return transport;
  }

  private void start(HubWatch... watches) throws Exception {
    fixture.watches.addAll(List.of(watches));
    hub = Optional.of(fixture.start());
  }

  @AfterEach
  void stop() {
    hub.ifPresent(Hub::stop);
  }

  @Test
  void everyMessageOfAHandshakeIsSeenInOrderFromTheOpeningToTheEnd() throws Exception {
    start(seen);
    ScriptedTransport transport = arrives();
    await().until(() -> seen.hasToldOf(NoticeType.DEVICE_CONNECTED));
    transport.breaks();
    await().until(() -> seen.frames.contains("closed"));
    List<String> messages =
        seen.frames.stream().filter(it -> !it.startsWith("settled")).limit(4).toList();
    assertEquals(List.of("open c1", "in 0", "out 0", "out 1"), messages);
    assertEquals(
        List.of(Stage.OPEN, Stage.INIT, Stage.HELLO, Stage.PROTOCOL, Stage.PIN), seen.stages);
    assertTrue(seen.frames.contains("settled true"));
    await().until(() -> seen.events.getLast() instanceof HubEvent.Closed);
    assertEquals(1, seen.events.stream().filter(HubEvent.Opened.class::isInstance).count());
  }

  // Figures are a convenience, connections are not.
  @Test
  void aBugOfOneWhoLooksOnDisturbsNeitherTheHubNorTheOthers() throws Exception {
    start(new Broken(), seen);
    arrives().breaks();
    await().until(() -> seen.frames.contains("closed"));
    arrives();
    await().until(() -> seen.hasToldOf(NoticeType.DEVICE_CONNECTED));
    assertTrue(hub.orElseThrow().stop());
  }
}
