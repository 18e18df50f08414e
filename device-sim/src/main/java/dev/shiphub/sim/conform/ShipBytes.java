package dev.shiphub.sim.conform;

import java.nio.charset.StandardCharsets;

/** The messages of the parameter sheet, byte by byte; everything else that the steps send. */
final class ShipBytes {
  static final int INIT = 0;
  static final int CONTROL = 1;
  static final int DATA = 2;
  static final int END = 3;

  /** PAR_cmiValidInit. */
  static final byte[] CMI = {0, 0};

  /** PAR_cmiInvalidMessageType. */
  static final byte[] CMI_WRONG_TYPE = {1, 0};

  /** PAR_cmiInvalidCmiHead. */
  static final byte[] CMI_WRONG_HEAD = {0, 1};

  /** PAR_msgEmptyMessageValue. */
  static final byte[] EMPTY_VALUE = {2};

  /** PAR_msgUnknownMessageType. */
  static final byte[] UNKNOWN_TYPE = {(byte) 0xff, 0};

  /** PAR_helloStateReady. */
  static final byte[] HELLO_READY = control("{\"connectionHello\":[{\"phase\":\"ready\"}]}");

  /** PAR_helloStatePending. */
  static final byte[] HELLO_PENDING =
      control("{\"connectionHello\":[{\"phase\":\"pending\"},{\"waiting\":120000}]}");

  /** PAR_helloProlongationRequest. */
  static final byte[] HELLO_PROLONG =
      control("{\"connectionHello\":[{\"phase\":\"pending\"},{\"prolongationRequest\":true}]}");

  static final byte[] HELLO_ABORTED = control("{\"connectionHello\":[{\"phase\":\"aborted\"}]}");

  /** Ready, with an element that no version of SHIP knows. */
  static final byte[] HELLO_UNKNOWN =
      control("{\"connectionHello\":[{\"phase\":\"ready\"},{\"conformance\":[{\"a\":1}]}]}");

  /** Ready, with zero bytes after the JSON, as some devices in the field send it. */
  static final byte[] HELLO_ZEROES = control("{\"connectionHello\":[{\"phase\":\"ready\"}]}\0\0\0");

  /** PAR_protAnnounceMax. */
  static final byte[] ANNOUNCE_MAX = protocol("announceMax", 1, 0);

  /** The choice of version 1.0. */
  static final byte[] SELECT = protocol("select", 1, 0);

  /** PAR_pinStateNone. */
  static final byte[] PIN_NONE = control("{\"connectionPinState\":[{\"pinState\":\"none\"}]}");

  static final byte[] ACCESS_REQUEST = control("{\"accessMethodsRequest\":[]}");

  /** The same with every white space of JSON before and after every structural character. */
  static final byte[] ACCESS_REQUEST_SPACED = control(spaced("{\"accessMethodsRequest\":[]}"));

  private ShipBytes() {}

  static byte[] accessMethods(String id) {
    return control("{\"accessMethods\":[{\"id\":\"" + id + "\"}]}");
  }

  static byte[] select(int major, int minor) {
    return protocol("select", major, minor);
  }

  static byte[] closeAnnounce(long maxTime) {
    return message(
        END,
        "{\"connectionClose\":[{\"phase\":\"announce\"},{\"maxTime\":"
            + maxTime
            + "},{\"reason\":\"unspecific\"}]}");
  }

  /** A SPINE read of node management, to entity 0, feature 0. */
  static byte[] read(String function, int counter) {
    return read(DEVICE, function, counter);
  }

  /** The same by a device of that address, which the reply carries back. */
  static byte[] read(String device, String function, int counter) {
    return datagram(
        device,
        "{\"msgCounter\":" + counter + "},{\"cmdClassifier\":\"read\"}",
        "{\"" + function + "\":[]}");
  }

  /** The answer to a discovery read: a device without anything but node management. */
  static byte[] discoveryReply(int counter, long reference) {
    String description =
        "{\"specificationVersionList\":[{\"specificationVersion\":[\"1.3.0\"]}]},"
            + "{\"deviceInformation\":[{\"description\":[{\"deviceAddress\":[{\"device\":\""
            + DEVICE
            + "\"}]},{\"deviceType\":\"Generic\"},{\"networkFeatureSet\":\"simple\"}]}]},"
            + "{\"entityInformation\":[[{\"description\":[{\"entityAddress\":[{\"entity\":[0]}]},"
            + "{\"entityType\":\"DeviceInformation\"}]}]]},"
            + "{\"featureInformation\":[[{\"description\":[{\"featureAddress\":[{\"entity\":[0]},"
            + "{\"feature\":0}]},{\"featureType\":\"NodeManagement\"},{\"role\":\"special\"}]}]]}";
    return datagram(
        DEVICE,
        "{\"msgCounter\":"
            + counter
            + "},{\"msgCounterReference\":"
            + reference
            + "},{\"cmdClassifier\":\"reply\"}",
        "{\"nodeManagementDetailedDiscoveryData\":[" + description + "]}");
  }

  private static final String DEVICE = "d:_n:conformance_tool";

  private static byte[] datagram(String device, String headerEnd, String command) {
    return message(
        DATA,
        "{\"data\":[{\"header\":[{\"protocolId\":\"ee1.0\"}]},{\"payload\":{\"datagram\":[{\"header\":["
            + "{\"specificationVersion\":\"1.3.0\"},{\"addressSource\":[{\"device\":\""
            + device
            + "\"},{\"entity\":[0]},{\"feature\":0}]},{\"addressDestination\":[{\"entity\":[0]},"
            + "{\"feature\":0}]},"
            + headerEnd
            + "]},{\"payload\":[{\"cmd\":[["
            + command
            + "]]}]}]}}]}");
  }

  private static byte[] protocol(String type, int major, int minor) {
    return control(
        "{\"messageProtocolHandshake\":[{\"handshakeType\":\""
            + type
            + "\"},{\"version\":[{\"major\":"
            + major
            + "},{\"minor\":"
            + minor
            + "}]},{\"formats\":[{\"format\":[\"JSON-UTF8\"]}]}]}");
  }

  static byte[] control(String json) {
    return message(CONTROL, json);
  }

  private static String spaced(String json) {
    return json.replaceAll("([{}\\[\\]:,])", " \t\n\r$1 \t\n\r");
  }

  private static byte[] message(int type, String json) {
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    byte[] message = new byte[1 + text.length];
    message[0] = (byte) type;
    System.arraycopy(text, 0, message, 1, text.length);
    return message;
  }
}
