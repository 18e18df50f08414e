package dev.shiphub.sim.conform;

import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;
import dev.shiphub.sim.raw.Opened;
import dev.shiphub.sim.raw.RawDoor;
import dev.shiphub.sim.raw.RawIdentity;

/** Certificates that lie about their key (SHIP 12.2). */
final class SecurityCases {
  private SecurityCases() {}

  static Verdict spoofed(Bench bench, Role device) throws InterruptedException, CaseEnded {
    // A device that refuses everybody would pass otherwise.
    RawIdentity honest = bench.newIdentity();
    Preconditions.init(bench.open(device, honest), device);
    RawIdentity forged =
        bench.newForgery(new Ski(honest.shown().hex().replaceAll("^....", "abcd")));
    bench.trust(forged);
    return refuses(bench, device, forged);
  }

  static Verdict spoofedAfterPairing(Bench bench, Role device)
      throws InterruptedException, CaseEnded {
    RawIdentity honest = bench.newIdentity();
    Talk talk = Preconditions.established(bench, device, honest);
    talk.close();
    return refuses(bench, device, bench.newForgery(honest.shown()));
  }

  private static Verdict refuses(Bench bench, Role device, RawIdentity forged)
      throws InterruptedException, CaseEnded {
    if (device == Role.SERVER) {
      return judge(bench.dial(forged));
    }
    try (RawDoor door = bench.listen(forged, () -> {})) {
      return judge(bench.dialled(door));
    }
  }

  private static Verdict judge(Opened opened) throws CaseEnded {
    return switch (opened) {
      case Opened.TlsEnded(String why, boolean isAfterCertificate) -> {
        if (!isAfterCertificate) {
          throw CaseEnded.unmet("TLS ended before the certificate was shown: " + why);
        }
        yield Verdict.passed("ended the TLS handshake after the certificate: " + why);
      }
      case Opened.Up(var link) -> {
        link.close();
        yield Verdict.failed("accepted a certificate whose SKI is not that of its key");
      }
      case Opened.NotUpgraded(String why) ->
          Verdict.failed("the TLS handshake was completed with a forged certificate; then: " + why);
      case Opened.NoAnswer(String why) -> throw CaseEnded.unmet(why);
    };
  }
}
