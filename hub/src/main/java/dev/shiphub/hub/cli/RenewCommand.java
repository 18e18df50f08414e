package dev.shiphub.hub.cli;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "the state directory (default: that of 'run')")
  private Optional<Path> state = Optional.empty();

  @Option(names = "--json", description = "print one JSON document instead of text")
  private boolean isJson;

  RenewCommand(Custodian custodian, Console console) {
    this.custodian = custodian;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Custodian.Renewed renewed = custodian.renew(state);
    PrintStream out = console.out();
    if (isJson) {
      JsonValue json =
          JsonValue.object()
              .put("ski", renewed.ski().hex())
              .put("stateDirectory", renewed.state().toString())
              .put("certificateUntil", renewed.until().toString())
              .build();
      out.println(JsonWriter.COMPACT.text(json));
    } else {
      out.println("SKI stays  " + renewed.ski().grouped());
      out.println("valid to   " + renewed.until());
    }
    return ExitCode.DONE;
  }
}
