package dev.shiphub.hub.cli;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What all commands have in common that ask a daemon: where it is, and how to show what it says.
 */
final class ApiOptions {
  private static final String VARIABLE = "SHIPHUB_ADMIN";
  private static final Duration REDRAW = Duration.ofSeconds(1);
  private static final String CLEAR = "\u001b[H\u001b[2J\u001b[3J";

  private final Console console;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--admin",
      paramLabel = "HOST:PORT",
      description = "where the daemon is (default: $SHIPHUB_ADMIN, else 127.0.0.1:4780)")
  private Optional<String> admin = Optional.empty();

  @Option(names = "--json", description = "print one JSON document instead of text")
  private boolean isJson;

  ApiOptions(Console console) {
    this.console = console;
  }

  Console console() {
    return console;
  }

  boolean isJson() {
    return isJson;
  }

  /** A client of the daemon that is meant; wrong usage if its address is none. */
  AdminClient client() {
    String text =
        admin
            .or(() -> console.environment().apply(VARIABLE).filter(set -> !set.isBlank()))
            .orElse(AdminAddress.USUAL.toString());
    return new AdminClient(
        AdminAddress.parse(text)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "not an address of a daemon: " + text + "; expected HOST:PORT")));
  }

  /** Shows an answer, as JSON or as the lines of a page. */
  int show(Got got, Function<Doc, List<String>> page) {
    switch (got) {
      case Got.Ok(Doc doc) when isJson -> print(doc.json());
      case Got.Ok(Doc doc) -> page.apply(doc).forEach(console.out()::println);
      case Got.Refused refused -> {
        if (isJson) {
          print(refused.problem().json());
        }
        return refused(refused);
      }
      case Got.Unreachable(String why) -> {
        return unreachable(why);
      }
    }
    return ExitCode.DONE;
  }

  /**
   * Asks for a decision about a device, and shows what came of it.
   *
   * @param decision the last segment of the path in the API
   * @param device as the daemon is to know it
   */
  int decide(String decision, String device, JsonObject body) {
    return show(
        client().post("/devices/" + AdminClient.segment(device) + "/" + decision, body),
        done -> List.of(decision + " " + done.text("ski") + ": " + done.text("result")));
  }

  /** Shows a page again and again, until the user ends it or nobody reads on. */
  int watch(Supplier<Got> request, Function<Doc, List<String>> page) throws InterruptedException {
    if (isJson) {
      throw new ParameterException(
          spec.commandLine(), "--watch is for people; follow with: events --follow --json");
    }
    int code = look(request.get(), page);
    while (code == ExitCode.DONE && !console.out().checkError() && console.pause().pause(REDRAW)) {
      look(request.get(), page);
    }
    return code;
  }

  private int look(Got got, Function<Doc, List<String>> page) {
    if (console.isTerminal()) {
      console.out().print(CLEAR);
    }
    int code = show(got, page);
    console.out().flush();
    return code;
  }

  int failed(String why) {
    console.err().println("shiphub: " + why);
    return ExitCode.FAILED;
  }

  /** Says why the daemon does not do it; returns whose fault that is. */
  int refused(Got.Refused refused) {
    console.err().println("shiphub: " + Printable.of(refused.words()));
    return refused.isMisused() ? ExitCode.USAGE : ExitCode.FAILED;
  }

  int unreachable(String why) {
    console
        .err()
        .println(
            "shiphub: no daemon reachable at "
                + client().address()
                + " ("
                + why
                + "); start one with 'shiphub run', or say where it is with --admin HOST:PORT");
    return ExitCode.NO_DAEMON;
  }

  /** One line. */
  void print(JsonValue json) {
    console.out().println(JsonWriter.COMPACT.text(json));
  }
}
