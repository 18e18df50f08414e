package dev.shiphub.hub.adapter.mqtt;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a broker is.
 *
 * @param isTls whether it is spoken to over TLS
 * @param host a name or an address, an IPv6 one without brackets
 * @param port 1 to 65535
 */
public record BrokerAddress(boolean isTls, String host, int port) {
  /** How an address is written, for people. */
  public static final String FORM =
      "it is mqtt://HOST or mqtts://HOST, with :PORT if it is not 1883 or 8883, and nothing else;"
          + " user and password have keys of their own";

  private static final Pattern TEXT =
      Pattern.compile(
          "(mqtts?)://([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::(\\d{1,5}))?/?");
  private static final int PLAIN_PORT = 1_883;
  private static final int TLS_PORT = 8_883;
  private static final int LAST_PORT = 65_535;

  /** Reads an address; empty if it is none. */
  public static Optional<BrokerAddress> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    boolean isTls = parts.group(1).equals("mqtts");
    String host = parts.group(2).replaceAll("[\\[\\]]", "");
    String given = parts.group(3);
    int usual = isTls ? TLS_PORT : PLAIN_PORT;
    int port = given == null ? usual : Integer.parseInt(given);
    return port >= 1 && port <= LAST_PORT
        ? Optional.of(new BrokerAddress(isTls, host, port))
        : Optional.empty();
  }

  /** As it is written in the configuration. */
  @Override
  public String toString() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return (isTls ? "mqtts://" : "mqtt://") + name + ":" + port;
  }
}
