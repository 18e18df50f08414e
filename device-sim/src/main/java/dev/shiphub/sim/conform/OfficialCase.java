package dev.shiphub.sim.conform;

import dev.shiphub.sim.conform.CaseSheet.Needs;
import dev.shiphub.sim.conform.CaseSheet.Roles;

/** The 33 cases, by their official identifiers, with what they prove and what switches them off. */
public enum OfficialCase implements TestCase {
  TC_SHIP_MDNS_001(
      "Validate mDNS TXT record",
      "MDNS-01, SRIP TXT-01",
      Roles.SERVER,
      Needs.SHIP_SERVICE,
      DiscoveryCases::txtRecord),
  TC_SHIP_CONN_001(
      "Simultaneous connections, device has the larger SKI",
      "CONN-01",
      Roles.BOTH_AT_ONCE,
      Needs.SHIP_SERVICE,
      RoleCases::simultaneous),
  TC_SHIP_ROLE_001(
      "Device as SME server",
      "ROLE-01, CMI-01",
      Roles.SERVER,
      Needs.SHIP_SERVICE,
      RoleCases::server),
  TC_SHIP_ROLE_002(
      "Device as SME client", "ROLE-01, CMI-01", Roles.CLIENT, Needs.NOTHING, RoleCases::client),
  TC_SHIP_ROLE_003(
      "Both roles at once", "ROLE-01", Roles.BOTH_AT_ONCE, Needs.SHIP_SERVICE, RoleCases::both),
  TC_SHIP_SEC_001(
      "Spoofed certificate, no earlier pairing",
      "SEC-01",
      Roles.EITHER,
      Needs.NOTHING,
      SecurityCases::spoofed),
  TC_SHIP_SEC_002(
      "Spoofed certificate, after a pairing",
      "SEC-02",
      Roles.EITHER,
      Needs.NOTHING,
      SecurityCases::spoofedAfterPairing),
  TC_SHIP_MSG_001(
      "Message without value",
      "MSG-01, CMI-01",
      Roles.EITHER,
      Needs.NOTHING,
      MessageCases::withoutValue),
  TC_SHIP_MSG_002(
      "Unknown message type", "MSG-02", Roles.EITHER, Needs.NOTHING, MessageCases::unknownType),
  TC_SHIP_MSG_003(
      "White space in JSON",
      "SHIP-IG-01, ACC-01",
      Roles.EITHER,
      Needs.NOTHING,
      MessageCases::whiteSpace),
  TC_SHIP_CMI_001(
      "Invalid message type to a server",
      "CMI-02",
      Roles.SERVER,
      Needs.SHIP_SERVICE,
      InitCases::wrongTypeToServer),
  TC_SHIP_CMI_002(
      "Invalid message type to a client",
      "CMI-02",
      Roles.CLIENT,
      Needs.NOTHING,
      InitCases::wrongTypeToClient),
  TC_SHIP_CMI_003(
      "CMI timeout of a server",
      "CMI-04",
      Roles.SERVER,
      Needs.SHIP_SERVICE,
      InitCases::silenceToServer),
  TC_SHIP_CMI_004(
      "CMI timeout of a client", "CMI-04", Roles.CLIENT, Needs.NOTHING, InitCases::silenceToClient),
  TC_SHIP_CMI_005(
      "Invalid CmiHead to a server",
      "CMI-03",
      Roles.SERVER,
      Needs.SHIP_SERVICE,
      InitCases::wrongHeadToServer),
  TC_SHIP_CMI_006(
      "Invalid CmiHead to a client",
      "CMI-03",
      Roles.CLIENT,
      Needs.NOTHING,
      InitCases::wrongHeadToClient),
  TC_SHIP_HELLO_001("Valid hello", "HELLO-01", Roles.SERVER, Needs.SHIP_SERVICE, HelloCases::valid),
  TC_SHIP_HELLO_002(
      "Prolongation", "HELLO-02", Roles.SERVER, Needs.SHIP_SERVICE, HelloCases::prolongation),
  TC_SHIP_HELLO_003(
      "Expiry of Wait-For-Ready", "HELLO-03", Roles.SERVER, Needs.SHIP_SERVICE, HelloCases::expiry),
  TC_SHIP_HELLO_004(
      "Pending is ignored while ready",
      "HELLO-04",
      Roles.SERVER,
      Needs.SHIP_SERVICE,
      HelloCases::pendingIgnored),
  TC_SHIP_PROT_001(
      "JSON-UTF8, server", "PROT-01", Roles.SERVER, Needs.SHIP_SERVICE, ProtocolCases::server),
  TC_SHIP_PROT_002(
      "JSON-UTF8, client", "PROT-01", Roles.CLIENT, Needs.NOTHING, ProtocolCases::client),
  TC_SHIP_PROT_003(
      "Timeout of a server",
      "PROT-02",
      Roles.SERVER,
      Needs.SHIP_SERVICE,
      ProtocolCases::serverTimeout),
  TC_SHIP_PROT_004(
      "Timeout of a client", "PROT-02", Roles.CLIENT, Needs.NOTHING, ProtocolCases::clientTimeout),
  TC_SHIP_PROT_005(
      "Unexpected message to a server",
      "PROT-03",
      Roles.SERVER,
      Needs.SHIP_SERVICE,
      ProtocolCases::unexpectedToServer),
  TC_SHIP_PROT_006(
      "Unexpected message to a client",
      "PROT-03",
      Roles.CLIENT,
      Needs.NOTHING,
      ProtocolCases::unexpectedToClient),
  TC_SHIP_PIN_001("PIN state none", "PIN-01", Roles.EITHER, Needs.NOTHING, ClosingCases::pinNone),
  TC_SHIP_TERM_001(
      "maxTime on termination",
      "TERM-01",
      Roles.EITHER,
      Needs.INITIATES_CLOSE,
      ClosingCases::maxTime),
  TC_SHIP_AM_001(
      "SHIP ID in access methods", "DATA-01", Roles.EITHER, Needs.NOTHING, AccessCases::shipId),
  TC_SHIP_AMDATA_001(
      "Data and access methods in parallel",
      "SHIP-IG-02",
      Roles.EITHER,
      Needs.NOTHING,
      AccessCases::inParallel),
  TC_SHIP_AMDATA_002(
      "Data while the tool's access methods are late",
      "SHIP-IG-02",
      Roles.EITHER,
      Needs.QUERIES_ACCESS_METHODS,
      AccessCases::lateAnswer),
  TC_SHIP_AMDATA_003(
      "Access methods while a SPINE answer is late",
      "SHIP-IG-03",
      Roles.EITHER,
      Needs.READS_DISCOVERY,
      AccessCases::lateDiscovery),
  TC_SHIP_AMDATA_004(
      "A device that says it does not ask for access methods does not",
      "none",
      Roles.EITHER,
      Needs.QUERIES_NO_ACCESS_METHODS,
      AccessCases::asksNothing);

  private final CaseSheet sheet;

  OfficialCase(String title, String requirement, Roles roles, Needs needs, CaseSteps steps) {
    sheet = new CaseSheet(title, requirement, roles, needs, steps);
  }

  @Override
  public CaseSheet sheet() {
    return sheet;
  }
}
