package dev.shiphub.hub.cli;

import dev.shiphub.ship.json.JsonObjectBuilder;
import dev.shiphub.ship.json.JsonValue;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code open-pairing}: for a while, devices that ask to be paired are told of. */
@Command(description = "for a while, tell of devices that ask to be paired")
final class OpenPairingCommand implements Callable<Integer> {
  @Mixin private final ApiOptions api;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "how long, such as 90s or 2m, up to 1h (default: what pairing.window says)")
  private Optional<String> time = Optional.empty();

  @Option(names = "--one", description = "close the window as soon as one device is paired")
  private boolean isForOne;

  OpenPairingCommand(Console console) {
    api = new ApiOptions(console);
  }

  @Override
  public Integer call() {
    JsonObjectBuilder wanted = JsonValue.object().put("one", isForOne);
    time.ifPresent(text -> wanted.put("seconds", seconds(text)));
    return api.show(api.client().post("/pairing-window", wanted.build()), WindowPage::lines);
  }

  private long seconds(String text) {
    return Spans.parse(text)
        .map(Duration::toSeconds)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(), "--for: not a time: " + text + "; for instance 90s or 2m"));
  }
}
