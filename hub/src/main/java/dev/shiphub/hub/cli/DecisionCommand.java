package dev.shiphub.hub.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A decision about one device: {@code pair}, {@code deny}, {@code unpair}, {@code disconnect}. */
@Command
final class DecisionCommand implements Callable<Integer> {
  private final String decision;

  @Mixin private final ApiOptions api;

  @Parameters(
      paramLabel = "SKI",
      description = "its SKI; for a known device 6 or more digits of its beginning are enough")
  private String ski = "";

  /**
   * @param decision the last segment of the path in the API
   */
  DecisionCommand(String decision, Console console) {
    this.decision = decision;
    api = new ApiOptions(console);
  }

  @Override
  public Integer call() {
    String path = "/devices/" + AdminClient.segment(ski) + "/" + decision;
    return api.show(
        api.client().post(path),
        done -> List.of(decision + " " + done.text("ski") + ": " + done.text("result")));
  }
}
