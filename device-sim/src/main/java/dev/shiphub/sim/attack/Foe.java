package dev.shiphub.sim.attack;

import dev.shiphub.ship.Role;
import dev.shiphub.sim.bench.AdminControl;
import dev.shiphub.sim.bench.Bench;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Preconditions;
import dev.shiphub.sim.bench.Talk;
import dev.shiphub.sim.bench.Target;
import dev.shiphub.sim.raw.MdnsCry;
import dev.shiphub.sim.raw.RawHttp;
import dev.shiphub.sim.raw.RawIdentity;
import dev.shiphub.sim.raw.RawStream;
import dev.shiphub.sim.raw.RawTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What one case works with: an address of its own where the daemon is on loopback, connections of
 * every kind, and their cleaning up. Belongs to the thread of its case.
 */
final class Foe implements AutoCloseable {
  /** The longest that a phase before the handshake may take (reliability: 10 s, and some load). */
  static final Duration PHASE = Duration.ofSeconds(14);

  private static final Duration STEP = Duration.ofSeconds(10);

  private final Grounds grounds;
  private final Bystanders bystanders;
  private final Bench bench;
  private final Optional<InetAddress> own;

  /**
   * @param number of the case, from 0: tells the addresses apart
   */
  Foe(Grounds grounds, Bystanders bystanders, int number) {
    this.grounds = grounds;
    this.bystanders = bystanders;
    own = address(grounds.lab().target(), number, 1);
    bench = new Bench(grounds.lab(), own);
  }

  private static Optional<InetAddress> address(Target target, int number, int last) {
    InetAddress there = target.address().getAddress();
    if (!there.isLoopbackAddress() || there.getAddress().length != 4) {
      return Optional.empty();
    }
    byte[] bytes = {127, 66, (byte) (number + 1), (byte) last};
    try {
      return Optional.of(InetAddress.getByAddress(bytes));
    } catch (IOException impossible) {
      throw new IllegalStateException("four bytes are an address", impossible);
    }
  }

  Grounds grounds() {
    return grounds;
  }

  Bystanders bystanders() {
    return bystanders;
  }

  /** Identities, WebSockets, doors; its dials come from the address of this case. */
  Bench bench() {
    return bench;
  }

  /** Daemons that may be ended, and one that requires a PIN. */
  Spares spares() {
    return grounds.spares();
  }

  Target target() {
    return grounds.lab().target();
  }

  AdminControl admin() {
    return grounds.admin();
  }

  Instant now() {
    return grounds.lab().clock().instant();
  }

  /** Steady. */
  InstantSource clock() {
    return grounds.lab().clock();
  }

  Duration since(Instant start) {
    return Duration.between(start, now());
  }

  void note(String words) {
    bench.transcript().add(words);
  }

  /** Another address of this case; the usual one where the daemon is not on loopback. */
  Optional<InetAddress> neighbour(int last) {
    return own.map(it -> of(it, last));
  }

  private static InetAddress of(InetAddress first, int last) {
    byte[] bytes = first.getAddress();
    bytes[3] = (byte) last;
    try {
      return InetAddress.getByAddress(bytes);
    } catch (IOException impossible) {
      throw new IllegalStateException("four bytes are an address", impossible);
    }
  }

  /** A TCP connection to the SHIP port. */
  RawStream tcp() throws IOException {
    return tcp(own);
  }

  RawStream tcp(Optional<InetAddress> from) throws IOException {
    return bench.keep(RawStream.open(from, target().address(), STEP, grounds.lab().clock()));
  }

  /** TLS to a SHIP port, in whose small window nearly nothing fits that is not read. */
  RawStream narrow(Target there, RawIdentity identity) throws IOException {
    RawStream plain =
        bench.keep(RawStream.narrow(own, there.address(), STEP, grounds.lab().clock()));
    return bench.keep(plain.secure(RawTls.of(identity), STEP));
  }

  /** TLS to the SHIP port, as SHIP wants it, with nothing said yet. */
  RawStream tls(RawIdentity identity) throws IOException {
    return bench.keep(tcp().secure(RawTls.of(identity), STEP));
  }

  /** An HTTP request to the SHIP port, over TLS, and what came of it. */
  RawHttp upgrade(String request) throws IOException {
    return upgrade(request.getBytes(StandardCharsets.ISO_8859_1));
  }

  RawHttp upgrade(byte[] request) throws IOException {
    note("sends " + request.length + " bytes of HTTP");
    RawHttp answer = RawHttp.ask(tls(bench.newIdentity()), request, PHASE);
    note("answered \"" + answer.firstLine() + "\", " + answer.ending().words());
    return answer;
  }

  /** Bytes to the admin API, and what came of it. */
  RawHttp admin(String request) throws IOException {
    return admin(request, STEP);
  }

  RawHttp admin(String request, Duration atMost) throws IOException {
    try (RawStream stream = adminTcp()) {
      RawHttp answer = RawHttp.ask(stream, request.getBytes(StandardCharsets.ISO_8859_1), atMost);
      note("admin API: \"" + answer.firstLine() + "\", " + answer.ending().words());
      return answer;
    }
  }

  RawStream adminTcp() throws IOException {
    InetSocketAddress there = grounds.admin().address();
    return bench.keep(RawStream.open(Optional.empty(), there, STEP, grounds.lab().clock()));
  }

  /** A WebSocket of a paired device, before its first message. */
  Talk paired() throws InterruptedException, CaseEnded {
    return paired(bench.newIdentity());
  }

  Talk paired(RawIdentity identity) throws InterruptedException, CaseEnded {
    return bench.open(Role.SERVER, identity);
  }

  /** A paired device in data exchange. */
  Talk inData() throws InterruptedException, CaseEnded {
    return inData(bench.newIdentity());
  }

  Talk inData(RawIdentity identity) throws InterruptedException, CaseEnded {
    return Preconditions.established(bench, Role.SERVER, identity);
  }

  /** Whether the daemon trusts this one, as it says. */
  boolean isPaired(String ski) {
    return admin().get("devices/" + ski).flatMap(device -> device.flag("paired")).orElse(false);
  }

  /** A voice in multicast DNS. */
  MdnsCry cry() throws IOException, CaseEnded {
    return bench.keep(MdnsCry.on(link()));
  }

  NetworkInterface link() throws IOException, CaseEnded {
    if (grounds.link().isEmpty()) {
      return bench.link();
    }
    NetworkInterface link = NetworkInterface.getByName(grounds.link().get());
    if (link == null) {
      throw CaseEnded.unmet("there is no network interface " + grounds.link().get());
    }
    return link;
  }

  /** Waits. */
  void rest(Duration howLong) throws InterruptedException {
    Pause.of(howLong);
  }

  @Override
  public void close() {
    bench.close();
  }
}
