package dev.shiphub.ship.mdns;

import static dev.shiphub.ship.mdns.Samples.announcement;
import static dev.shiphub.ship.mdns.Samples.entries;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.ServiceRecord;
import dev.shiphub.ship.port.Sighting;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Real multicast on 127.0.0.1. JmDNS needs four seconds from registering to being seen, and two to
 * close: the tests wait together, but those that hurt whoever listens, or count threads.
 */
@Execution(ExecutionMode.CONCURRENT)
class JmdnsLoopbackTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int REGISTERED_PORT = 4712;

  private static final String LINK = "multicast on 127.0.0.1";
  private static final AtomicInteger TESTS = new AtomicInteger();

  /**
   * JmDNS writes a stack trace for each packet that it cannot read. Held here, or it is collected.
   */
  private static final Logger JMDNS_LOG = Logger.getLogger("javax.jmdns");

  /** Other tests, and another run on this machine, are on the same link. */
  private final String run =
      Long.toHexString(ProcessHandle.current().pid())
          + Integer.toHexString(TESTS.getAndIncrement());

  private final String hubName = "Hub " + run;
  private final String evseName = "EVSE v1.2 " + run;
  private final List<Node> nodes = new ArrayList<>();

  @BeforeAll
  static void multicastWorksOnLoopback() throws IOException {
    JMDNS_LOG.setLevel(Level.OFF);
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    InetAddress group = InetAddress.ofLiteral("224.0.0.251");
    NetworkInterface lo = NetworkInterface.getByInetAddress(loopback);
    try (MulticastSocket socket = new MulticastSocket(0)) {
      socket.setNetworkInterface(lo);
      socket.joinGroup(new InetSocketAddress(group, socket.getLocalPort()), lo);
      socket.setSoTimeout(3_000);
      socket.send(new DatagramPacket(new byte[1], 1, group, socket.getLocalPort()));
      socket.receive(new DatagramPacket(new byte[1], 1));
    } catch (IOException e) {
      fail("multicast on 127.0.0.1 is impossible on this machine, and these tests need it: " + e);
    }
  }

  /** One process's discovery, and what it was told. */
  private static final class Node {
    final List<Sighting> told = new CopyOnWriteArrayList<>();
    final JmdnsDiscovery discovery;

    Node(String host) {
      discovery =
          new JmdnsDiscovery(
              MdnsSettings.of(InterfaceChoice.of(List.of("lo")), HostLabel.of(host)),
              InstantSource.system(),
              InstantSource.system());
      discovery.browse(told::add);
    }

    List<ServiceRecord> seen(Ski ski) {
      return told.stream()
          .mapMulti(Node::service)
          .filter(service -> service.ski().equals(ski))
          .toList();
    }

    Set<String> rejected() {
      return told.stream().mapMulti(Node::rejection).collect(Collectors.toSet());
    }

    private static void service(Sighting sighting, Consumer<ServiceRecord> out) {
      if (sighting instanceof Sighting.Seen(var service)) {
        out.accept(service);
      }
    }

    private static void rejection(Sighting sighting, Consumer<String> out) {
      if (sighting instanceof Sighting.Rejected(var instance, var _)) {
        out.accept(instance);
      }
    }

    ServiceRecord awaitSeen(Ski ski, int times) {
      await("seeing " + ski.brief() + " on 127.0.0.1")
          .atMost(PATIENCE)
          .until(() -> seen(ski).size() >= times);
      return seen(ski).getLast();
    }

    void awaitReport(String part) {
      await(part).atMost(PATIENCE).until(() -> discovery.report().toString().contains(part));
    }
  }

  private Ski ski(char digit) {
    return new Ski((digit + run + "0".repeat(40)).substring(0, 40));
  }

  private Node node(String host) {
    Node node = new Node(host + "-" + run);
    nodes.add(node);
    return node;
  }

  @AfterEach
  void closeAll() throws InterruptedException {
    List<Thread> closers =
        nodes.stream().map(node -> Thread.startVirtualThread(node.discovery::close)).toList();
    for (Thread closer : closers) {
      closer.join();
    }
  }

  @Test
  @ResourceLock(value = LINK, mode = ResourceAccessMode.READ)
  void showsADeviceFromItsAnnouncementToItsGoodbye() {
    Node hub = node("hub");
    Node device = node("evse");
    hub.discovery.announce(announcement(hubName, ski('a'), REGISTERED_PORT));
    device.discovery.announce(announcement(evseName, ski('b'), 4713));

    ServiceRecord first = hub.awaitSeen(ski('b'), 1);
    assertEquals(evseName, first.instance());
    assertEquals("evse-" + run + ".local", first.hostName());
    assertEquals(4713, first.port());
    assertEquals(List.of("127.0.0.1"), first.addresses());
    assertEquals("/ship/", first.txt().path());
    assertEquals("Brand", first.txt().brand().orElse("none"));
    device.awaitSeen(ski('a'), 1);
    hub.awaitReport("announcing as \"" + hubName + "\"");

    device.discovery.announce(announcement(evseName, ski('b'), 4713, true));
    assertTrue(hub.awaitSeen(ski('b'), 2).txt().register());

    device.discovery.withdraw();
    Sighting gone = new Sighting.Gone(ski('b'), evseName);
    await().atMost(PATIENCE).until(() -> hub.told.contains(gone));
    assertEquals(List.of(), hub.seen(ski('a')), "told of itself");
    assertEquals(List.of(), device.seen(ski('b')), "told of itself");
  }

  @Test
  @ResourceLock(value = LINK, mode = ResourceAccessMode.READ)
  void numbersANameThatIsTakenAndTellsACloneOfTheOwnKey() {
    Node first = node("first");
    first.discovery.announce(announcement(hubName, ski('a'), REGISTERED_PORT));
    first.awaitReport("announcing as \"" + hubName + "\"");
    Node second = node("second");
    second.discovery.announce(announcement(hubName, ski('a'), 4713));

    second.awaitReport("announcing as \"" + hubName + " (2)\"");
    ServiceRecord clone = first.awaitSeen(ski('a'), 1);
    assertEquals(hubName + " (2)", clone.instance());
    assertEquals(4713, clone.port());
    assertEquals(hubName, second.awaitSeen(ski('a'), 1).instance());
  }

  @Test
  @ResourceLock(value = LINK, mode = ResourceAccessMode.READ)
  void movesToAnotherPort() {
    Node hub = node("hub");
    Node device = node("evse");
    device.discovery.announce(announcement(evseName, ski('b'), 4713));
    hub.awaitSeen(ski('b'), 1);
    device.discovery.announce(announcement(evseName, ski('b'), 4714));
    await().atMost(PATIENCE).until(() -> hub.seen(ski('b')).getLast().port() == 4714);
  }

  @Test
  @ResourceLock(LINK)
  void tellsFromHostilePacketsWhatIsNoShipServiceAndReadsOn() throws IOException {
    Node hub = node("hub");
    hub.awaitReport("listening");
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(42);
    TxtBytes txt = TxtBytes.of(entries(ski('b')));
    List<byte[]> sane =
        List.of(
            Packets.announcement("Port " + run, 0, txt, 120),
            Packets.announcement("Cut " + run, 4712, new TxtBytes(new byte[] {9, 'x'}), 120),
            Packets.announcement("Long " + run, 4712, new TxtBytes(new byte[1_301]), 120),
            Packets.announcement("Good " + run, 4712, txt, 120));
    try (Packets packets = new Packets()) {
      for (int i = 0; i < 100; i++) {
        packets.send(damaged(sane.getLast(), random));
      }
      packets.send(Packets.halfAnAddress("Good " + run));
      packets.send(Packets.endlessName("Endless"));
      // Sent until they have come through: the socket drops what is too much at a time.
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  packets.send(sane)
                      && hub.rejected()
                          .containsAll(Set.of("Port " + run, "Cut " + run, "Long " + run)));
      await().atMost(PATIENCE).until(() -> packets.send(sane) && !hub.seen(ski('b')).isEmpty());
      assertTrue(
          hub.discovery.report().toString().contains("listening"),
          hub.discovery.report()::toString);
    }
  }

  @Test
  @ResourceLock(LINK)
  void worksAgainAfterAPacketThatKillsJmdns() throws IOException {
    Node hub = node("hub");
    hub.awaitReport("listening");
    List<byte[]> good =
        List.of(Packets.announcement("Good " + run, 4712, TxtBytes.of(entries(ski('b'))), 120));
    try (Packets packets = new Packets()) {
      packets.send(Packets.deadly());
      hub.awaitReport("a thread of JmDNS died");
      hub.awaitReport("listening");
      await().atMost(PATIENCE).until(() -> packets.send(good) && !hub.seen(ski('b')).isEmpty());
    }
  }

  @Test
  @ResourceLock(LINK)
  void closesAndLeavesNoThread() {
    Node hub = node("hub");
    hub.discovery.announce(announcement(hubName, ski('a'), REGISTERED_PORT));
    hub.awaitReport("announcing as");
    hub.discovery.close();
    // The last thing that a thread does is to say that it is done.
    await().atMost(PATIENCE).until(() -> threads().isEmpty());
  }

  private List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.contains("mdns") || name.contains("(hub-" + run + ")"))
        .toList();
  }

  private static byte[] damaged(byte[] good, RandomGenerator random) {
    byte[] bytes = good.clone();
    for (int i = 0; i <= random.nextInt(4); i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
    return Arrays.copyOf(bytes, length);
  }
}
