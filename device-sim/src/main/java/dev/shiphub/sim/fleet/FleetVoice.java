package dev.shiphub.sim.fleet;

import dev.shiphub.sim.raw.DnsAnswer;
import dev.shiphub.sim.raw.MdnsCry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.List;

/**
 * Says by multicast DNS where all devices of a fleet are, from one socket: a responder for each
 * would need threads and memory for each. It repeats what it says before it expires, and answers no
 * questions.
 */
final class FleetVoice implements AutoCloseable {
  /** The host names live for two minutes (SHIP 7.2). */
  static final int SECONDS = 120;

  private final MdnsCry cry;

  private FleetVoice(MdnsCry cry) {
    this.cry = cry;
  }

  /**
   * Opens it.
   *
   * @param link the name of the interface
   */
  static FleetVoice on(String link) throws IOException {
    NetworkInterface found = NetworkInterface.getByName(link);
    if (found == null) {
      throw new IOException("there is no interface " + link);
    }
    return new FleetVoice(MdnsCry.on(found));
  }

  /** Says where a device is, all in one packet. */
  void announce(FleetMember member) throws IOException {
    say(member, SECONDS);
  }

  /** Says goodbye for one. */
  void withdraw(FleetMember member) throws IOException {
    say(member, 0);
  }

  private void say(FleetMember member, int seconds) throws IOException {
    InetSocketAddress place = member.place();
    String host = "sim-" + member.ski().brief();
    String instance = member.settings().instance();
    List<String> text =
        List.of(
            "txtvers=1",
            "id=" + member.settings().shipId().value(),
            "path=/ship/",
            "ski=" + member.ski().hex(),
            "register=false");
    cry.say(
        new DnsAnswer()
            .pointer(instance, seconds)
            .service(instance, host, place.getPort(), seconds)
            .text(instance, text, seconds)
            .address(host, place.getAddress(), seconds)
            .bytes());
  }

  @Override
  public void close() {
    cry.close();
  }
}
