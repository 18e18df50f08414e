package dev.shiphub.sim.conform;

import dev.shiphub.sim.conform.CaseSheet.Needs;
import dev.shiphub.sim.conform.CaseSheet.Roles;

/**
 * Our own cases: what foreign peers depend on and no official case looks at. Their names are never
 * used again for something else.
 */
public enum OwnCase implements TestCase {
  TC_SHUB_TLS_001(
      "Records of at most 1024 bytes",
      "SHIP 9.2: no TLS plaintext is longer than 1024 bytes",
      Roles.EITHER,
      WireCases::records),
  TC_SHUB_TLS_002(
      "Suites that are offered",
      "SHIP 9.1: only its suites, CBC_SHA256 among them, GCM before it",
      Roles.CLIENT,
      WireCases::suites),
  TC_SHUB_TLS_003(
      "No session is resumed",
      "SHIP 9.6, 12.1: every connection checks the certificate",
      Roles.EITHER,
      SecurityCases::resumption),
  TC_SHUB_TLS_004(
      "A client without certificate",
      "SHIP 9: TLS is mutual",
      Roles.SERVER,
      SecurityCases::nameless),
  TC_SHUB_TLS_005(
      "Another SKI behind a trusted address",
      "SHIP 12.1: nothing is said to a node whose SKI was not meant",
      Roles.CLIENT,
      SecurityCases::anotherSki),
  TC_SHUB_WS_001(
      "Sub-protocol and path",
      "SHIP 10.2: ship is asked for and granted, others are refused",
      Roles.EITHER,
      WireCases::upgrade),
  TC_SHUB_WS_002(
      "One binary frame for each message",
      "SHIP 10.3: some peers put no fragments together",
      Roles.EITHER,
      WireCases::frames),
  TC_SHUB_WS_003(
      "A message in two frames is taken", "RFC 6455 5.4", Roles.EITHER, ToleranceCases::fragments),
  TC_SHUB_WS_004(
      "A text frame is refused",
      "SHIP 10.3: only binary frames carry messages",
      Roles.EITHER,
      ToleranceCases::text),
  TC_SHUB_WS_005(
      "A ping is answered in hello",
      "SHIP 10.4, RFC 6455 5.5.2",
      Roles.EITHER,
      ToleranceCases::ping),
  TC_SHUB_WS_006(
      "A first message of a gigabyte",
      "Refused by its head: strangers cost no memory",
      Roles.SERVER,
      ToleranceCases::huge),
  TC_SHUB_MSG_001(
      "Compact JSON in schema order",
      "SHIP 11: some peers read by position, or by text",
      Roles.EITHER,
      WireCases::json),
  TC_SHUB_MSG_002(
      "Zero bytes after the JSON are taken",
      "SHIP 11: devices in the field append them",
      Roles.EITHER,
      ToleranceCases::zeroes),
  TC_SHUB_MSG_003(
      "Unknown elements are ignored",
      "SHIP 11: later versions may add some",
      Roles.EITHER,
      ToleranceCases::unknownElements),
  TC_SHUB_HELLO_001(
      "Abort by the peer",
      "SHIP 13.4.4.1.3: the connection is closed, and nothing goes on",
      Roles.EITHER,
      FarewellCases::aborted),
  TC_SHUB_HELLO_002(
      "Trust withdrawn in hello",
      "SHIP 13.4.4.1.3: hello aborted, then close code 4452",
      Roles.EITHER,
      FarewellCases::untrusted),
  TC_SHUB_TERM_001(
      "Close announced by the peer",
      "SHIP 13.4.7: confirmed within its maxTime",
      Roles.EITHER,
      FarewellCases::confirmed);

  private final CaseSheet sheet;

  OwnCase(String title, String requirement, Roles roles, CaseSteps steps) {
    sheet = new CaseSheet(title, requirement, roles, Needs.NOTHING, steps);
  }

  @Override
  public CaseSheet sheet() {
    return sheet;
  }
}
