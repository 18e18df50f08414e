package dev.shiphub.hub.cli;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.qr.QrReader;
import dev.shiphub.ship.qr.QrText;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pair}: trusts a device, and enters its PIN if it has one. */
@Command(description = "trust a device, and connect to it")
final class PairCommand implements Callable<Integer> {
  @Mixin private final ApiOptions api;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "SKI|QR-TEXT",
      description = {
        "its SKI; for a known device 6 or more digits of its beginning are enough",
        "or the text of its QR code, in quotes: 'SHIP;SKI:...;ENDSHIP;'"
      })
  private String device = "";

  @Option(
      names = "--pin",
      paramLabel = "PIN",
      description =
          "the PIN that stands on the device, 8 to 16 hex digits; also for one that is"
              + " paired and waits for it")
  private Optional<String> pin = Optional.empty();

  PairCommand(Console console) {
    api = new ApiOptions(console);
  }

  @Override
  public Integer call() {
    Optional<QrText> qr = QrReader.isMeant(device) ? Optional.of(read()) : Optional.empty();
    Optional<String> known = pin.or(() -> qr.flatMap(QrText::pin));
    // What is no QR text is left to the daemon, which knows the devices.
    String ski = qr.map(text -> text.ski().hex()).orElse(device);
    return api.show(
        api.client().post("/devices/" + AdminClient.segment(ski) + "/pair", body(known)),
        done -> List.of("pair " + done.text("ski") + ": " + done.text("result")));
  }

  private QrText read() {
    return switch (QrReader.read(device)) {
      case QrReader.Read.Ok(QrText qr) -> qr;
      case QrReader.Read.Failed(String what) ->
          throw new ParameterException(spec.commandLine(), "not a QR text of a device: " + what);
    };
  }

  private JsonObject body(Optional<String> known) {
    return known
        .map(
            typed ->
                JsonValue.object()
                    .put("pin", Pin.parse(typed).orElseThrow(this::wrong).digits())
                    .build())
        .orElse(JsonObject.EMPTY);
  }

  /** Does not quote what may be a PIN with a slip in it. */
  private ParameterException wrong() {
    return new ParameterException(spec.commandLine(), "--pin: " + Pin.FORM);
  }
}
