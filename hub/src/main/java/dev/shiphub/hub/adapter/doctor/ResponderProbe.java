package dev.shiphub.hub.adapter.doctor;

import dev.shiphub.hub.doctor.AvahiCheck;
import dev.shiphub.hub.doctor.Check;
import dev.shiphub.hub.doctor.MdnsPortCheck;
import dev.shiphub.hub.doctor.Topic;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Who else speaks multicast DNS on this machine. */
record ResponderProbe(Machine machine) implements Probe {
  private static final int PORT = 5_353;
  private static final Pattern EXCLUSIVE =
      Pattern.compile("(?m)^\\s*disallow-other-stacks\\s*=\\s*yes\\b");

  @Override
  public Set<Topic> topics() {
    return Set.of(Topic.MDNS_PORT, Topic.AVAHI);
  }

  @Override
  public List<Check> look() {
    return List.of(
        new MdnsPortCheck(trouble(), new PortHolders(machine.proc()).ofUdp(PORT)),
        new AvahiCheck(avahi()));
  }

  /** Bound and given back at once. */
  private static Optional<String> trouble() {
    try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET)) {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(new InetSocketAddress(PORT));
      return Optional.empty();
    } catch (IOException taken) {
      return Optional.of(Addresses.words(taken));
    }
  }

  private AvahiCheck.State avahi() {
    String process = text(machine.run().resolve("avahi-daemon/pid")).strip();
    if (process.isEmpty()) {
      return AvahiCheck.State.ABSENT;
    }
    if (!Files.exists(machine.proc().resolve(process))) {
      return AvahiCheck.State.DEAD;
    }
    return EXCLUSIVE.matcher(text(machine.etc().resolve("avahi/avahi-daemon.conf"))).find()
        ? AvahiCheck.State.EXCLUSIVE
        : AvahiCheck.State.RUNNING;
  }

  /** Empty text if there is none that can be read. */
  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException none) {
      return "";
    }
  }
}
