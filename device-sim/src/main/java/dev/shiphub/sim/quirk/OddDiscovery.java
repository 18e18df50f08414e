package dev.shiphub.sim.quirk;

import dev.shiphub.ship.discovery.Announcement;
import dev.shiphub.ship.discovery.TxtCodec;
import dev.shiphub.ship.port.Discovery;
import dev.shiphub.ship.port.Sighting;
import dev.shiphub.sim.raw.DnsAnswer;
import dev.shiphub.sim.raw.MdnsCry;
import dev.shiphub.sim.raw.RawThreads;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Announces a device in an odd way, by hand: every second at first, then three times a minute,
 * whether anybody asks or not. Finds others as ever.
 */
public final class OddDiscovery implements Discovery {
  private static final Logger LOG = LoggerFactory.getLogger(OddDiscovery.class);
  private static final Set<Quirk> QUIRKS =
      Set.of(Quirk.UPPER_CASE_SKI, Quirk.DEAD_ADDRESS_FIRST, Quirk.TWIN_INSTANCE);

  private static final int LIFETIME_SECONDS = 120;
  private static final int EAGER_CRIES = 10;
  private static final int SECONDS_LATER = 20;

  /** Of a network for examples (RFC 5737), and of this machine. */
  private static final String DEAD = "192.0.2.99";

  private static final String DEAD_HERE = "127.99.99.99";
  private static final int AAAA = 28;
  private static final int FLUSH_IN = 0x8001;
  private static final int NOBODYS_PORT = 9;

  private final Discovery inner;
  private final List<String> interfaces;
  private final Quirks quirks;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile Optional<Announcement> own = Optional.empty();

  /**
   * Wraps another.
   *
   * @param interfaces names of the links to announce on; none means all that know multicast
   */
  public OddDiscovery(Discovery inner, List<String> interfaces, Quirks quirks) {
    this.inner = inner;
    this.interfaces = List.copyOf(interfaces);
    this.quirks = quirks;
  }

  /** Whether such quirks need one. */
  public static boolean isNeededFor(Quirks quirks) {
    return !quirks.hasNoneOf(QUIRKS);
  }

  @Override
  public void browse(Consumer<Sighting> sightings) {
    inner.browse(sightings);
  }

  @Override
  public void announce(Announcement announcement) {
    boolean isFirst = own.isEmpty();
    own = Optional.of(announcement);
    if (isFirst) {
      RawThreads.start("odd-announce", this::cryOn);
    }
  }

  @Override
  public void withdraw() {
    cry(0);
    own = Optional.empty();
  }

  @Override
  public List<String> report() {
    return inner.report();
  }

  @Override
  public void close() {
    over.countDown();
    withdraw();
    inner.close();
  }

  private void cryOn() {
    try {
      boolean isOver = false;
      for (int cries = 1; !isOver; cries++) {
        cry(LIFETIME_SECONDS);
        isOver = over.await(cries < EAGER_CRIES ? 1 : SECONDS_LATER, TimeUnit.SECONDS);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void cry(int seconds) {
    own.ifPresent(said -> links().forEach(link -> cry(link, said, seconds)));
  }

  private void cry(NetworkInterface link, Announcement said, int seconds) {
    List<InetAddress> addresses =
        Collections.list(link.getInetAddresses()).stream()
            .filter(Inet4Address.class::isInstance)
            .toList();
    try (MdnsCry voice = MdnsCry.on(link)) {
      for (byte[] packet : packets(said, addresses, seconds)) {
        voice.say(packet);
      }
    } catch (IOException silent) {
      LOG.debug("nothing can be announced on {}: {}", link.getName(), silent.getMessage());
    }
  }

  /** Everything that is announced, on a link with these addresses. */
  List<byte[]> packets(Announcement said, List<InetAddress> addresses, int seconds)
      throws IOException {
    List<byte[]> packets = new ArrayList<>();
    packets.add(packet(said.instance(), said, said.port(), addresses, seconds));
    if (quirks.has(Quirk.TWIN_INSTANCE)) {
      packets.add(packet(said.instance() + " (2)", said, NOBODYS_PORT, addresses, seconds));
    }
    return packets;
  }

  private byte[] packet(
      String instance, Announcement said, int port, List<InetAddress> addresses, int seconds)
      throws IOException {
    String host = "odd-" + said.txt().ski().brief() + "-" + port;
    DnsAnswer answer =
        new DnsAnswer()
            .pointer(instance, seconds)
            .service(instance, host, port, seconds)
            .text(instance, strings(said), seconds);
    if (quirks.has(Quirk.DEAD_ADDRESS_FIRST)) {
      byte[] name = DnsAnswer.name(List.of(host), "local.");
      byte[] linkLocal = InetAddress.getByName("fe80::dead").getAddress();
      answer.raw(name, AAAA, FLUSH_IN, seconds, linkLocal);
      boolean isHere = addresses.stream().anyMatch(InetAddress::isLoopbackAddress);
      answer.address(host, InetAddress.getByName(isHere ? DEAD_HERE : DEAD), seconds);
    }
    addresses.forEach(address -> answer.address(host, address, seconds));
    return answer.bytes();
  }

  private List<String> strings(Announcement said) {
    List<String> strings = new ArrayList<>();
    TxtCodec.encode(said.txt())
        .forEach(
            (key, value) -> {
              boolean isLoud = key.equals("ski") && quirks.has(Quirk.UPPER_CASE_SKI);
              strings.add(key + "=" + (isLoud ? value.toUpperCase(Locale.ROOT) : value));
            });
    return strings;
  }

  private List<NetworkInterface> links() {
    try {
      List<NetworkInterface> links = new ArrayList<>();
      for (NetworkInterface link : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        boolean isUsual = link.isUp() && link.supportsMulticast() && !link.isLoopback();
        if (interfaces.isEmpty() ? isUsual : interfaces.contains(link.getName())) {
          links.add(link);
        }
      }
      return links;
    } catch (IOException unknown) {
      LOG.debug("the links cannot be listed: {}", unknown.getMessage());
      return List.of();
    }
  }
}
