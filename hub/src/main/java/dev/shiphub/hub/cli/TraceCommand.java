package dev.shiphub.hub.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What goes over the connections of a device, as the daemon writes it. */
@Command(
    name = "trace",
    description = "the last SHIP messages of a device, and with --follow those that come")
final class TraceCommand implements Callable<Integer> {
  private static final int BUFFER = 16 * 1024;

  @Mixin private final ApiOptions api;
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "SKI", description = "its SKI, or 6 or more digits of its beginning")
  private String ski = "";

  @Option(
      names = {"-f", "--follow"},
      description = "go on until Ctrl-C, or until the daemon stops")
  private boolean isFollowing;

  @Option(
      names = "--format",
      description = "text, jsonl, or pcapng, which Wireshark opens (default: text)")
  private Format format = Format.TEXT;

  @Option(
      names = "--redact",
      description = "pseudonyms for SKIs, serial numbers and the like, to show it to others")
  private boolean isRedacted;

  @Option(names = "--since", paramLabel = "SEQ", description = "only what came after that number")
  private Optional<Long> since = Optional.empty();

  TraceCommand(Console console) {
    api = new ApiOptions(console);
  }

  /** How the daemon writes it. */
  enum Format {
    TEXT,
    JSONL,
    PCAPNG;

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public Integer call() {
    Format wanted = api.isJson() ? Format.JSONL : format;
    if (wanted == Format.PCAPNG && api.console().isTerminal()) {
      throw new ParameterException(
          spec.commandLine(), "a capture is not for terminals; write it to a file with > FILE");
    }
    AdminClient client = api.client();
    try (InputStream trace = client.open(path(wanted))) {
      copy(trace, wanted);
      return ExitCode.DONE;
    } catch (RefusedAnswer refused) {
      return api.refused(refused.got());
    } catch (IOException broken) {
      return api.unreachable(Printable.of(String.valueOf(broken.getMessage())));
    }
  }

  private String path(Format wanted) {
    return "/devices/"
        + AdminClient.segment(ski)
        + "/trace?format="
        + wanted.word()
        + "&follow="
        + isFollowing
        + "&redact="
        + isRedacted
        + since.map(seq -> "&since=" + seq).orElse("");
  }

  /** The daemon writes an empty line when nothing has come for a while. */
  private void copy(InputStream trace, Format wanted) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int length = trace.read(buffer);
        length >= 0 && !api.console().out().checkError();
        length = trace.read(buffer)) {
      boolean isIdle = wanted != Format.PCAPNG && length == 1 && buffer[0] == '\n';
      if (!isIdle) {
        api.console().out().write(buffer, 0, length);
        api.console().out().flush();
      }
    }
  }
}
