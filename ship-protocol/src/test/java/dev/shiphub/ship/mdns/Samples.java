package dev.shiphub.ship.mdns;

import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Announcement;
import dev.shiphub.ship.discovery.TxtRecord;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Links, services and times that the tests of this package share. */
final class Samples {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final Link ETH0 = link("eth0", 2, "192.168.1.5", 24);
  static final Link WLAN0 = link("wlan0", 3, "192.168.1.6", 24);
  static final Ski OWN_SKI = ski('a');

  private Samples() {}

  static Instant at(long millis) {
    return START.plus(Duration.ofMillis(millis));
  }

  static Ski ski(char digit) {
    return new Ski(String.valueOf(digit).repeat(40));
  }

  static InetAddress address(String literal) {
    return InetAddress.ofLiteral(literal);
  }

  static Link link(String name, int index, String address, int prefixBits) {
    return new Link(name, index, address(address), prefixBits);
  }

  static InterfaceFacts up(String name, int index, Link... addresses) {
    return new InterfaceFacts(name, index, true, false, false, true, List.of(addresses));
  }

  static Map<String, String> entries(Ski ski) {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("txtvers", "1");
    entries.put("id", "device");
    entries.put("path", "/ship/");
    entries.put("ski", ski.hex());
    entries.put("register", "false");
    return entries;
  }

  /** A service on port 4712 at 192.168.1.9. */
  static HeardService service(String instance, Ski ski) {
    return service(instance, TxtBytes.of(entries(ski)), "192.168.1.9");
  }

  static HeardService service(String instance, TxtBytes txt, String... addresses) {
    return new HeardService(
        instance,
        instance.replace(' ', '-') + ".local",
        4712,
        txt,
        List.of(addresses).stream().map(Samples::address).toList());
  }

  static HeardService brand(HeardService service, Ski ski, String brand) {
    Map<String, String> entries = entries(ski);
    entries.put("brand", brand);
    return new HeardService(
        service.instance(),
        service.hostName(),
        service.port(),
        TxtBytes.of(entries),
        service.addresses());
  }

  static Heard heard(HeardService... services) {
    return new Heard(List.of(services), false);
  }

  static Announcement announcement(String instance, Ski ski, int port) {
    return announcement(instance, ski, port, false);
  }

  static Announcement announcement(String instance, Ski ski, int port, boolean register) {
    return new Announcement(
        instance,
        port,
        new TxtRecord(
            ski,
            new ShipId(instance),
            "/ship/",
            register,
            Optional.of("Brand"),
            Optional.empty(),
            Optional.of("Model"),
            Optional.empty(),
            List.of()));
  }
}
