package dev.shiphub.bench;

import java.nio.charset.StandardCharsets;

/** A data message as devices send most of them: what a meter has measured. */
final class Datagram {
  private static final int BYTES = 4096;
  private static final String HEAD =
      "{\"data\":[{\"header\":[{\"protocolId\":\"ee1.0\"}]},{\"payload\":{\"datagram\":[{\"header\":["
          + "{\"specificationVersion\":\"1.3.0\"},{\"addressSource\":[{\"device\":"
          + "\"d:_i:12345_meter\"},{\"entity\":[1]},{\"feature\":3}]},{\"addressDestination\":"
          + "[{\"device\":\"d:_i:12345_hub\"},{\"entity\":[1]},{\"feature\":7}]},"
          + "{\"msgCounter\":4711},{\"cmdClassifier\":\"notify\"}]},{\"payload\":[{\"cmd\":[["
          + "{\"measurementListData\":[{\"measurementData\":[";
  private static final String TAIL = "]}]}]]}]}]}}]}";

  private Datagram() {}

  /** The octets of the SHIP message, with its type. */
  static byte[] message() {
    StringBuilder text = new StringBuilder("\u0002").append(HEAD);
    int number = 0;
    while (text.length() + TAIL.length() < BYTES) {
      text.append(number == 0 ? "" : ",").append(measured(number++));
    }
    return text.append(TAIL).toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String measured(int number) {
    return "[{\"measurementId\":"
        + number
        + "},{\"valueType\":\"value\"},{\"timestamp\":\"2026-11-22T19:30:00.000Z\"},{\"value\":"
        + "[{\"number\":"
        + 230 * number
        + "},{\"scale\":-1}]},{\"valueSource\":\"measuredValue\"}]";
  }
}
