package dev.shiphub.hub.cli;

import dev.shiphub.ship.json.JsonValue;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code identity restore}: without a daemon. */
@Command(
    name = "restore",
    description = {
      "put a backup into a state directory that holds no identity;",
      "the gateway it is of must not run any more: two with one identity displace each other"
    })
final class RestoreCommand implements Callable<Integer> {
  private final Custodian custodian;
  private final Console console;

  @Mixin private final PassphraseOption passphrase;

  @Parameters(paramLabel = "FILE", description = "the backup")
  private Path file = Path.of("");

  @Mixin private final StateOptions options;

  RestoreCommand(Custodian custodian, Console console) {
    this.custodian = custodian;
    this.console = console;
    options = new StateOptions(console);
    passphrase = new PassphraseOption(console);
  }

  @Override
  public Integer call() throws IOException {
    Custodian.Restored restored = custodian.restore(file, options.state(), passphrase.known());
    PrintStream out = console.out();
    if (options.isJson()) {
      JsonValue json =
          JsonValue.object()
              .put("ski", restored.ski().hex())
              .put("stateDirectory", restored.state().toString())
              .put("paired", restored.devices())
              .put("peers", restored.peers())
              .putIfPresent("shipId", restored.shipId().map(JsonValue::of))
              .build();
      options.print(json);
    } else {
      out.println("restored " + restored.ski() + " in " + restored.state());
      out.println(
          restored.devices()
              + " paired devices, "
              + restored.peers()
              + " static peers; start it"
              + " with: shiphub run --state "
              + restored.state());
      restored.shipId().ifPresent(id -> out.println("SHIP ID " + Printable.of(id)));
    }
    return ExitCode.DONE;
  }
}
