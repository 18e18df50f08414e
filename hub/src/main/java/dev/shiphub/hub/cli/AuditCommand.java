package dev.shiphub.hub.cli;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The log of all decisions about trust, read from its files: no daemon is asked. */
@Command(
    name = "audit",
    description = "the log of all decisions about trust",
    synopsisSubcommandLabel = "(verify | show)")
final class AuditCommand {
  private AuditCommand() {}

  /** With its subcommands. */
  static CommandLine line(Custodian custodian, Console console) {
    return new CommandLine(new AuditCommand())
        .addSubcommand(new Verify(custodian, console))
        .addSubcommand(new Show(custodian, console));
  }

  private static int complain(Custodian.Audited seen, Console console) {
    for (String fault : seen.faults()) {
      console.err().println("shiphub: " + Printable.of(fault));
    }
    return seen.faults().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }

  @Command(
      name = "verify",
      description = {
        "whether the log is whole: nothing changed, removed, inserted or put in another order;",
        "whoever can write the files can make them all anew, which only --head finds out"
      })
  static final class Verify implements Callable<Integer> {
    private static final Pattern HEAD = Pattern.compile("[0-9a-f]{64}");

    private final Custodian custodian;
    private final Console console;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private final StateOptions options;

    @Option(
        names = "--head",
        paramLabel = "HASH",
        description = "a head that was noted elsewhere: the log must still hold its entry")
    private Optional<String> head = Optional.empty();

    Verify(Custodian custodian, Console console) {
      this.custodian = custodian;
      this.console = console;
      options = new StateOptions(console);
    }

    @Override
    public Integer call() throws IOException {
      if (head.isPresent() && !HEAD.matcher(head.get()).matches()) {
        throw new ParameterException(
            spec.commandLine(), "no head: " + head.get() + "; expected 64 hex digits");
      }
      Custodian.Audited seen = custodian.audit(options.state(), head, _ -> {});
      if (options.isJson()) {
        options.print(json(seen));
      } else {
        page(seen, console.out());
      }
      return complain(seen, console);
    }

    private static JsonValue json(Custodian.Audited seen) {
      return JsonValue.object()
          .put("whole", seen.faults().isEmpty())
          .put("stateDirectory", seen.state().toString())
          .putIfPresent("ski", seen.gateway().map(ski -> JsonValue.of(ski.hex())))
          .put("entries", seen.entries())
          .putIfPresent("from", seen.from().map(at -> JsonValue.of(at.toString())))
          .putIfPresent("until", seen.until().map(at -> JsonValue.of(at.toString())))
          .putIfPresent("head", seen.head().map(JsonValue::of))
          .put("notes", JsonValue.texts(seen.notes()))
          .put("faults", JsonValue.texts(seen.faults()))
          .build();
    }

    private static void page(Custodian.Audited seen, PrintStream out) {
      out.println("audit log  " + (seen.faults().isEmpty() ? "whole" : "NOT WHOLE"));
      seen.gateway().ifPresent(ski -> out.println("gateway    " + ski.grouped()));
      out.println(
          "entries    "
              + seen.entries()
              + seen.from().map(at -> ", from " + at).orElse("")
              + seen.until().map(at -> " to " + at).orElse(""));
      seen.head().ifPresent(head -> out.println("head       " + head));
      seen.notes().forEach(note -> out.println("note       " + Printable.of(note)));
    }
  }

  @Command(name = "show", description = "its entries, oldest first")
  static final class Show implements Callable<Integer> {
    private final Custodian custodian;
    private final Console console;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private final StateOptions options;

    @Option(names = "--ski", paramLabel = "SKI", description = "those about this device only")
    private Optional<String> ski = Optional.empty();

    Show(Custodian custodian, Console console) {
      this.custodian = custodian;
      this.console = console;
      options = new StateOptions(console);
    }

    @Override
    public Integer call() throws IOException {
      Optional<String> device =
          ski.map(
              text ->
                  Ski.parse(text)
                      .orElseThrow(
                          () -> new ParameterException(spec.commandLine(), "no SKI: " + text))
                      .hex());
      return complain(
          custodian.audit(
              options.state(),
              Optional.empty(),
              entry -> {
                if (device.isEmpty() || device.equals(entry.text("ski"))) {
                  console
                      .out()
                      .println(options.isJson() ? JsonWriter.COMPACT.text(entry) : text(entry));
                }
              }),
          console);
    }

    private static String text(JsonObject entry) {
      Doc doc = new Doc(entry);
      return "%5s  %s  %-13s %s%n         by %s: %s%s"
          .formatted(
              doc.text("seq"),
              doc.text("at"),
              doc.text("deed"),
              doc.text("ski"),
              doc.text("who"),
              doc.text("how"),
              doc.text("evidence").isEmpty() ? "" : "; " + doc.text("evidence"));
    }
  }
}
