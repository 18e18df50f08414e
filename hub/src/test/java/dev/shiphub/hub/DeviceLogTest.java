package dev.shiphub.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Ski;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Logging all of one device while the daemon runs. */
final class DeviceLogTest {
  private static final Ski PUMP = new Ski("a1b2c3d4e5000000000000000000000000000001");
  private static final Ski BOX = new Ski("b1b2c3d4e5000000000000000000000000000002");

  private final Logger logger = Logger.getAnonymousLogger();
  private final DeviceLog log = new DeviceLog(logger, Level.INFO);

  private boolean passes(Level level, String message) {
    return logger.isLoggable(level) && log.isLoggable(new LogRecord(level, message));
  }

  @Test
  void onlyTheLinesOfThatDeviceAreAddedToTheUsualOnes() {
    assertFalse(passes(Level.FINE, "a1b2c3d4  open -> init"));
    assertTrue(log.debug(PUMP));
    assertTrue(passes(Level.FINE, "a1b2c3d4  open -> init"));
    assertFalse(passes(Level.FINE, "b1b2c3d4  open -> init"));
    assertTrue(passes(Level.INFO, "b1b2c3d4  DeviceConnected"));
    assertEquals(List.of(PUMP), log.debugged());
  }

  @Test
  void afterwardsEverythingIsAsBefore() {
    log.debug(PUMP);
    log.debug(BOX);
    log.usual(PUMP);
    assertFalse(passes(Level.FINE, "a1b2c3d4  open -> init"));
    assertTrue(passes(Level.FINE, "b1b2c3d4  open -> init"));
    log.usual(BOX);
    assertEquals(Level.INFO, logger.getLevel());
  }

  @Test
  void aLogThatHasEverythingKeepsIt() {
    DeviceLog all = new DeviceLog(logger, Level.FINE);
    all.debug(PUMP);
    assertTrue(all.isLoggable(new LogRecord(Level.FINE, "b1b2c3d4  open -> init")));
    all.usual(PUMP);
    assertEquals(Level.FINE, logger.getLevel());
  }

  @Test
  void thereIsABoundOnTheDevices() {
    for (int at = 0; at < DeviceLog.MOST; at++) {
      assertTrue(log.debug(new Ski("%040x".formatted(at))));
    }
    assertFalse(log.debug(PUMP));
    assertTrue(log.debug(new Ski("%040x".formatted(0))));
    assertEquals(DeviceLog.MOST, log.debugged().size());
  }
}
