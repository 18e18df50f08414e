package dev.shiphub.hub.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the gateway and its network are: the daemon is asked, or looked at from outside. */
@Command(
    name = "doctor",
    description = {
      "what is wrong with the gateway or its network, and what to do",
      "Looks for itself if no daemon runs, or if --state or --config is given; takes three seconds."
    })
final class DoctorCommand implements Callable<Integer> {
  private final Custodian custodian;

  @Mixin private final ApiOptions api;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "the configuration of the daemon that is looked at from outside")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "its state directory (default: that of 'run')")
  private Optional<Path> state = Optional.empty();

  DoctorCommand(Custodian custodian, Console console) {
    this.custodian = custodian;
    api = new ApiOptions(console);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (config.isPresent() || state.isPresent()) {
      return show(outside());
    }
    return switch (api.client().get("/doctor")) {
      case Got.Ok(Doc inside) -> show(inside);
      case Got.Refused refused -> api.refused(refused);
      case Got.Unreachable(String why) when api.isElsewhere() -> api.unreachable(why);
      case Got.Unreachable _ -> show(outside());
    };
  }

  private Doc outside() throws IOException, InterruptedException {
    return new Doc(custodian.examine(config, state));
  }

  private int show(Doc diagnosis) {
    if (api.isJson()) {
      api.print(diagnosis.json());
    } else {
      new DoctorPage(new Colours(api.console()))
          .lines(diagnosis)
          .forEach(api.console().out()::println);
    }
    return diagnosis.text("worst").equals("fail") ? ExitCode.FAILED : ExitCode.DONE;
  }
}
