package dev.shiphub.hub.adapter.admin;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.qr.QrReader;
import dev.shiphub.ship.qr.QrText;
import java.util.Optional;

/** What a user has of the device that is to be paired; no PIN is ever quoted. */
sealed interface PairBody permits PairBody.Known, Problem {
  /**
   * This.
   *
   * @param pin its PIN, typed or scanned
   * @param scanned the SKI of the QR code on the device
   */
  record Known(Optional<Pin> pin, Optional<Ski> scanned) implements PairBody {
    /** Whether the code, if one was scanned, is that of this device. */
    boolean fits(Ski ski) {
      return scanned.isEmpty() || scanned.get().equals(ski);
    }
  }

  static PairBody of(JsonObject members) {
    Optional<Pin> pin = members.text("pin").flatMap(Pin::parse);
    if (members.get("pin").isPresent() && pin.isEmpty()) {
      return Problem.badRequest("this is no PIN", Pin.FORM + ", sent as text");
    }
    if (members.get("qr").isEmpty()) {
      return new Known(pin, Optional.empty());
    }
    return switch (QrReader.read(members.text("qr").orElse(""))) {
      case QrReader.Read.Ok(QrText qr) -> new Known(pin.or(qr::pin), Optional.of(qr.ski()));
      case QrReader.Read.Failed _ ->
          Problem.badRequest(
              "this is not the text of a device's QR code",
              "send all of it, from SHIP; to the end, as text");
    };
  }

  /** The code belongs to another device, which is what codes are compared for. */
  static Problem otherDevice(Ski ski) {
    return Problem.of(
            409,
            "other-device",
            "The QR code is that of another device",
            "the SKI in the QR code is not the one that is to be paired; nothing was changed",
            "scan the code on this very device, and do not pair it if they differ")
        .about(ski);
  }
}
