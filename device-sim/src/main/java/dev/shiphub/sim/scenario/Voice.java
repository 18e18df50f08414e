package dev.shiphub.sim.scenario;

import dev.shiphub.ship.Ski;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.raw.DnsAnswer;
import dev.shiphub.sim.raw.MdnsCry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a scenario says by multicast DNS. Takes back at its end what it said. */
final class Voice implements AutoCloseable {
  private static final Duration PACE = Duration.ofMillis(200);

  /** Between packets of one announcement; RFC 6762 6 has 20 ms to 120 ms before an answer. */
  private static final Duration GAP = Duration.ofMillis(20);

  private static final int SECONDS = 120;
  private static final int NOWHERE = 9;

  private final Scene scene;
  private final Set<String> said = new TreeSet<>();
  private Optional<MdnsCry> cry = Optional.empty();

  Voice(Scene scene) {
    this.scene = scene;
  }

  /** Says that a service is there. */
  void announce(Actor peer, Values values, Map<String, Actor> all)
      throws InterruptedException, CaseEnded {
    String instance = instance(values);
    Ski ski =
        switch (values.text("ski", "own")) {
          case "target" -> scene.target().ski();
          case "nobody" -> scene.bench().newIdentity().shown();
          case "own" -> peer.identity().shown();
          default ->
              Objects.requireNonNull(all.get(values.need("ski")), "peers are checked")
                  .identity()
                  .shown();
        };
    InetSocketAddress place =
        peer.place().orElseGet(() -> new InetSocketAddress(scene.target().own(), NOWHERE));
    int port = values.number("port", place.getPort());
    InetAddress address = values.text("address").map(Scene::address).orElse(place.getAddress());
    List<String> strings =
        List.of(
            "txtvers=1",
            "id=" + instance,
            "path=" + values.text("path", "/ship/"),
            "ski=" + ski.hex(),
            "register=" + values.flag("register", false));
    CountDownLatch never = new CountDownLatch(1);
    scene.note("says that " + ski.brief() + " is at " + address.getHostAddress() + ":" + port);
    said.add(instance);
    Delivery delivery = Delivery.of(values);
    for (int i = 0; i < values.number("times", 3); i++) {
      for (byte[] packet : delivery.packets(records(instance, strings, address, port, SECONDS))) {
        say(packet);
        boolean _ = never.await(GAP.toMillis(), TimeUnit.MILLISECONDS);
      }
      boolean _ = never.await(PACE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Takes back what was said. */
  void goodbye(Values values) throws CaseEnded {
    goodbye(instance(values));
  }

  private void goodbye(String instance) throws CaseEnded {
    said.remove(instance);
    scene.note("takes back " + instance);
    List<String> strings = List.of("txtvers=1");
    say(DnsAnswer.of(records(instance, strings, scene.target().own(), NOWHERE, 0)).bytes());
  }

  private String instance(Values values) {
    return values.text("name", values.need("peer")) + "-" + scene.tag();
  }

  private static List<DnsAnswer> records(
      String instance, List<String> strings, InetAddress address, int port, int seconds) {
    String host = "h" + Integer.toHexString(instance.hashCode());
    return List.of(
        new DnsAnswer().pointer(instance, seconds),
        new DnsAnswer().service(instance, host, port, seconds),
        new DnsAnswer().text(instance, strings, seconds),
        new DnsAnswer().address(host, address, seconds));
  }

  private void say(byte[] packet) throws CaseEnded {
    try {
      if (cry.isEmpty()) {
        cry = Optional.of(MdnsCry.on(scene.bench().link()));
      }
      cry.get().say(packet);
    } catch (IOException notSaid) {
      throw CaseEnded.unmet("no multicast DNS: " + notSaid.getMessage());
    }
  }

  @Override
  public void close() throws CaseEnded {
    for (String instance : List.copyOf(said)) {
      goodbye(instance);
    }
    cry.ifPresent(MdnsCry::close);
  }
}
