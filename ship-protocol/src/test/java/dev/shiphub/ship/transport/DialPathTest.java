package dev.shiphub.ship.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.shiphub.ship.port.DialOutcome;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How often one address is tried: two time-outs for each would add up to minutes.
 *
 * <p>Proof of promise 9.
 */
@Timeout(30)
final class DialPathTest {
  private final Node node = new Node();

  @AfterEach
  void close() {
    node.close();
  }

  /** Regression of field lesson A7. */
  @Test
  void anAddressThatDoesNotAnswerIsNotAskedForAnotherPath() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (RawServer server =
        RawServer.playing(
            plain -> {
              asked.incrementAndGet();
              plain.close();
            })) {
      DialOutcome outcome = node.dial(node.ski(), Node.at(server.port()));
      assertInstanceOf(DialOutcome.Failed.class, outcome);
      assertEquals(1, asked.get());
    }
  }
}
