package dev.shiphub.ship.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.port.DialOutcome;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The last moment in which a dial can end without the device knowing of it (SHIP 12.2.2).
 *
 * <p>Proof of promise 7.
 */
@Timeout(30)
final class YieldedDialTest {
  private final Node server = new Node();
  private final Node client = new Node();

  @AfterEach
  void close() {
    server.close();
    client.close();
  }

  @Test
  void aDialThatMayNotUpgradeEndsAfterTls() throws IOException {
    DialOutcome outcome = client.dial(server.ski(), Node.at(server.listen()), () -> false);
    DialOutcome.Failed failed = assertInstanceOf(DialOutcome.Failed.class, outcome);
    assertEquals(DialOutcome.Phase.TLS, failed.furthest());
    assertEquals(InboundRefusal.Stage.UPGRADE, server.awaitRefusal().stage());
    assertTrue(server.accepted.isEmpty());
  }

  @Test
  void theQuestionComesWhenTheDeviceIsKnown() throws IOException {
    AtomicInteger questions = new AtomicInteger();
    DialOutcome stranger =
        client.dial(client.ski(), Node.at(server.listen()), () -> questions.incrementAndGet() == 1);
    assertInstanceOf(DialOutcome.Failed.class, stranger);
    assertEquals(0, questions.get());

    DialOutcome device =
        client.dial(server.ski(), Node.at(server.listen()), () -> questions.incrementAndGet() == 1);
    assertInstanceOf(DialOutcome.Opened.class, device);
    assertEquals(1, questions.get());
    ((DialOutcome.Opened) device).transport().cut("done");
    assertEquals(List.of(client.ski()), server.authenticated.stream().distinct().toList());
  }
}
