package dev.shiphub.hub.cli;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What all commands have in common that ask a daemon: where it is, and how to show what it says.
 */
final class ApiOptions {
  private static final String VARIABLE = "SHIPHUB_ADMIN";
  private static final String FINGERPRINT = "SHIPHUB_FINGERPRINT";
  private static final String TOKEN = "SHIPHUB_TOKEN";
  private static final Pattern SENDABLE = Pattern.compile("[A-Za-z0-9._~+/=-]{1,256}");
  private static final Duration REDRAW = Duration.ofSeconds(1);
  private static final String CLEAR = "\u001b[H\u001b[2J\u001b[3J";

  private final Console console;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--admin",
      paramLabel = "HOST:PORT",
      description =
          "where the daemon is, https://HOST:PORT if it is elsewhere (default: $SHIPHUB_ADMIN, else"
              + " 127.0.0.1:4780)")
  private Optional<String> admin = Optional.empty();

  @Option(
      names = "--fingerprint",
      paramLabel = "HEX",
      description =
          "of the certificate of a daemon elsewhere, which it logs at its start (default:"
              + " $SHIPHUB_FINGERPRINT)")
  private Optional<String> fingerprint = Optional.empty();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "the token for it is the first line (default: $SHIPHUB_TOKEN)")
  private Optional<Path> tokenFile = Optional.empty();

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

  /** Whether the user says where the daemon is. */
  boolean isElsewhere() {
    return admin.isPresent();
  }

  /** A client of the daemon that is meant; wrong usage if its address is none. */
  AdminClient client() {
    AdminAddress address = address();
    return new AdminClient(address, new Credentials(token(address), fingerprint(address)));
  }

  private AdminAddress address() {
    String text = admin.or(() -> variable(VARIABLE)).orElse(AdminAddress.USUAL.toString());
    return AdminAddress.parse(text)
        .orElseThrow(
            () ->
                misused(
                    "not an address of a daemon: "
                        + text
                        + "; expected HOST:PORT or https://HOST:PORT"));
  }

  private Optional<Fingerprint> fingerprint(AdminAddress address) {
    if (!address.isSecure()) {
      return Optional.empty();
    }
    String text =
        fingerprint
            .or(() -> variable(FINGERPRINT))
            .orElseThrow(
                () ->
                    misused(
                        "the certificate of "
                            + address
                            + " is signed by nobody; say its --fingerprint, which the daemon logs"
                            + " at its start"));
    return Optional.of(
        Fingerprint.parse(text)
            .orElseThrow(() -> misused("not a fingerprint: " + text + "; it has 64 hex digits")));
  }

  private Optional<String> token(AdminAddress address) {
    Optional<String> token =
        tokenFile.map(this::firstLine).or(() -> variable(TOKEN)).map(String::strip);
    if (token.filter(it -> !SENDABLE.matcher(it).matches()).isPresent()) {
      throw misused("what is given as a token is none");
    }
    if (token.isPresent() && !address.isPrivate()) {
      throw misused("a token is not sent to " + address + " for all to read; use https://");
    }
    return token;
  }

  private String firstLine(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.findFirst().orElse("");
    } catch (IOException | UncheckedIOException unreadable) {
      throw misused("the token cannot be read: " + unreadable + "; give another --token-file");
    }
  }

  private Optional<String> variable(String name) {
    return console.environment().apply(name).filter(set -> !set.isBlank());
  }

  private ParameterException misused(String words) {
    return new ParameterException(spec.commandLine(), words);
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
