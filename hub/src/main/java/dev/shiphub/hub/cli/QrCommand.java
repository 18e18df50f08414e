package dev.shiphub.hub.cli;

import dev.shiphub.hub.qr.QrPicture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code identity qr}: for people a picture, for pipes the text alone. */
@Command(
    name = "qr",
    description = {
      "its QR code, for devices that can read one, and the text of it;",
      "with its PIN, if ship.pin is set: show it only to whom you would tell the PIN"
    })
final class QrCommand implements Callable<Integer> {
  /** Black on white whatever the colours of the terminal: not every scanner reads the inverse. */
  private static final String INK = "\u001b[38;5;16;48;5;231m";

  private static final String PLAIN = "\u001b[0m";

  private final Custodian custodian;

  @Mixin private final ApiOptions api;

  @Option(
      names = "--svg",
      paramLabel = "FILE",
      description = "write the picture there instead, as SVG; an existing file is replaced")
  private Optional<Path> svg = Optional.empty();

  QrCommand(Custodian custodian, Console console) {
    this.custodian = custodian;
    api = new ApiOptions(console);
  }

  @Override
  public Integer call() throws IOException {
    Got got = api.client().get("/identity/qr");
    if (svg.isPresent() && got instanceof Got.Ok(Doc doc)) {
      String picture = QrPicture.of(doc.text("qr")).svg();
      custodian.keep(svg.get(), picture.getBytes(StandardCharsets.UTF_8), true);
    }
    return api.show(got, this::lines);
  }

  private List<String> lines(Doc doc) {
    List<String> lines = new ArrayList<>();
    if (api.console().isTerminal() && svg.isEmpty()) {
      QrPicture.of(doc.text("qr")).lines().forEach(line -> lines.add(INK + line + PLAIN));
    }
    lines.add(doc.text("qr"));
    return lines;
  }
}
