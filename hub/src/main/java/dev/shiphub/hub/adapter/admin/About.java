package dev.shiphub.hub.adapter.admin;

import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.qr.QrText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * What the daemon says of itself.
 *
 * @param ski its own SKI
 * @param shipId its own SHIP ID
 * @param qr what its QR code says, which may be its PIN, too
 * @param certificateUntil when its certificate ends
 * @param version of the program
 * @param shipPort the bound SHIP port; 0 as long as none is bound. Asked by any thread
 * @param stateDirectory where records and events are stored
 * @param limits every upper bound of the hub by name
 * @param refused how many connections were turned away, by stage and reason. Asked by any thread
 * @param startedAt when it started, by the steady clock
 * @param audit how many entries its audit log has, and the hash of the last; asked by any thread
 * @param mqtt how it stands with the MQTT broker, if there is one; asked by any thread
 */
public record About(
    Ski ski,
    ShipId shipId,
    QrText qr,
    Instant certificateUntil,
    String version,
    IntSupplier shipPort,
    Path stateDirectory,
    JsonObject limits,
    Supplier<JsonObject> refused,
    Instant startedAt,
    Supplier<Optional<JsonObject>> audit,
    Supplier<Optional<JsonObject>> mqtt) {}
