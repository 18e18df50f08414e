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
    synopsisSubcommandLabel = "(show | qr | backup | restore | renew)")
final class IdentityCommand {
  private IdentityCommand() {}

  /** With its subcommands. */
  static CommandLine line(Custodian custodian, Console console) {
    return new CommandLine(new IdentityCommand())
        .addSubcommand(new Show(console))
        .addSubcommand(new QrCommand(custodian, console))
        .addSubcommand(new BackupCommand(custodian, console))
        .addSubcommand(new RestoreCommand(custodian, console))
        .addSubcommand(new RenewCommand(custodian, console));
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
                  "SHIP ID  " + doc.text("shipId"),
                  "QR text  " + doc.text("qr"),
                  "valid to " + doc.text("certificateUntil")));
    }
  }
}
