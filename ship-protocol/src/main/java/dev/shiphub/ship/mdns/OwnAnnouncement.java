package dev.shiphub.ship.mdns;

import java.io.IOException;
import java.util.Optional;
import javax.jmdns.ServiceInfo;
import javax.jmdns.impl.JmDNSImpl;
import javax.jmdns.impl.ServiceInfoImpl;

/** What one JmDNS announces for us. Owned by the thread that talks to this JmDNS. */
final class OwnAnnouncement {
  private final JmDNSImpl dns;
  private Optional<Registered> registered = Optional.empty();

  private record Registered(Offer offer, ServiceInfoImpl info) {}

  OwnAnnouncement(JmDNSImpl dns) {
    this.dns = dns;
  }

  /**
   * Moves towards what is wanted; to be called again until it is there. Blocks for two seconds
   * where JmDNS says goodbye.
   *
   * @throws IOException if JmDNS cannot register
   */
  void apply(Optional<Offer> wanted) throws IOException {
    if (wanted.equals(registered.map(Registered::offer))) {
      return;
    }
    if (registered.isPresent()
        && wanted.isPresent()
        && registered.get().offer().differsOnlyInText(wanted.get())) {
      changeText(registered.get().info(), wanted.get());
      return;
    }
    registered.ifPresent(old -> dns.unregisterService(old.info()));
    registered = Optional.empty();
    if (wanted.isPresent()) {
      ServiceInfoImpl info = info(wanted.get());
      dns.registerService(info);
      registered = Optional.of(new Registered(wanted.get(), info));
    }
  }

  /** The name may differ from the wished one since JmDNS resolves conflicts without a word. */
  Optional<Responder.OwnInstance> instance() {
    return registered.map(
        one ->
            new Responder.OwnInstance(
                InstanceLabel.plain(one.info().getName()), !one.info().isProbing()));
  }

  /**
   * Whether a change waits until JmDNS has announced what came before: a text set earlier is lost.
   */
  private void changeText(ServiceInfoImpl info, Offer wanted) {
    if (info.isAnnounced()) {
      info.setText(wanted.txt().toArray());
      registered = Optional.of(new Registered(wanted, info));
    }
  }

  private static ServiceInfoImpl info(Offer offer) {
    String name = InstanceLabel.escaped(offer.instance());
    return (ServiceInfoImpl)
        ServiceInfo.create(ServiceCache.TYPE, name, offer.port(), 0, 0, offer.txt().toArray());
  }
}
