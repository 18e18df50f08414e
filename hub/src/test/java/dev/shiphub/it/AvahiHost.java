package dev.shiphub.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Avahi on a host of its own, with its own message bus. What it announces are files, as for every
 * Avahi; what it sees, {@code avahi-browse} tells.
 */
final class AvahiHost implements AutoCloseable {
  private static final String BUS =
      """
      <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
        "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
      <busconfig>
        <type>system</type>
        <listen>unix:path=@BUS@</listen>
        <auth>EXTERNAL</auth>
        <policy context="default">
          <allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/><allow user="*"/>
        </policy>
      </busconfig>
      """;
  private static final String CONFIGURATION =
      """
      [server]
      host-name=device
      allow-interfaces=eth0
      use-ipv6=no
      [publish]
      publish-hinfo=no
      publish-workstation=no
      """;

  /** Private mounts, so that the Avahi of this machine, if there is one, is left alone. */
  private static final String SCRIPT =
      """
      set -e
      mount --make-rprivate /
      mount -t tmpfs tmpfs /run
      mkdir /run/avahi-daemon
      mount --bind @DIRECTORY@/services /etc/avahi/services
      export DBUS_SYSTEM_BUS_ADDRESS=unix:path=@DIRECTORY@/bus
      dbus-daemon --config-file=@DIRECTORY@/bus.conf --nopidfile --fork
      avahi-daemon -f @DIRECTORY@/avahi.conf --no-drop-root --no-chroot --no-rlimits >&2 &
      until avahi-browse --terminate _ship._tcp >&2; do kill -0 $!; done
      exec avahi-browse --resolve --parsable _ship._tcp
      """;

  private static final String SERVICE =
      """
      <?xml version="1.0"?>
      <!DOCTYPE service-group SYSTEM "avahi-service.dtd">
      <service-group>
        <name>Avahi pump</name>
        <service>
          <type>_ship._tcp</type>
          <port>4711</port>
          <txt-record>txtvers=1</txt-record>
          <txt-record>id=avahi-pump</txt-record>
          <txt-record>path=/ship/</txt-record>
          <txt-record>ski=@SKI@</txt-record>
          <txt-record>register=false</txt-record>
          <txt-record>model=@MODEL@</txt-record>
        </service>
      </service-group>
      """;

  private final Path service;
  private final Program browser;

  private AvahiHost(Path service, Program browser) {
    this.service = service;
    this.browser = browser;
  }

  /**
   * Starts it.
   *
   * @param host what runs a command on that host
   */
  static AvahiHost start(List<String> host, Path directory) throws IOException {
    Path services = Files.createDirectories(directory.resolve("services"));
    Files.writeString(
        directory.resolve("bus.conf"), BUS.replace("@BUS@", directory.resolve("bus").toString()));
    Files.writeString(directory.resolve("avahi.conf"), CONFIGURATION);
    List<String> command = new ArrayList<>(host);
    command.addAll(List.of("unshare", "--mount", "--pid", "--fork", "--kill-child"));
    command.addAll(List.of("sh", "-c", SCRIPT.replace("@DIRECTORY@", directory.toString())));
    return new AvahiHost(services.resolve("pump.service"), Program.startCommand(command));
  }

  /** Announces a SHIP device of that model, or another model of the one that there is. */
  void announce(String ski, String model) throws IOException {
    Path next =
        Files.writeString(
            service.resolveSibling("next"),
            SERVICE.replace("@SKI@", ski).replace("@MODEL@", model));
    Files.move(next, service, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Takes it back. */
  void withdraw() throws IOException {
    Files.delete(service);
  }

  /** What it has seen, a line for each of: + new, = resolved, - gone. */
  List<String> seen() {
    return browser.lines();
  }

  /** What it has complained of. */
  String errors() {
    return browser.errors();
  }

  @Override
  public void close() {
    browser.close();
  }
}
