package dev.shiphub.hub.cli;

/** The daemon, for the command that runs it. */
@FunctionalInterface
public interface Daemon {
  /**
   * Runs the daemon to its end, in the calling thread.
   *
   * @return the exit code: 0 after a clean stop, 1 if it could not start or had to cut connections,
   *     2 if the configuration is wrong
   */
  int run(DaemonOptions options);
}
