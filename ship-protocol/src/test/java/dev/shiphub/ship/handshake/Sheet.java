package dev.shiphub.ship.handshake;

/**
 * What the official cases send: the blocks of the parameter sheet, and the messages that have no
 * block; as a session takes them from the wire.
 */
final class Sheet {
  static final Input CMI_VALID_INIT = Happening.received(0, "\0");
  static final Input CMI_INVALID_MESSAGE_TYPE = Happening.received(1, "\0");
  static final Input CMI_INVALID_CMI_HEAD = Happening.received(0, "\1");
  static final Input MSG_EMPTY_MESSAGE_VALUE = Happening.received(2, "");
  static final Input MSG_UNKNOWN_MESSAGE_TYPE = Happening.received(255, "\0");
  static final Input HELLO_STATE_READY =
      Happening.received(1, "{'connectionHello':[{'phase':'ready'}]}");
  static final Input HELLO_STATE_PENDING =
      Happening.received(1, "{'connectionHello':[{'phase':'pending'},{'waiting':120000}]}");
  static final Input HELLO_PROLONGATION_REQUEST =
      Happening.received(
          1, "{'connectionHello':[{'phase':'pending'},{'prolongationRequest':true}]}");
  static final Input PROT_ANNOUNCE_MAX = Happening.received(1, protocol("announceMax"));
  static final Input PIN_STATE_NONE =
      Happening.received(1, "{'connectionPinState':[{'pinState':'none'}]}");

  static final Input SELECT = Happening.received(1, protocol("select"));
  static final Input ACCESS_METHODS_REQUEST = Happening.received(1, "{'accessMethodsRequest':[]}");
  static final Input ACCESS_METHODS = Happening.received(1, "{'accessMethods':[{'id':'tool'}]}");

  /** Every white space of JSON before and after every structural character. */
  static final Input ACCESS_METHODS_REQUEST_SPACED =
      Happening.received(
          1, "{'accessMethodsRequest':[]}".replaceAll("([{}\\[\\]:,])", " \t\n\r$1 \t\n\r"));

  private Sheet() {}

  private static String protocol(String type) {
    return "{'messageProtocolHandshake':[{'handshakeType':'"
        + type
        + "'},{'version':[{'major':1},{'minor':0}]},{'formats':[{'format':['JSON-UTF8']}]}]}";
  }
}
