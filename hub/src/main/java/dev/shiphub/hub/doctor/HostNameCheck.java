package dev.shiphub.hub.doctor;

import java.util.Optional;

/**
 * Whether this machine knows its own name: programs that do not find it wait for name servers.
 *
 * @param name what the kernel says
 * @param address what it resolves to; empty if it does not
 */
public record HostNameCheck(String name, Optional<String> address) implements Check {
  @Override
  public Topic topic() {
    return Topic.HOST_NAME;
  }

  @Override
  public Finding finding() {
    return address
        .map(at -> Finding.ok(name + " is " + at, name + " ist " + at))
        .orElseGet(
            () ->
                Finding.warn(
                        "the name of this machine, " + name + ", does not resolve",
                        "der Name dieses Rechners, " + name + ", lässt sich nicht auflösen")
                    .remedy(
                        "add the line '127.0.1.1 " + name + "' to /etc/hosts",
                        "die Zeile '127.0.1.1 " + name + "' in /etc/hosts eintragen"));
  }
}
