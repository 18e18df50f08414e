package dev.shiphub.hub.cli;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code identity backup}: asks the daemon, or does without where none runs. */
@Command(
    name = "backup",
    description = {
      "one encrypted file with identity, pairings, static peers and SHIP ID;",
      "the daemon makes it, or, if none is reachable or with --state, this command"
    })
final class BackupCommand implements Callable<Integer> {
  private static final Path TO_STDOUT = Path.of("-");

  private final Custodian custodian;

  @Mixin private final ApiOptions api;

  @Mixin private final PassphraseOption passphrase;

  @Parameters(paramLabel = "FILE", description = "where to write it; -: to stdout")
  private Path file = TO_STDOUT;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "the state directory of a daemon that does not run")
  private Optional<Path> state = Optional.empty();

  @Option(names = "--force", description = "replace FILE if it exists")
  private boolean isForced;

  BackupCommand(Custodian custodian, Console console) {
    this.custodian = custodian;
    api = new ApiOptions(console);
    passphrase = new PassphraseOption(console);
  }

  @Override
  public Integer call() throws IOException {
    if (!isForced && !file.equals(TO_STDOUT) && Files.exists(file)) {
      return api.failed(file + " exists; choose another name, or replace it with --force");
    }
    String secret = passphrase.chosen();
    if (state.isPresent()) {
      return keep(custodian.backup(state, secret));
    }
    AdminClient daemon = api.client();
    Got got = daemon.post("/identity/backup", JsonValue.object().put("passphrase", secret).build());
    return switch (got) {
      case Got.Ok(Doc doc) -> keep(doc.json());
      case Got.Refused refused -> api.refused(refused);
      case Got.Unreachable _ -> keep(custodian.backup(Optional.empty(), secret));
    };
  }

  private int keep(JsonObject backup) throws IOException {
    byte[] content = (JsonWriter.COMPACT.text(backup) + "\n").getBytes(StandardCharsets.UTF_8);
    if (file.equals(TO_STDOUT)) {
      api.console().out().print(new String(content, StandardCharsets.UTF_8));
      return ExitCode.DONE;
    }
    custodian.keep(file, content, isForced);
    String ski = new Doc(backup).text("ski");
    if (api.isJson()) {
      api.print(JsonValue.object().put("ski", ski).put("file", file.toString()).build());
    } else {
      api.console().out().println("backup of " + ski + " is in " + file);
    }
    return ExitCode.DONE;
  }
}
