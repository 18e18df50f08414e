package dev.shiphub.hub.adapter.doctor;

import dev.shiphub.hub.doctor.Check;
import dev.shiphub.hub.doctor.HostNameCheck;
import dev.shiphub.hub.doctor.Topic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the name of this machine resolves to. */
record HostNameProbe(Machine machine) implements Probe {
  @Override
  public Set<Topic> topics() {
    return Set.of(Topic.HOST_NAME);
  }

  @Override
  public List<Check> look() throws IOException {
    String name = Files.readString(machine.proc().resolve("sys/kernel/hostname")).strip();
    return List.of(new HostNameCheck(name, address(name)));
  }

  private static Optional<String> address(String name) {
    try {
      return Optional.of(InetAddress.getByName(name).getHostAddress());
    } catch (UnknownHostException unknown) {
      return Optional.empty();
    }
  }
}
