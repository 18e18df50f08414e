package dev.shiphub.hub.cli;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.qr.QrReader;
import dev.shiphub.ship.qr.QrText;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which device is meant, in all commands that decide about one. */
final class DeviceChoice {
  /** What stands for something that is typed, scanned or piped, and so in no list of processes. */
  static final String FROM_INPUT = "-";

  private final Console console;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "SKI|QR-TEXT",
      description = {
        "its SKI; for a known device 6 or more digits of its beginning are enough",
        "or the text of its QR code, in quotes: 'SHIP;SKI:...;ENDSHIP;'",
        "or -: asks for it, or reads it from stdin"
      })
  private String text = "";

  DeviceChoice(Console console) {
    this.console = console;
  }

  /**
   * The device that is meant.
   *
   * @param name its SKI, or what the daemon is to know it by
   * @param pin its PIN, if the QR text has it
   */
  record Chosen(String name, Optional<Pin> pin) {}

  /** Reads the choice; wrong usage if it is a QR text that names no device. */
  Chosen chosen() {
    String meant = text.equals(FROM_INPUT) ? typed() : text;
    if (!QrReader.isMeant(meant)) {
      // Left to the daemon, which knows the devices.
      return new Chosen(meant, Optional.empty());
    }
    return switch (QrReader.read(meant)) {
      case QrReader.Read.Ok(QrText qr) -> new Chosen(qr.ski().hex(), qr.pin());
      case QrReader.Read.Failed(String what) ->
          throw new ParameterException(spec.commandLine(), "not a QR text of a device: " + what);
    };
  }

  private String typed() {
    return console
        .prompt()
        .ask("SKI or QR text")
        .filter(line -> !line.isBlank())
        .orElseThrow(() -> new ParameterException(spec.commandLine(), "no device was given"));
  }
}
