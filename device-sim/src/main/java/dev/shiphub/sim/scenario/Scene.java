package dev.shiphub.sim.scenario;

import dev.shiphub.ship.Pin;
import dev.shiphub.sim.bench.Bench;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.DeviceStage;
import dev.shiphub.sim.bench.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;

/**
 * What the peers of one scenario share.
 *
 * @param bench identities, connections and their cleaning up
 * @param stage puts devices on the network
 * @param patience how many times longer than written a step may wait
 * @param pin of the target, if it requires one
 * @param tag that no other run of a scenario has, for names
 */
record Scene(Bench bench, DeviceStage stage, int patience, Optional<Pin> pin, String tag) {
  Target target() {
    return bench.lab().target();
  }

  void note(String words) {
    bench.transcript().add(words);
  }

  /** Tells the target where a peer is; nothing if it cannot be told anything. */
  void tellPlace(Actor peer) throws InterruptedException, CaseEnded {
    if (peer.place().isEmpty() || !bench.lab().control().exists()) {
      return;
    }
    var place = peer.place().get();
    String host = place.getAddress().getHostAddress();
    note("target is told that " + peer.identity().shown().brief() + " is at " + place);
    Optional<String> trouble =
        bench.lab().control().peer(peer.identity().shown(), host, place.getPort());
    if (trouble.isPresent()) {
      throw CaseEnded.unmet(trouble.get());
    }
    bench.keep(() -> bench.lab().control().forget(peer.identity().shown()));
  }

  /** A PIN that was written in a scenario. */
  Optional<Pin> pin(String text) {
    return text.equals("target") ? pin : Pin.parse(text);
  }

  /** An address that was written in a scenario. */
  static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (IOException impossible) {
      throw new IllegalStateException("four numbers are an address", impossible);
    }
  }
}
