package dev.shiphub.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Two hosts made of network namespaces, joined by a cable. Needs root and iproute2. */
final class TwoHosts implements AutoCloseable {
  /** Where the host of the hub is. */
  static final String HUB_ADDRESS = "10.99.0.1";

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String hub = "shiphub-a" + ProcessHandle.current().pid();
  private final String device = "shiphub-b" + ProcessHandle.current().pid();

  private TwoHosts() {}

  static TwoHosts make() throws IOException, InterruptedException {
    TwoHosts hosts = new TwoHosts();
    try {
      hosts.plug();
      return hosts;
    } catch (IOException | InterruptedException | RuntimeException | Error failed) {
      hosts.close();
      throw failed;
    }
  }

  private void plug() throws IOException, InterruptedException {
    ip("netns", "add", hub);
    ip("netns", "add", device);
    ip(
        "link", "add", "eth0", "netns", hub, "type", "veth", "peer", "name", "eth0", "netns",
        device);
    address(hub, HUB_ADDRESS + "/24");
    address(device, "10.99.0.2/24");
  }

  private static void address(String host, String address)
      throws IOException, InterruptedException {
    ip("-n", host, "addr", "add", address, "dev", "eth0");
    ip("-n", host, "link", "set", "lo", "up");
    ip("-n", host, "link", "set", "eth0", "up");
  }

  /** What a command needs in front to run on the host of the hub. */
  List<String> hubHost() {
    return List.of("ip", "netns", "exec", hub);
  }

  /** What a command needs in front to run on the host of the device. */
  List<String> deviceHost() {
    return List.of("ip", "netns", "exec", device);
  }

  /**
   * The network drops every packet from and to the host of the device from now on, without a word:
   * without an address it neither takes nor sends any.
   */
  void silenceDevice() throws IOException, InterruptedException {
    ip("-n", device, "addr", "flush", "dev", "eth0");
  }

  /**
   * The host of the device is back, with another address: nobody will ever answer for the old one.
   *
   * @param number of the host in its network, 2 to 254
   */
  void returnDevice(int number) throws IOException, InterruptedException {
    ip("-n", device, "addr", "add", "10.99.0." + number + "/24", "dev", "eth0");
  }

  private static void ip(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder();
    builder.command().add("ip");
    builder.command().addAll(List.of(arguments));
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    boolean isDone = process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    if (!isDone || process.exitValue() != 0) {
      throw new IOException(
          "this test makes network namespaces, which needs root and iproute2: ip "
              + String.join(" ", arguments)
              + " said: "
              + said);
    }
  }

  @Override
  public void close() {
    for (String host : List.of(hub, device)) {
      try {
        ip("netns", "del", host);
      } catch (IOException | InterruptedException neverMade) {
        System.err.println("not removed: " + neverMade.getMessage());
      }
    }
  }
}
