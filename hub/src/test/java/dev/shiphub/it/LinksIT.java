package dev.shiphub.it;

import static dev.shiphub.it.TwoHosts.CABLE;
import static dev.shiphub.it.TwoHosts.DEVICE_ADDRESS;
import static dev.shiphub.it.TwoHosts.HUB_ADDRESS;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Discovery and connections live on when links and addresses change below them. Every test has
 * hosts of its own and spends its time waiting, so they run side by side.
 */
@Tag("netns")
@Timeout(110)
@Execution(ExecutionMode.CONCURRENT)
final class LinksIT {
  private static final String SECOND_CABLE = "eth1";

  @TempDir private Path directory;
  private TwoHosts hosts;
  private HubOnHost hub;

  /** Whose end of the cable is taken down; the other end has no carrier then. */
  enum End {
    OF_THE_HUB,
    OF_THE_DEVICE
  }

  @BeforeEach
  void start() throws Exception {
    hosts = TwoHosts.make();
    hub = HubOnHost.start(hosts.hubHost(), directory.resolve("hub"));
  }

  @AfterEach
  void stop() {
    hub.close();
    hosts.close();
  }

  /** A device that only accepts, so that it is the hub that finds it, and dials it at once. */
  private RunningDevice device(Namespace host) throws Exception {
    List<String> options = new ArrayList<>(List.of("--profile", "wallbox", "--no-dial"));
    options.addAll(List.of("--ski-order", "smaller", "--than", hub.ski().hex()));
    return RunningDevice.startOnHost(host.host(), hub.ski(), options.toArray(String[]::new));
  }

  // The reference library for multicast DNS is deaf for good after that.
  @ParameterizedTest
  @EnumSource
  void whenALostLinkReturnsTheDeviceIsThereAndWeAreSeenAgain(End end) throws Exception {
    Namespace unplugged = end == End.OF_THE_HUB ? hosts.hub() : hosts.device();
    try (RunningDevice device = device(hosts.device());
        HubOnHost neighbour = HubOnHost.start(hosts.deviceHost(), directory.resolve("other"))) {
      hub.awaitSeen(device.ski(), DEVICE_ADDRESS);
      hub.pair(device.ski());
      hub.awaitView(device.ski(), LinksIT::isAnswered);
      neighbour.awaitSeen(hub.ski(), HUB_ADDRESS);
      unplugged.down(CABLE);
      hub.awaitSeen(device.ski());
      neighbour.awaitSeen(hub.ski());
      Optional<String> before = heard(hub.view(device.ski()));
      unplugged.up(CABLE);
      hub.awaitSeen(device.ski(), DEVICE_ADDRESS);
      neighbour.awaitSeen(hub.ski(), HUB_ADDRESS);
      hub.awaitView(device.ski(), view -> isAnswered(view) && !heard(view).equals(before));
    }
  }

  @Test
  void aNewAddressOfTheHubIsAnnouncedInsteadOfTheOldOneAndCarriesTheSession() throws Exception {
    try (RunningDevice device = device(hosts.device());
        HubOnHost neighbour = HubOnHost.start(hosts.deviceHost(), directory.resolve("other"))) {
      hub.awaitSeen(device.ski(), DEVICE_ADDRESS);
      hub.pair(device.ski());
      String first = session(hub.awaitView(device.ski(), LinksIT::isAnswered));
      neighbour.awaitSeen(hub.ski(), HUB_ADDRESS);
      hosts.hub().dropAddress(CABLE, HUB_ADDRESS + "/24");
      hosts.hub().address(CABLE, "10.99.0.77/24");
      neighbour.awaitSeen(hub.ski(), "10.99.0.77");
      hub.awaitView(device.ski(), view -> isAnswered(view) && !session(view).equals(first));
    }
  }

