package dev.shiphub.it;

import java.io.IOException;
import java.util.List;

/** Two hosts made of network namespaces, joined by a cable. Needs root and iproute2. */
final class TwoHosts implements AutoCloseable {
  /** Where the host of the hub is. */
  static final String HUB_ADDRESS = "10.99.0.1";

  /** The end of the cable, at both hosts. */
  static final String CABLE = "eth0";

  /** Where the host of the device is. */
  static final String DEVICE_ADDRESS = "10.99.0.2";

  private final Namespace hub;
  private final Namespace device;

  private TwoHosts(Namespace hub, Namespace device) {
    this.hub = hub;
    this.device = device;
  }

  static TwoHosts make() throws IOException, InterruptedException {
    TwoHosts hosts = new TwoHosts(Namespace.make(), Namespace.make());
    try {
      hosts.hub.cable(CABLE, hosts.device, CABLE);
      hosts.hub.address(CABLE, HUB_ADDRESS + "/24");
      hosts.device.address(CABLE, DEVICE_ADDRESS + "/24");
      return hosts;
    } catch (IOException | InterruptedException | RuntimeException | Error failed) {
      hosts.close();
      throw failed;
    }
  }

  /** The host of the hub. */
  Namespace hub() {
    return hub;
  }

  /** The host of the device. */
  Namespace device() {
    return device;
  }

  /** What a command needs in front to run on the host of the hub. */
  List<String> hubHost() {
    return hub.host();
  }

  /** What a command needs in front to run on the host of the device. */
  List<String> deviceHost() {
    return device.host();
  }

  /**
   * The network drops every packet from and to the host of the device from now on, without a word:
   * without an address it neither takes nor sends any.
   */
  void silenceDevice() throws IOException, InterruptedException {
    device.dropAddresses(CABLE);
  }

  /**
   * The host of the device is back, with another address: nobody will ever answer for the old one.
   *
   * @param number of the host in its network, 2 to 254
   */
  void returnDevice(int number) throws IOException, InterruptedException {
    device.address(CABLE, "10.99.0." + number + "/24");
  }

  @Override
  public void close() {
    hub.close();
    device.close();
  }
}
