package dev.shiphub.hub.cli;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pair}: trusts a device, and enters its PIN if it has one. */
@Command(description = "trust a device, and connect to it")
final class PairCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private final ApiOptions api;

  @Mixin private final DeviceChoice device;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--pin",
      paramLabel = "PIN",
      description = {
        "the PIN that stands on the device, 8 to 16 hex digits; also for one that is paired",
        "and waits for it; -: asks for it, or reads it from stdin"
      })
  private Optional<String> pin = Optional.empty();

  PairCommand(Console console) {
    this.console = console;
    api = new ApiOptions(console);
    device = new DeviceChoice(console);
  }

  @Override
  public Integer call() {
    DeviceChoice.Chosen chosen = device.chosen();
    JsonObject body =
        pin.map(this::typed)
            .or(chosen::pin)
            .map(known -> JsonValue.object().put("pin", known.digits()).build())
            .orElse(JsonObject.EMPTY);
    return api.decide("pair", chosen.name(), body);
  }

  private Pin typed(String option) {
    boolean isAskedFor = option.equals(DeviceChoice.FROM_INPUT);
    return Pin.parse(isAskedFor ? console.prompt().ask("PIN").orElse("") : option)
        .orElseThrow(this::wrong);
  }

  /** Does not quote what may be a PIN with a slip in it. */
  private ParameterException wrong() {
    return new ParameterException(spec.commandLine(), "--pin: " + Pin.FORM);
  }
}
