package dev.shiphub.hub.cli;

import dev.shiphub.ship.json.JsonValue;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "debug",
    description = "have the daemon log all about a device, until it ends or --off is said")
final class DebugCommand implements Callable<Integer> {
  @Mixin private final ApiOptions api;

  @Parameters(paramLabel = "SKI", description = "its SKI, or 6 or more digits of its beginning")
  private String ski = "";

  @Option(names = "--off", description = "log of it again what is logged of all")
  private boolean isOff;

  DebugCommand(Console console) {
    api = new ApiOptions(console);
  }

  @Override
  public Integer call() {
    return api.decide("debug", ski, JsonValue.object().put("on", !isOff).build());
  }
}
