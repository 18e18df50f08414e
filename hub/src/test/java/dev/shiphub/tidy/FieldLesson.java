package dev.shiphub.tidy;

/**
 * A fault of a hub or a node of the field, read in its source, that ours must not repeat.
 *
 * <p>The tests say which lesson they are a regression of, see {@link Mark#LESSON}.
 */
enum FieldLesson {
  A1(
      "ship-go: an attempt that finds its service unknown returns and stays \"under way\" (#79,"
          + " #123)",
      "every dial has one outcome, which ends it whatever has become of the device"),
  A2(
      "ship-go: a connection runs before it is registered, and its own end comes first",
      "the opening of a connection is told before its end; one that dies at once leaves nothing"),
  A3(
      "ship-go, evcc#31561: the end of a replaced connection is told as that of the device",
      "only the end of the session is told; data goes to the successor"),
  A4(
      "ship-go: ten strangers use up the limit of all devices",
      "strangers and paired devices have places of their own; silent ones cost a device nothing"),
  A5(
      "ship-go: every TLS client stays in the list of services",
      "strangers that were here are forgotten, the oldest first, and never saved"),
  A6(
      "ship-go: an unauthenticated record writes into a known entry, and blocks it (#83)",
      "a record trusts nobody, and a false one costs a turn and not the device"),
  A7(
      "ship-go, eebuster: two time-outs for each address, and many addresses",
      "an address that does not answer is asked once, and no more than eight are"),
  A8(
      "ship-go: the timer of a dial outlives the trust",
      "withdrawn trust ends the dial that is planned and the one under way"),
  A9(
      "ship-go, derived: a late hello writes withdrawn trust back",
      "neither a handshake nor a grant that is still being saved brings trust back"),
  A10(
      "ship-go, evcc PR#31560: a free thread tells the state half a second later",
      "what happens is told in its order, and nothing after the hub has stopped"),
  A11(
      "ship-go: 100 ms after \"announce\" the connection is closed (TC_SHIP_TERM_001)",
      "a close waits for its confirmation, as long as it said"),
  A12(
      "ship-go: a shutdown forgets dials in flight and connections that were taken over",
      "the stop interrupts dials and waits for them, and ends and waits for every connection"),
  A13("ship-go: only the answer to a ping counts as life", "any frame is life"),
  A14(
      "OpenChargingCloud: a replaced connection removes the entry of its successor",
      "the end of a connection frees its own place and no other"),
  A15(
      "jeebus: each double connection leaves a scheduler's thread",
      "double connections leave one session and no thread");

  private final String seen;
  private final String holds;

  FieldLesson(String seen, String holds) {
    this.seen = seen;
    this.holds = holds;
  }

  /** Where it was seen, and how. */
  String seen() {
    return seen;
  }

  /** What must hold. */
  String holds() {
    return holds;
  }

  int number() {
    return Integer.parseInt(name().substring(1));
  }
}