  @Test
  void aDeviceThatMovesToAnotherAddressIsConnectedThere() throws Exception {
    try (RunningDevice device = device(hosts.device())) {
      hub.awaitSeen(device.ski(), DEVICE_ADDRESS);
      hub.pair(device.ski());
      hub.awaitView(device.ski(), view -> isAnsweredAt(DEVICE_ADDRESS, view));
      hosts.device().dropAddress(CABLE, DEVICE_ADDRESS + "/24");
      hosts.device().address(CABLE, "10.99.0.77/24");
      hub.awaitSeen(device.ski(), "10.99.0.77");
      hub.awaitView(device.ski(), view -> isAnsweredAt("10.99.0.77", view));
    }
  }

  @Test
  void aDeviceWhoseIpv4AddressLeadsNowhereIsConnectedByIpv6() throws Exception {
    hosts.hub().address(CABLE, "fd99::1/64");
    hosts.device().address(CABLE, "fd99::2/64");
    try (RunningDevice device = device(hosts.device())) {
      hub.awaitSeen(device.ski(), DEVICE_ADDRESS, "fd99:0:0:0:0:0:0:2");
      hosts.device().dropAddress(CABLE, DEVICE_ADDRESS + "/24");
      hub.pair(device.ski());
      hub.awaitView(device.ski(), view -> isAnsweredAt("[fd99:", view));
    }
  }

  @Test
  void whenTheHubLosesItsIpv4AddressTheSessionGoesOnByIpv6() throws Exception {
    hosts.hub().address(CABLE, "fd99::1/64");
    hosts.device().address(CABLE, "fd99::2/64");
    try (RunningDevice device = device(hosts.device())) {
      hub.awaitSeen(device.ski(), DEVICE_ADDRESS, "fd99:0:0:0:0:0:0:2");
      hub.pair(device.ski());
      hub.awaitView(device.ski(), view -> isAnsweredAt(DEVICE_ADDRESS, view));
      hosts.hub().dropAddress(CABLE, HUB_ADDRESS + "/24");
      hub.awaitSeen(device.ski(), "fd99:0:0:0:0:0:0:2");
      hub.awaitView(device.ski(), view -> isAnsweredAt("[fd99:", view));
    }
  }

  @Test
  void anInterfaceThatComesLaterHasItsDevicesFoundToo() throws Exception {
    try (Namespace cellar = Namespace.make()) {
      hosts.hub().cable(SECOND_CABLE, cellar, CABLE);
      hosts.hub().address(SECOND_CABLE, "10.98.0.1/24");
      cellar.address(CABLE, "10.98.0.2/24");
      try (RunningDevice device = device(cellar)) {
        hub.awaitSeen(device.ski(), "10.98.0.2");
        hub.pair(device.ski());
        hub.awaitView(device.ski(), view -> isAnsweredAt("10.98.0.2", view));
      }
    }
  }

  // The same address may be there on every link: without the scope it leads nowhere.
  @Test
  void aDeviceThatHasOnlyALinkLocalAddressIsReachedThroughItsInterface() throws Exception {
    try (Namespace cellar = Namespace.make()) {
      hosts.hub().cable(SECOND_CABLE, cellar, CABLE);
      try (RunningDevice device = device(cellar)) {
        List<String> addresses =
            HubOnHost.addresses(
                hub.awaitView(device.ski(), view -> !HubOnHost.addresses(view).isEmpty()));
        assertTrue(
            addresses.stream().allMatch(it -> it.startsWith("fe80") && it.endsWith("%eth1")),
            addresses::toString);
        hub.pair(device.ski());
        hub.awaitView(device.ski(), view -> isAnsweredAt("[fe80", view));
      }
    }
  }

  private static boolean isAnswered(JsonObject view) {
    return view.object("session").flatMap(it -> it.integer("received")).orElse(0L) >= 1;
  }

  private static boolean isAnsweredAt(String address, JsonObject view) {
    return isAnswered(view)
        && view.object("session")
            .flatMap(it -> it.text("address"))
            .filter(it -> it.startsWith(address))
            .isPresent();
  }

  private static String session(JsonObject view) {
    return view.object("session").flatMap(it -> it.text("id")).orElse("none");
  }

  private static Optional<String> heard(JsonObject view) {
    return view.object("session").flatMap(it -> it.text("lastHeard"));
  }
}
