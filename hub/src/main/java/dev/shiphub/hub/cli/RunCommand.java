package dev.shiphub.hub.cli;

import dev.shiphub.hub.cli.DaemonOptions.LogFormat;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The daemon in the foreground. */
@Command(name = "run", description = "the daemon, in the foreground; Ctrl-C stops it")
final class RunCommand implements Callable<Integer> {
  private final Daemon daemon;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "the configuration (shiphub.yaml); every key has a default")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "where identity, trust and events are kept")
  private Optional<Path> state = Optional.empty();

  @Option(
      names = "--print-config",
      description = "print the configuration with all defaults, and do not run")
  private boolean isPrintConfig;

  @Option(
      names = "--log-format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "how log lines look (default: ${DEFAULT-VALUE})")
  private LogFormat logFormat = LogFormat.TEXT;

  @Option(
      names = "--admin-port",
      paramLabel = "PORT",
      description = "of the admin API, in place of the configured one; 0 takes a free one")
  private Optional<Integer> adminPort = Optional.empty();

  @Option(
      names = "--ship-port",
      paramLabel = "PORT",
      description = "for devices, in place of the configured one; 0 takes a free one")
  private Optional<Integer> shipPort = Optional.empty();

  @Option(
      names = "--announce-json",
      description = "print one line of JSON on stdout when it listens")
  private boolean isAnnouncing;

  @Option(
      names = "--until-stdin-closes",
      description = "stop when stdin is closed, so as not to outlive who has started it")
  private boolean isStoppingWithStdin;

  RunCommand(Daemon daemon) {
    this.daemon = daemon;
  }

  @Override
  public Integer call() {
    requirePort("--admin-port", adminPort);
    requirePort("--ship-port", shipPort);
    return daemon.run(
        new DaemonOptions(
            config,
            state,
            isPrintConfig,
            logFormat,
            adminPort,
            shipPort,
            isAnnouncing,
            isStoppingWithStdin));
  }

  private void requirePort(String option, Optional<Integer> port) {
    if (port.filter(number -> number < 0 || number > 65_535).isPresent()) {
      throw new ParameterException(
          spec.commandLine(), option + " must be 0 to 65535, not " + port.get());
    }
  }
}
