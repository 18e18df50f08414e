package dev.shiphub.hub.cli;

import dev.shiphub.ship.json.JsonValue;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code identity renew}: without a daemon. */
@Command(
    name = "renew",
    description = {
      "a new certificate for the same key: the SKI and all pairings stay;",
      "the daemon must not run, it takes the new one at its next start"
    })
final class RenewCommand implements Callable<Integer> {
  private final Custodian custodian;
  private final Console console;

  @Mixin private final StateOptions options;

  RenewCommand(Custodian custodian, Console console) {
    this.custodian = custodian;
    this.console = console;
    options = new StateOptions(console);
  }

  @Override
  public Integer call() throws IOException {
    Custodian.Renewed renewed = custodian.renew(options.state());
    PrintStream out = console.out();
    if (options.isJson()) {
      JsonValue json =
          JsonValue.object()
              .put("ski", renewed.ski().hex())
              .put("stateDirectory", renewed.state().toString())
              .put("certificateUntil", renewed.until().toString())
              .build();
      options.print(json);
    } else {
      out.println("SKI stays  " + renewed.ski().grouped());
      out.println("valid to   " + renewed.until());
    }
    return ExitCode.DONE;
  }
}
