package dev.shiphub.hub.adapter.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which names and which pages reach an API that is not on loopback; the rest is in
 * AdminSecurityTest.
 */
final class GateTest {
  private static final InetAddress LOCAL = InetAddress.ofLiteral("192.168.1.5");

  private final Gate gate = new Gate(Set.of("gateway.lan", "10.8.0.1"));

  private Optional<String> refusal(
      String target, Map<String, List<String>> headers, InetAddress local, String scheme) {
    return gate.refusal(
            "GET", URI.create(target), name -> headers.getOrDefault(name, List.of()), local, scheme)
        .map(Problem::kind);
  }

  private Optional<String> host(String host, InetAddress local) {
    return refusal("/", Map.of("Host", List.of(host)), local, "https");
  }

  private Optional<String> page(String name, String value) {
    return refusal(
        "/", Map.of("Host", List.of("gateway.lan:4780"), name, List.of(value)), LOCAL, "https");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.168.1.5",
        "192.168.1.5:4780",
        "gateway.lan:1",
        "GATEWAY.LAN",
        "10.8.0.1:4780"
      })
  void itsAddressAndTheConfiguredNamesAreItsOwn(String host) {
    assertEquals(Optional.empty(), host(host, LOCAL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "127.0.0.1:4780",
        "192.168.1.6",
        "evil.example",
        "gateway.lan.evil.example",
        "192.168.1.5.evil.example",
        "192.168.1.5:4780@evil.example",
        "[::ffff:192.168.1.6]",
        "0.0.0.0",
        ""
      })
  void everyOtherNameIsForeign(String host) {
    assertEquals(Optional.of("foreign-host"), host(host, LOCAL));
  }

  @Test
  void anIpv6AddressIsKnownInEverySpelling() {
    InetAddress local = InetAddress.ofLiteral("fd00::5");
    assertEquals(Optional.empty(), host("[fd00::5]:4780", local));
    assertEquals(Optional.empty(), host("[FD00:0:0:0:0:0:0:5]", local));
    assertEquals(Optional.of("foreign-host"), host("[fd00::6]", local));
    assertEquals(Optional.of("foreign-host"), host("fd00::5", local));
  }

  @ParameterizedTest
  @CsvSource({
    "https://gateway.lan:4780, ",
    "http://gateway.lan:4780, foreign-origin",
    "https://gateway.lan, foreign-origin",
    "https://gateway.lan:8123, foreign-origin",
    "https://192.168.1.5:4780, foreign-origin",
    "https://evil.example, foreign-origin",
    "null, foreign-origin"
  })
  void onlyAPageOfTheSameSchemeNameAndPortIsItsOwn(String origin, String problem) {
    assertEquals(Optional.ofNullable(problem), page("Origin", origin));
  }

  // A form or an image sends no Origin, but the browser says where the page is from.
  @ParameterizedTest
  @CsvSource({
    "same-origin, ",
    "none, ",
    "same-site, foreign-origin",
    "cross-site, foreign-origin",
    "what-comes-next, foreign-origin"
  })
  void whatTheBrowserSaysOfThePageCountsToo(String site, String problem) {
    assertEquals(Optional.ofNullable(problem), page("Sec-Fetch-Site", site));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/events?since=3, ",
    "/api/v1/tokens, ",
    "/?token=x, secret-in-address",
    "/?a=b&access_token=x, secret-in-address",
    "/?TOKEN, secret-in-address",
    "/?passphrase=x, secret-in-address",
    "/?pin=1, secret-in-address",
    "/?ping=1, "
  })
  void aSecretInTheAddressIsRefused(String target, String problem) {
    assertEquals(
        Optional.ofNullable(problem),
        refusal(target, Map.of("Host", List.of("gateway.lan")), LOCAL, "https"));
  }
}
