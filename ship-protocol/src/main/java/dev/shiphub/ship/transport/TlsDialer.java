package dev.shiphub.ship.transport;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Trouble;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.port.DialOutcome;
import dev.shiphub.ship.port.Dialer;
import dev.shiphub.ship.port.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Dials over TCP, TLS and WebSocket. Any number of virtual threads may dial at once. */
public final class TlsDialer implements Dialer {
  private static final String NO_PATH = "/";

  private final TransportSetup setup;
  private final Optional<InetAddress> source;
  private final HostNames names;

  /** Dials from whatever address the system chooses. */
  public TlsDialer(TransportSetup setup) {
    this(setup, Optional.empty(), InetAddress::getAllByName);
  }

  /** Dials from one of our addresses, as simulated devices on one machine do. */
  public TlsDialer(TransportSetup setup, InetAddress source) {
    this(setup, Optional.of(source), InetAddress::getAllByName);
  }

  TlsDialer(TransportSetup setup, Optional<InetAddress> source, HostNames.Lookup lookup) {
    this.setup = setup;
    this.source = source;
    this.names = new HostNames(setup.threads(), setup.limits().times().resolve(), lookup);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Names of multicast DNS come last whatever their place. A path that is answered with 404 is
   * tried again as {@code /}. The thread must be a virtual one: TCP connects and TLS handshakes of
   * platform threads cannot be interrupted.
   */
  @Override
  public DialOutcome dial(Ski expected, Endpoint endpoint, BooleanSupplier mayUpgrade)
      throws InterruptedException {
    List<DialOutcome.Try> tries = new ArrayList<>();
    for (String host : HostNames.inOrder(endpoint.hosts())) {
      for (InetAddress address : addresses(host, tries)) {
        Optional<Transport> opened =
            knock(new Knock.Aim(expected, endpoint, mayUpgrade), address, tries);
        if (opened.isPresent()) {
          return new DialOutcome.Opened(opened.get());
        }
      }
    }
    return new DialOutcome.Failed(tries);
  }

  private List<InetAddress> addresses(String host, List<DialOutcome.Try> tries)
      throws InterruptedException {
    try {
      return names.addresses(host);
    } catch (IOException unknown) {
      tries.add(
          new DialOutcome.Try(
              host,
              DialOutcome.Phase.RESOLVE,
              Trouble.NAME_UNKNOWN,
              String.valueOf(unknown.getMessage())));
      return List.of();
    }
  }

  private Optional<Transport> knock(Knock.Aim aim, InetAddress address, List<DialOutcome.Try> tries)
      throws InterruptedException {
    String path = aim.endpoint().path();
    Knock.Answer answer = answer(aim, address, path);
    if (isNotFound(answer) && !path.equals(NO_PATH)) {
      answer = answer(aim, address, NO_PATH);
    }
    return switch (answer) {
      case Knock.Answer.Opened(Transport transport) -> Optional.of(transport);
      case Knock.Answer.Vain(DialOutcome.Try failure, Optional<Integer> _) -> {
        tries.add(failure);
        yield Optional.empty();
      }
    };
  }

  private static boolean isNotFound(Knock.Answer answer) {
    return answer instanceof Knock.Answer.Vain(DialOutcome.Try _, Optional<Integer> status)
        && status.equals(Optional.of(UpgradeHead.NOT_FOUND));
  }

  private Knock.Answer answer(Knock.Aim aim, InetAddress address, String path)
      throws InterruptedException {
    return unlessCalledOff(new Knock(setup, aim, address, path).run(source));
  }

  /** An interrupt counts even if it came too late to break the try. */
  static Knock.Answer unlessCalledOff(Knock.Answer answer) throws InterruptedException {
    if (Thread.interrupted()) {
      if (answer instanceof Knock.Answer.Opened(Transport transport)) {
        transport.cut("the dial was called off");
      }
      throw new InterruptedException("the dial was called off");
    }
    return answer;
  }
}
