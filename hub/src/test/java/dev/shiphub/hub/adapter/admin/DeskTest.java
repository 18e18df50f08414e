package dev.shiphub.hub.adapter.admin;

import static dev.shiphub.hub.adapter.admin.Samples.PUMP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.shiphub.hub.core.Request;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The hub does not answer. */
final class DeskTest {
  private final FakeHub hub = new FakeHub(new HandClock(Samples.BOOT));
  private final Desk desk = new Desk(hub, Duration.ofMillis(10));

  @Test
  void aSilentHubIsAProblemAndNotAWaitForEver() throws InterruptedException {
    hub.fallSilent();
    Problem look = assertInstanceOf(Problem.class, desk.look());
    assertEquals(503, look.status());
    assertEquals("hub-silent", look.kind());
    Problem command =
        assertInstanceOf(Problem.class, desk.command(PUMP, new Request.Deny(PUMP), "me"));
    assertEquals(503, command.status());
    assertEquals(Optional.of(PUMP), command.ski());
  }

  @Test
  void aWholeSkiNeedsNoLook() throws InterruptedException {
    hub.fallSilent();
    assertEquals(new Resolution.Found(PUMP, true), desk.find(PUMP.grouped()));
    assertInstanceOf(Problem.class, desk.find("a1b2c3"));
  }
}
