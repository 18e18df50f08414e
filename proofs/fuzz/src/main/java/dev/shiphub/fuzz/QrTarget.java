package dev.shiphub.fuzz;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.qr.QrReader;
import dev.shiphub.ship.qr.QrText;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Texts of QR codes, and what people type from a label: a SKI, a PIN. */
public final class QrTarget {
  private QrTarget() {}

  /** What is read can be printed, and is then read as the same device. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    if (Cost.within(input.length, () -> QrReader.read(text))
        instanceof QrReader.Read.Ok(QrText qr)) {
      Finding.unless(QrReader.isMeant(text), "read, but not meant: " + text);
      QrReader.Read again = QrReader.read(qr.text());
      Finding.unless(
          again.equals(new QrReader.Read.Ok(qr)), "printed and read again: " + qr.text());
    }
    Cost.within(input.length, () -> Ski.parse(text))
        .ifPresent(ski -> sameAgain(Ski.parse(ski.grouped()), ski));
    Cost.within(input.length, () -> Pin.parse(text))
        .ifPresent(pin -> sameAgain(Pin.parse(pin.digits()), pin));
  }

  private static <T> void sameAgain(Optional<T> again, T first) {
    Finding.unless(again.equals(Optional.of(first)), "typed again it is another: " + first);
  }
}
