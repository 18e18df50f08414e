package dev.shiphub.hub.adapter.doctor;

import dev.shiphub.ship.discovery.LinkSurvey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The addresses of this machine as sockets want them. */
final class Addresses {
  private Addresses() {}

  /** The address of a place, with the scope that it needs. */
  static InetAddress of(LinkSurvey.Place place) throws IOException {
    return networkInterface(place)
        .inetAddresses()
        .filter(it -> literal(it).equals(place.address()))
        .findFirst()
        .orElseThrow(() -> new IOException("the address is gone"));
  }

  static NetworkInterface networkInterface(LinkSurvey.Place place) throws IOException {
    return Optional.ofNullable(NetworkInterface.getByName(place.interfaceName()))
        .orElseThrow(() -> new IOException("the interface is gone"));
  }

  /** All addresses of this machine, without scope. */
  static Set<String> own() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .map(Addresses::literal)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Without scope. */
  static String literal(InetAddress address) {
    String text = address.getHostAddress();
    int scope = text.indexOf('%');
    return scope < 0 ? text : text.substring(0, scope);
  }

  static String words(IOException failure) {
    return Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getSimpleName());
  }
}
