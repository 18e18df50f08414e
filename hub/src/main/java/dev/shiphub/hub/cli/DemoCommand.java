package dev.shiphub.hub.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The daemon and simulated devices on this machine, as separate processes. */
@Command(
    name = "demo",
    description = "the daemon and simulated devices on this machine; Ctrl-C ends all of it")
final class DemoCommand implements Callable<Integer> {
  private static final String LAUNCHER = "SHIPHUB_LAUNCHER";
  private static final int MOST_DEVICES = 16;

  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--devices",
      paramLabel = "N",
      defaultValue = "4",
      description = "how many, 1 to 16 (default: ${DEFAULT-VALUE})")
  private int devices;

  @Option(
      names = "--once",
      description = "end when all are in data exchange and the tour is over, or when the time is")
  private boolean isOnce;

  @Option(
      names = "--tour",
      description =
          "then kill a device, unpair one and have both sides dial at once; show the events, and"
              + " end in 0 only if all comes out as it should")
  private boolean isTour;

  @Option(
      names = "--timeout",
      paramLabel = "S",
      defaultValue = "60",
      description = "seconds from the daemon's listening (default: ${DEFAULT-VALUE})")
  private int timeout;

  @Option(
      names = "--json",
      description = "print the result as one JSON document; the tour follows, one document a line")
  private boolean isJson;

  DemoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (devices < 1 || devices > MOST_DEVICES) {
      throw new ParameterException(
          spec.commandLine(), "--devices must be 1 to " + MOST_DEVICES + ", not " + devices);
    }
    if (timeout < 1) {
      throw new ParameterException(spec.commandLine(), "--timeout must be 1 or more seconds");
    }
    Path launcher =
        console
            .environment()
            .apply(LAUNCHER)
            .map(Path::of)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        LAUNCHER + " is not set; start the demo with './shiphub demo'"));
    Optional<TourCast> cast = isTour ? Optional.of(TourCast.of(devices)) : Optional.empty();
    DemoOptions options =
        new DemoOptions(launcher, devices, isOnce, cast, Duration.ofSeconds(timeout), isJson);
    return new Demo(options, console).run();
  }
}
