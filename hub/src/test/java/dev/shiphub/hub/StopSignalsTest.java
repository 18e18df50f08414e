package dev.shiphub.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class StopSignalsTest {
  private final AtomicInteger ends = new AtomicInteger();
  private final StopSignals signals = new StopSignals(ends::incrementAndGet);

  @Test
  void theFirstSignalStopsAndTheSecondEndsAtOnce() {
    signals.heard("TERM");
    assertEquals("SIGTERM", signals.first().join());
    assertEquals(0, ends.get());
    signals.heard("INT");
    assertEquals(1, ends.get());
  }

  @Test
  void theEndOfStdinIsNoSignal() {
    signals.listenTo(InputStream.nullInputStream());
    assertEquals("stdin closed", signals.first().join());
    signals.heard("TERM");
    assertEquals(0, ends.get());
    signals.heard("TERM");
    assertEquals(1, ends.get());
  }
}
