package dev.shiphub.sim.quirk;

import java.util.List;
import java.util.Optional;

/**
 * The quirks that devices of one make, or of one stack, are known for.
 *
 * @param name as people type it, such as {@code elli}
 * @param description what is simulated and what is not, honestly
 * @param evidence who has seen it
 * @param quirks may be none, where nothing but its SPINE is on record
 */
public record QuirkSet(String name, String description, String evidence, Quirks quirks) {
  private static final List<QuirkSet> ALL =
      List.of(
          set(
              "elli",
              "Elli charger: sloppy certificate, 4452 while not accepted, closes after 10 minutes"
                  + " without SPINE",
              "evcc#4815, #19105, evcc-io/eebus#3",
              "non-der-certificate",
              "bare-certificate",
              "rejects-pending=60s",
              "idle-close=10m"),
          set(
              "porsche",
              "Porsche mobile charger: a zero byte after its JSON, sloppy certificate",
              "evcc#15438, #5051",
              "trailing-nul=1",
              "non-der-certificate",
              "bare-certificate"),
          set(
              "vaillant",
              "Vaillant gateway: exactly one connection, silent after a duplicate, 4450 when the"
                  + " hub's SHIP ID changes",
              "evcc#30889, devices-app#1, eebus-ha-bridge README",
              "one-connection",
              "hangs-on-duplicate",
              "ship-id-mismatch"),
          set(
              "nibe",
              "NIBE heat pump (openeebus): one peer, the first connection stays, another is cut"
                  + " after the HTTP 101",
              "openeebus#48, evcc#24623",
              "double-connection=first",
              "one-connection"),
          set(
              "ship-go-old",
              "ship-go up to 2026-07, thus evcc: the connection of the bigger SKI stays, flat"
                  + " errors, free reasons; its time limits of hello are not simulated",
              "ship-go 134687068e3c, #101, #118",
              "double-connection=init",
              "flat-error",
              "free-close-reason",
              "tls-1.3"),
          set(
              "ship-go-new",
              "ship-go since 2026-08: both ends keep the newest connection",
              "ship-go #106",
              "double-connection=recent",
              "tls-1.3"),
          set(
              "jeebus",
              "jeebus (Java): waiting in seconds, CBC only, the bigger SKI keeps the oldest;"
                  + " its strictness when reading is not simulated",
              "openmuc/jeebus.ship",
              "double-connection=first-bigger",
              "waiting-in-seconds",
              "cbc-only"),
          set(
              "eebus-net",
              "EEBUS.Net (C#): echoes as server, explicit defaults, no rule; TLS 1.2 only, as"
                  + " every simulated device",
              "kermigmbh/EEBUS.Net",
              "double-connection=none",
              "echoes",
              "explicit-defaults"),
          set(
              "tinkerforge",
              "Tinkerforge WARP: misspelt prolongation, waiting below 0, announce answered by"
                  + " announce; its fixed small buffer is not simulated",
              "esp32-firmware ship_connection.cpp",
              "double-connection=none",
              "misspelt-prolongation",
              "waiting-underflow",
              "announce-for-announce",
              "free-close-reason"),
          set(
              "py-eebus",
              "py-eebus: hello pending without waiting, register=true always, no rule",
              "BjoernWaechter/py-eebus",
              "double-connection=none",
              "pending-without-waiting",
              "register-true"),
          set(
              "control-box",
              "grid control box: dials within 1 s of the hub's announcement, exits when aborted",
              "evcc#32966, #33046",
              "eager-dial",
              "exits-when-aborted"),
          set(
              "evcc-old-certificate",
              "evcc with a certificate of 2022: its SKI is not the hash of its key, a hub has to"
                  + " refuse it with a clear cause",
              "evcc#31366, #31043",
              "wrong-ski-certificate"),
          set(
              "spelsberg",
              "Spelsberg wallbox: nothing but its SPINE is on record; no quirk of SHIP is known",
              "enbility/devices"),
          set(
              "kostal",
              "Kostal KSEM: nothing but its SPINE is on record; no quirk of SHIP is known",
              "enbility/devices"),
          set(
              "sma",
              "SMA Sunny Home Manager: compares the SHIP ID with that of the pairing; the rest on"
                  + " record is SPINE",
              "ship-protocol 11.1, enbility/devices",
              "ship-id-mismatch"),
          set(
              "viessmann",
              "Viessmann Vitoconnect: nothing but its SPINE is on record; no quirk of SHIP is"
                  + " known",
              "enbility/devices"));

  private static QuirkSet set(String name, String description, String evidence, String... quirks) {
    return new QuirkSet(name, description, evidence, Quirks.of(quirks));
  }

  /** Every set, in the order in which people are shown them. */
  public static List<QuirkSet> all() {
    return ALL;
  }

  /** The set of that name. */
  public static Optional<QuirkSet> named(String name) {
    return ALL.stream().filter(set -> set.name().equals(name)).findFirst();
  }

  /** The names of all. */
  public static List<String> names() {
    return ALL.stream().map(QuirkSet::name).toList();
  }
}
