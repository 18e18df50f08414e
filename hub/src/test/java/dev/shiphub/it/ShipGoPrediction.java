package dev.shiphub.it;

import java.util.Map;
import java.util.Optional;

/**
 * What reading the source of ship-go (commit 5963bf4) had let expect of each case, before any was
 * run, and what its later source says where it came otherwise or needs a word.
 *
 * @param words the expected verdict, in both roles; "-" if nothing was predicted
 * @param why empty if all is said
 */
record ShipGoPrediction(String words, String why) {
  private static final String FAILED = "failed";
  private static final String PASSED = "passed";
  private static final String NONE = "-";
  private static final String NO_ACCESS =
      "after the handshake an access methods request gets no answer: handleState has no case for"
          + " it";
  private static final String LOST =
      "abortProtocolHandshake queues an error without its root element and closes before it is"
          + " written";

  private static final Map<String, ShipGoPrediction> KNOWN =
      Map.ofEntries(
          Map.entry(
              "TC_SHIP_MDNS_001",
              new ShipGoPrediction(
                  PASSED,
                  "our program announces nothing, a fixed address stands in for multicast DNS; the"
                      + " prediction was for one with categories")),
          failed("CONN_001", "keeps what the bigger SKI initiated, by design"),
          failed(
              "SEC_001",
              "v0.6.0 looks at the length of the identifier only; the later one compares it with"
                  + " the hash, as server inside TLS, as client after the upgrade, when it closes"),
          failed("SEC_002", "as SEC_001"),
          failed("MSG_002", "stays open, then: " + NO_ACCESS),
          failed("MSG_003", NO_ACCESS),
          failed("CMI_001", "endHandshakeWithError, before its own CMI"),
          failed("CMI_005", "as CMI_001"),
          Map.entry(
              "TC_SHIP_HELLO_002",
              new ShipGoPrediction(
                  "a race",
                  "a request sets the timer to 60 s from then instead of adding to it, so it is"
                      + " over when the second one comes")),
          failed("PROT_003", "closes without an error message"),
          failed("PROT_004", LOST),
          failed("PROT_005", "closes without an error message"),
          failed("PROT_006", LOST),
          Map.entry(
              "TC_SHIP_TERM_001",
              new ShipGoPrediction("at risk", "its reason is free text, \"User close\"")),
          failed("AM_001", NO_ACCESS),
          failed("AMDATA_001", NO_ACCESS),
          Map.entry(
              "TC_SHIP_AMDATA_002",
              new ShipGoPrediction(
                  PASSED,
                  "access methods are answered; the data is handed up, but our program has no SPINE"
                      + " layer that would reply")),
          failed(
              "AMDATA_003",
              "our program has no SPINE layer that would read discovery; and " + NO_ACCESS),
          Map.entry("TC_SHIP_AMDATA_004", new ShipGoPrediction("not applicable", "")),
          seen("TLS_001", "without a SPINE layer it has nothing long to say"),
          seen("TLS_005", "the SKI of a server is compared after the upgrade"),
          seen("WS_001", "a client that asks for another sub-protocol is upgraded, then closed"),
          seen("WS_006", "v0.6.0 sets no limit to what it reads, the later one 100 KiB"),
          seen("HELLO_002", "closes at once, with 4500 \"User close\""));

  static ShipGoPrediction of(String name) {
    String usual = name.startsWith("TC_SHIP_") ? PASSED : NONE;
    return Optional.ofNullable(KNOWN.get(name)).orElse(new ShipGoPrediction(usual, ""));
  }

  /** Whether a verdict needs no explanation. */
  boolean fits(String verdict) {
    return verdict.equals(words.equals(NONE) ? PASSED : words);
  }

  private static Map.Entry<String, ShipGoPrediction> failed(String name, String why) {
    return Map.entry("TC_SHIP_" + name, new ShipGoPrediction(FAILED, why));
  }

  private static Map.Entry<String, ShipGoPrediction> seen(String name, String why) {
    return Map.entry("TC_SHUB_" + name, new ShipGoPrediction(NONE, why));
  }
}
