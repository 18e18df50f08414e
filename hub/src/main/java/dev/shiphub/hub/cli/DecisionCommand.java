package dev.shiphub.hub.cli;

import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * A decision about one device that needs no more: {@code deny}, {@code unpair}, {@code disconnect}.
 */
@Command
final class DecisionCommand implements Callable<Integer> {
  private final String decision;

  @Mixin private final ApiOptions api;

  @Mixin private final DeviceChoice device;

  /**
   * @param decision the last segment of the path in the API
   */
  DecisionCommand(String decision, Console console) {
    this.decision = decision;
    api = new ApiOptions(console);
    device = new DeviceChoice(console);
  }

  @Override
  public Integer call() {
    return api.decide(decision, device.chosen().name(), JsonObject.EMPTY);
  }
}
