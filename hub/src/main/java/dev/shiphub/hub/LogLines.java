package dev.shiphub.hub;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * One line for each record on stderr, for people or as JSON; the libraries speak only of trouble.
 */
final class LogLines extends Formatter {
  /** Held, because the log system forgets the level of a logger that nobody holds. */
  private static final List<Logger> LIBRARIES =
      List.of(Logger.getLogger("org.java_websocket"), Logger.getLogger("javax.jmdns"));

  /** In milliseconds, always of the same width. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private final boolean isJson;

  private LogLines(boolean isJson) {
    this.isJson = isJson;
  }

  /**
   * Sets the logging of the process up.
   *
   * @param level error, warn, info or debug
   * @return with which single devices can be logged at debug
   */
  static DeviceLog setUp(boolean isJson, String level) {
    Logger root = Logger.getLogger("");
    for (var handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    ConsoleHandler handler = new ConsoleHandler();
    handler.setFormatter(new LogLines(isJson));
    handler.setLevel(Level.ALL);
    root.addHandler(handler);
    LIBRARIES.forEach(library -> library.setLevel(Level.OFF));
    DeviceLog devices =
        new DeviceLog(
            root,
            switch (level) {
              case "error" -> Level.SEVERE;
              case "warn" -> Level.WARNING;
              case "debug" -> Level.FINE;
              default -> Level.INFO;
            });
    handler.setFilter(devices);
    return devices;
  }

  @Override
  public String format(LogRecord line) {
    String message = printable(formatMessage(line)) + trace(line);
    return isJson ? json(line, message) : text(line, message);
  }

  private static String text(LogRecord line, String message) {
    return "%s %-5s %s%n".formatted(TIME.format(line.getInstant()), word(line.getLevel()), message);
  }

  private static String json(LogRecord line, String message) {
    JsonValue object =
        JsonValue.object()
            .put("time", TIME.format(line.getInstant()))
            .put("level", word(line.getLevel()))
            .put("logger", String.valueOf(line.getLoggerName()))
            .put("message", message)
            .build();
    return JsonWriter.COMPACT.text(object) + System.lineSeparator();
  }

  /** What a peer sent may stand in a message; it must not write lines of its own. */
  private static String printable(String message) {
    return message.replaceAll("\\p{Cntrl}", " ");
  }

  private static String trace(LogRecord line) {
    if (line.getThrown() == null) {
      return "";
    }
    StringWriter trace = new StringWriter();
    line.getThrown().printStackTrace(new PrintWriter(trace));
    return System.lineSeparator() + trace.toString().stripTrailing();
  }

  private static String word(Level level) {
    return switch (level.getName()) {
      case "SEVERE" -> "ERROR";
      case "WARNING" -> "WARN";
      case "INFO" -> "INFO";
      default -> "DEBUG";
    };
  }
}
