package dev.shiphub.hub.cli;

import dev.shiphub.ship.json.JsonValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tokens, without which nobody uses the admin API from elsewhere. */
@Command(
    name = "token",
    description = "tokens for the admin API, which it demands unless it is on a loopback address",
    synopsisSubcommandLabel = "(create)")
final class TokenCommand {
  private TokenCommand() {}

  /** With its subcommands. */
  static CommandLine line(Custodian custodian, Console console) {
    return new CommandLine(new TokenCommand()).addSubcommand(new Create(custodian, console));
  }

  /** {@code token create}: beside a running daemon or without one. */
  @Command(
      name = "create",
      description = {
        "make a token, and print it this once: the file keeps only its digest;",
        "to take it back, delete its line in the file"
      })
  static final class Create implements Callable<Integer> {
    private final Custodian custodian;
    private final Console console;

    @Option(
        names = "--name",
        paramLabel = "NAME",
        defaultValue = "admin",
        description = "who is to have it, for the records (default: ${DEFAULT-VALUE})")
    private String name = "";

    @Option(
        names = "--file",
        paramLabel = "FILE",
        description = "that of admin.tokenFile (default: admin-tokens in the state directory)")
    private Optional<Path> file = Optional.empty();

    @Mixin private final StateOptions options;

    Create(Custodian custodian, Console console) {
      this.custodian = custodian;
      this.console = console;
      options = new StateOptions(console);
    }

    @Override
    public Integer call() throws IOException {
      Custodian.NewToken made = custodian.createToken(file, options.state(), name);
      if (options.isJson()) {
        JsonValue json =
            JsonValue.object()
                .put("name", name)
                .put("token", made.token())
                .put("file", made.file().toString())
                .build();
        options.print(json);
      } else {
        console.out().println(made.token());
        console
            .err()
            .println(
                "shiphub: its digest is in "
                    + made.file()
                    + " under the name "
                    + name
                    + "; the token itself is kept nowhere");
      }
      return ExitCode.DONE;
    }
  }
}
