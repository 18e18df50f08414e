package dev.shiphub.hub.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The hub's own identity. */
@Command(
    name = "identity",
    description = "the hub's own identity",
    synopsisSubcommandLabel = "show|qr")
final class IdentityCommand {
  private IdentityCommand() {}

  /** With its subcommands. */
  static CommandLine line(Console console) {
    return new CommandLine(new IdentityCommand())
        .addSubcommand(new Show(console))
        .addSubcommand(new Qr(console));
  }

  @Command(name = "show", description = "its own SKI and SHIP ID, to be entered at the device")
  static final class Show implements Callable<Integer> {
    @Mixin private final ApiOptions api;

    Show(Console console) {
      api = new ApiOptions(console);
    }

    @Override
    public Integer call() {
      return api.show(
          api.client().get("/identity"),
          doc ->
              List.of(
                  "SKI      " + doc.text("skiGrouped"),
                  "         " + doc.text("ski"),
                  "SHIP ID  " + doc.text("shipId")));
    }
  }

  @Command(
      name = "qr",
      description = {
        "the text of its QR code, for devices that can read one;",
        "with its PIN, if ship.pin is set: show it only to whom you would tell the PIN"
      })
  static final class Qr implements Callable<Integer> {
    @Mixin private final ApiOptions api;

    Qr(Console console) {
      api = new ApiOptions(console);
    }

    @Override
    public Integer call() {
      return api.show(api.client().get("/identity/qr"), doc -> List.of(doc.text("qr")));
    }
  }
}
