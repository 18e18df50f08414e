package dev.shiphub.hub.adapter.http;

import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A request that has arrived whole.
 *
 * @param method as it was sent
 * @param target as it was sent
 * @param headers all values by name in lower case
 * @param body empty if there is none
 * @param client where it comes from
 * @param local the address of ours at which it came in
 * @param isSecret whether it came over TLS
 */
public record HttpRequest(
    String method,
    URI target,
    Map<String, List<String>> headers,
    ByteBuffer body,
    InetAddress client,
    InetAddress local,
    boolean isSecret) {
  public HttpRequest {
    headers = Map.copyOf(headers);
    body = body.asReadOnlyBuffer();
  }

  /**
   * All values of a header, empty if there is none.
   *
   * @param name in any case
   */
  public List<String> values(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }
}
