package dev.shiphub.hub;

import dev.shiphub.hub.adapter.admin.Insight;
import dev.shiphub.hub.adapter.metrics.HubFigures;
import dev.shiphub.hub.adapter.metrics.HubMetrics;
import dev.shiphub.hub.loop.AddressBook;
import dev.shiphub.hub.loop.Hub;
import dev.shiphub.hub.port.DebugSwitch;
import dev.shiphub.hub.port.HubWatch;
import dev.shiphub.hub.trace.Redaction;
import dev.shiphub.hub.trace.TraceLimits;
import dev.shiphub.hub.trace.Traces;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/** Who looks on while the hub works, wired. */
record Observation(
    Traces traces, HubFigures figures, RefusedArrivals refused, InstantSource steady) {
  private static final int SALT_OCTETS = 16;

  static Observation of(
      HubConfig config, AddressBook addressBook, RefusedArrivals refused, InstantSource steady) {
    int devices = config.limits().pairedDevices();
    return new Observation(
        new Traces(TraceLimits.of(devices), addressBook::isPaired, steady),
        new HubFigures(devices, addressBook::isPaired, steady),
        refused,
        steady);
  }

  List<HubWatch> watches() {
    return List.of(traces, figures);
  }

  /** What users get to see of it. */
  Insight insight(Hub hub, String version, SecureRandom random, DebugSwitch debug) {
    byte[] salt = new byte[SALT_OCTETS];
    random.nextBytes(salt);
    HubMetrics metrics =
        new HubMetrics(figures, hub, hub::waiting, refused::counts, version, steady);
    return new Insight(traces, Redaction.with(salt), metrics, debug);
  }
}
