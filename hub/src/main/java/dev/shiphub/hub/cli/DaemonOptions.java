package dev.shiphub.hub.cli;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the daemon is to be run.
 *
 * @param config the configuration file; empty takes the defaults
 * @param state the state directory; empty takes the usual one
 * @param isPrintConfig whether to print the configuration with all defaults instead of running
 * @param logFormat how log lines look
 * @param adminPort port of the admin API in place of the configured one, 0 to 65535, 0 for any free
 * @param shipPort port for devices in place of the configured one, 0 to 65535, 0 for any free
 * @param isAnnouncing whether to print one line of JSON on stdout when it listens: {@code event}
 *     ({@code listening}), {@code ski}, {@code shipPort}, {@code adminPort}
 * @param isStoppingWithStdin whether to stop when its stdin is closed, so that it does not outlive
 *     who has started it
 */
public record DaemonOptions(
    Optional<Path> config,
    Optional<Path> state,
    boolean isPrintConfig,
    LogFormat logFormat,
    Optional<Integer> adminPort,
    Optional<Integer> shipPort,
    boolean isAnnouncing,
    boolean isStoppingWithStdin) {
  /** How log lines look. */
  public enum LogFormat {
    /** For people. */
    TEXT,
    /** One JSON object per line. */
    JSON
  }
}
