package dev.shiphub.hub;

import dev.shiphub.hub.port.DebugSwitch;
import dev.shiphub.ship.Ski;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Lets the lines of single devices pass, whatever the level of the log is: every line about a
 * device has the beginning of its SKI, which is how it is known. Any thread.
 */
final class DeviceLog implements DebugSwitch, Filter {
  /** So many devices at once; a log of more is better made with {@code log.level: debug}. */
  static final int MOST = 16;

  private final Logger logger;
  private final Level usual;
  private volatile Set<Ski> debugged = Set.of();

  /**
   * No device yet.
   *
   * @param logger whose level is lowered as long as there is one
   * @param usual the level for all else
   */
  DeviceLog(Logger logger, Level usual) {
    this.logger = logger;
    this.usual = usual;
    logger.setLevel(usual);
  }

  @Override
  public boolean isLoggable(LogRecord line) {
    return line.getLevel().intValue() >= usual.intValue() || isOfDebugged(line.getMessage());
  }

  private boolean isOfDebugged(String message) {
    return message != null && debugged.stream().anyMatch(ski -> message.contains(ski.brief()));
  }

  @Override
  public synchronized boolean debug(Ski ski) {
    Set<Ski> more = new TreeSet<>(debugged);
    more.add(ski);
    boolean hasRoom = more.size() <= MOST;
    if (hasRoom) {
      use(more);
    }
    return hasRoom;
  }

  @Override
  public synchronized void usual(Ski ski) {
    Set<Ski> less = new TreeSet<>(debugged);
    less.remove(ski);
    use(less);
  }

  @Override
  public List<Ski> debugged() {
    return debugged.stream().sorted().toList();
  }

  private void use(Set<Ski> skis) {
    debugged = Set.copyOf(skis);
    boolean isUsual = skis.isEmpty() || usual.intValue() < Level.FINE.intValue();
    logger.setLevel(isUsual ? usual : Level.FINE);
  }
}
