package dev.shiphub.sim.bench;

import java.nio.charset.StandardCharsets;

/** The messages of the parameter sheet, byte by byte; everything else that the steps send. */
@SuppressWarnings("MutablePublicArray") // bytes of the wire, never changed
public final class ShipBytes {
  public static final int INIT = 0;
  public static final int CONTROL = 1;
  public static final int DATA = 2;
  public static final int END = 3;

  /** PAR_cmiValidInit. */
  public static final byte[] CMI = {0, 0};

  /** PAR_cmiInvalidMessageType. */
  public static final byte[] CMI_WRONG_TYPE = {1, 0};

  /** PAR_cmiInvalidCmiHead. */
  public static final byte[] CMI_WRONG_HEAD = {0, 1};

  /** PAR_msgEmptyMessageValue. */
  public static final byte[] EMPTY_VALUE = {2};

  /** PAR_msgUnknownMessageType. */
  public static final byte[] UNKNOWN_TYPE = {(byte) 0xff, 0};

  /** PAR_helloStateReady. */
  public static final byte[] HELLO_READY = control("{\"connectionHello\":[{\"phase\":\"ready\"}]}");

  /** PAR_helloStatePending. */
  public static final byte[] HELLO_PENDING =
      control("{\"connectionHello\":[{\"phase\":\"pending\"},{\"waiting\":120000}]}");

  /** PAR_helloProlongationRequest. */
  public static final byte[] HELLO_PROLONG =
      control("{\"connectionHello\":[{\"phase\":\"pending\"},{\"prolongationRequest\":true}]}");

  public static final byte[] HELLO_ABORTED =
      control("{\"connectionHello\":[{\"phase\":\"aborted\"}]}");

  /** Ready, with an element that no version of SHIP knows. */
  public static final byte[] HELLO_UNKNOWN =
      control("{\"connectionHello\":[{\"phase\":\"ready\"},{\"conformance\":[{\"a\":1}]}]}");

  /** Ready, with zero bytes after the JSON, as some devices in the field send it. */
  public static final byte[] HELLO_ZEROES =
      control("{\"connectionHello\":[{\"phase\":\"ready\"}]}\0\0\0");

  /** PAR_protAnnounceMax. */
  public static final byte[] ANNOUNCE_MAX = protocol("announceMax", 1, 0);

  /** The choice of version 1.0. */
  public static final byte[] SELECT = protocol("select", 1, 0);

  /** PAR_pinStateNone. */
  public static final byte[] PIN_NONE =
      control("{\"connectionPinState\":[{\"pinState\":\"none\"}]}");

  public static final byte[] ACCESS_REQUEST = control("{\"accessMethodsRequest\":[]}");

  /** The same with every white space of JSON before and after every structural character. */
  public static final byte[] ACCESS_REQUEST_SPACED =
      control(spaced("{\"accessMethodsRequest\":[]}"));

  private ShipBytes() {}

  /** An answer to the question for access methods. */
  public static byte[] accessMethods(String id) {
    return control("{\"accessMethods\":[{\"id\":\"" + id + "\"}]}");
  }

  /** The choice of that version. */
  public static byte[] select(int major, int minor) {
    return protocol("select", major, minor);
  }

  /** The announcement of the end, with that maxTime in milliseconds. */
  public static byte[] closeAnnounce(long maxTime) {
    return message(
        END,
        "{\"connectionClose\":[{\"phase\":\"announce\"},{\"maxTime\":"
            + maxTime
            + "},{\"reason\":\"unspecific\"}]}");
  }

  /** A SPINE read of node management, to entity 0, feature 0. */
  public static byte[] read(String function, int counter) {
    return read(DEVICE, function, counter);
  }

  /** The same by a device of that address, which the reply carries back. */
  public static byte[] read(String device, String function, int counter) {
    return datagram(
        device,
        "{\"msgCounter\":" + counter + "},{\"cmdClassifier\":\"read\"}",
        "{\"" + function + "\":[]}");
  }

  /** The answer to a discovery read: a device without anything but node management. */
  public static byte[] discoveryReply(int counter, long reference) {
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

  /** A control message with that text. */
  public static byte[] control(String json) {
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
