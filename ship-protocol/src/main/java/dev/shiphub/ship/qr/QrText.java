package dev.shiphub.ship.qr;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the QR code of a device says (SHIP 12.6, SRIP 3.1).
 *
 * @param ski who it is
 * @param id its SHIP ID; recommended only, so it may be missing
 * @param pin if it has one; a secret, never logged
 * @param brand as people know it; this and the next three without {@code ;}
 * @param type of device
 * @param model of the brand
 * @param serial number
 * @param categories of SRIP, such as 2 for an energy manager
 */
public record QrText(
    Ski ski,
    Optional<ShipId> id,
    Optional<Pin> pin,
    Optional<String> brand,
    Optional<String> type,
    Optional<String> model,
    Optional<String> serial,
    List<Integer> categories) {
  public QrText {
    categories = List.copyOf(categories);
  }

  /** The text of the QR code: in the order of the specification, digits in groups of four. */
  public String text() {
    StringBuilder text = new StringBuilder("SHIP;");
    add(text, QrKey.SKI, Optional.of(ski.grouped()));
    add(text, QrKey.PIN, pin.map(QrText::grouped));
    add(text, QrKey.ID, id.map(ShipId::value));
    add(text, QrKey.BRAND, brand);
    add(text, QrKey.TYPE, type);
    add(text, QrKey.MODEL, model);
    add(text, QrKey.SERIAL, serial);
    add(text, QrKey.CAT, Optional.of(joined(categories)));
    return text.append("ENDSHIP;").toString();
  }

  /** The same for everybody's eyes. */
  public QrText withoutPin() {
    return new QrText(ski, id, Optional.empty(), brand, type, model, serial, categories);
  }

  private static void add(StringBuilder text, QrKey key, Optional<String> value) {
    // The first semicolon ends a value, and there is no way to quote one.
    value
        .map(it -> it.replace(";", "").strip())
        .filter(it -> !it.isEmpty())
        .ifPresent(it -> text.append(key.name()).append(':').append(it).append(';'));
  }

  private static String grouped(Pin pin) {
    return pin.digits().replaceAll("(.{4})(?!$)", "$1 ");
  }

  private static String joined(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  @Override
  public String toString() {
    return "QrText[" + ski + pin.map(it -> ", pin=" + it).orElse("") + "]";
  }
}
