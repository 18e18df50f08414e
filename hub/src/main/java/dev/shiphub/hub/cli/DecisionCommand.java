package dev.shiphub.hub.cli;

import dev.shiphub.ship.qr.QrReader;
import dev.shiphub.ship.qr.QrText;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A decision about one device: {@code pair}, {@code deny}, {@code unpair}, {@code disconnect}. */
@Command
final class DecisionCommand implements Callable<Integer> {
  private final String decision;

  @Mixin private final ApiOptions api;

  @Parameters(
      paramLabel = "SKI|QR-TEXT",
      description = {
        "its SKI; for a known device 6 or more digits of its beginning are enough",
        "or the text of its QR code, in quotes: 'SHIP;SKI:...;ENDSHIP;'"
      })
  private String device = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  /**
   * @param decision the last segment of the path in the API
   */
  DecisionCommand(String decision, Console console) {
    this.decision = decision;
    api = new ApiOptions(console);
  }

  @Override
  public Integer call() {
    String path = "/devices/" + AdminClient.segment(ski()) + "/" + decision;
    return api.show(
        api.client().post(path),
        done -> List.of(decision + " " + done.text("ski") + ": " + done.text("result")));
  }

  /** What is no QR text is left to the daemon, which knows the devices. */
  private String ski() {
    if (!QrReader.isMeant(device)) {
      return device;
    }
    return switch (QrReader.read(device)) {
      case QrReader.Read.Ok(QrText qr) -> qr.ski().hex();
      case QrReader.Read.Failed(String what) ->
          throw new ParameterException(spec.commandLine(), "not a QR text of a device: " + what);
    };
  }
}
