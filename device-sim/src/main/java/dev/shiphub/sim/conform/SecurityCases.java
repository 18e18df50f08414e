package dev.shiphub.sim.conform;

import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;
import dev.shiphub.sim.bench.Bench;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Preconditions;
import dev.shiphub.sim.bench.Talk;
import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.Opened;
import dev.shiphub.sim.raw.RawDial;
import dev.shiphub.sim.raw.RawDoor;
import dev.shiphub.sim.raw.RawIdentity;
import dev.shiphub.sim.raw.RawTls;
import java.util.Optional;

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

  /** Behind the address of a trusted peer sits another, honest one. */
  static Verdict anotherSki(Bench bench, Role device) throws InterruptedException, CaseEnded {
    RawIdentity trusted = bench.newIdentity();
    bench.trust(trusted);
    try (RawDoor door =
        bench.listen(trusted.shown(), bench.dialling(bench.newIdentity()), () -> {})) {
      return nothingIsSaid(bench.dialled(door));
    }
  }

  static Verdict nameless(Bench bench, Role device) throws InterruptedException, CaseEnded {
    // A device that refuses everybody would pass otherwise.
    RawIdentity honest = bench.newIdentity();
    Preconditions.init(bench.open(device, honest), device);
    return nothingIsSaid(bench.dial(bench.dialling(honest).over(RawTls::nameless)));
  }

  private static Verdict nothingIsSaid(Opened opened) throws CaseEnded {
    return switch (opened) {
      case Opened.TlsEnded(_, String why, _) -> Verdict.passed("ended the TLS handshake: " + why);
      case Opened.NotUpgraded(_, String why) -> Verdict.passed("no WebSocket: " + why);
      case Opened.Up _ -> Verdict.failed("opened a WebSocket");
      case Opened.NoAnswer(String why) -> throw CaseEnded.unmet(why);
    };
  }

  /** The tool remembers the session of the first connection, and would go on with it. */
  static Verdict resumption(Bench bench, Role device) throws InterruptedException, CaseEnded {
    RawIdentity identity = bench.newIdentity();
    RawTls memory = RawTls.of(identity);
    RawDial dial = bench.dialling(identity).over(() -> memory);
    bench.trust(identity);
    Optional<RawDoor> door =
        device == Role.SERVER
            ? Optional.empty()
            : Optional.of(bench.listen(identity.shown(), dial, () -> {}));
    Talk first = bench.talk("first", next(bench, dial, door));
    Preconditions.init(first, device);
    first.close();
    Talk second = bench.talk("second", next(bench, dial, door));
    return second.opening().tls().hasShownCertificate()
        ? Verdict.passed("showed its certificate again")
        : Verdict.failed("resumed a TLS session, where nobody's certificate is looked at");
  }

  private static Opened next(Bench bench, RawDial dial, Optional<RawDoor> door)
      throws InterruptedException, CaseEnded {
    return door.isPresent() ? bench.dialled(door.get()) : bench.dial(dial);
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
      case Opened.TlsEnded(_, String why, boolean isAfterCertificate) -> {
        if (!isAfterCertificate) {
          throw CaseEnded.unmet("TLS ended before the certificate was shown: " + why);
        }
        yield Verdict.passed("ended the TLS handshake after the certificate: " + why);
      }
      case Opened.Up(var link) -> {
        link.close();
        yield Verdict.failed("accepted a certificate whose SKI is not that of its key");
      }
      case Opened.NotUpgraded(_, String why) ->
          Verdict.failed("the TLS handshake was completed with a forged certificate; then: " + why);
      case Opened.NoAnswer(String why) -> throw CaseEnded.unmet(why);
    };
  }
}
