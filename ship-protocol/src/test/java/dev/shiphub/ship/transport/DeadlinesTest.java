package dev.shiphub.ship.transport;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.transport.Deadlines.Deadline;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DeadlinesTest {
  private final Deadlines deadlines = new Deadlines();
  private final Socket socket = new Socket();

  @AfterEach
  void close() {
    deadlines.close();
  }

  @Test
  void closeTheSocketWhenTheTimeIsOver() {
    Deadline deadline = deadlines.cutAfter(Duration.ofMillis(20), socket);

    Eventually.isTrue(socket::isClosed);
    assertTrue(deadline.hasPassed());
  }

  @Test
  void leaveItAloneWhenCalledOff() {
    Socket later = new Socket();
    Deadline deadline = deadlines.cutAfter(Duration.ofMillis(20), socket);
    deadline.close();
    deadlines.cutAfter(Duration.ofMillis(60), later);

    Eventually.isTrue(later::isClosed);
    assertFalse(socket.isClosed());
    assertFalse(deadline.hasPassed());
  }

  @Test
  void grantNoTimeAfterTheTimerWasClosed() {
    deadlines.close();

    assertTrue(deadlines.cutAfter(Duration.ofHours(1), socket).hasPassed());
    assertTrue(socket.isClosed());
  }
}
