package dev.shiphub.sim.attack;

import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.HelloBytes;
import dev.shiphub.sim.raw.Opened;
import dev.shiphub.sim.raw.RawIdentity;
import dev.shiphub.sim.raw.RawStream;
import dev.shiphub.sim.raw.RawTls;
import java.io.IOException;
import java.util.List;

/** What a stranger can do in the TLS handshake. */
final class TlsAttacks {
  private static final int PROTOCOL_VERSION = 70;
  private static final int HANDSHAKE_FAILURE = 40;

  static final List<Attack> ALL =
      List.of(
          new Attack(
              "L-nameless",
              "a client without a certificate",
              "refused in the TLS handshake",
              Manner.QUIET,
              foe ->
                  refused(
                      foe.bench()
                          .dial(
                              foe.bench()
                                  .dialling(foe.bench().newIdentity())
                                  .over(RawTls::nameless)))),
          new Attack(
              "L-forged",
              "a certificate that claims the SKI of a bystander, with another key",
              "refused in the TLS handshake; the bystander stays connected",
              Manner.QUIET,
              TlsAttacks::forged),
          new Attack(
              "L-tls10",
              "a ClientHello of TLS 1.0",
              "alert protocol_version (70) or handshake_failure (40)",
              Manner.QUIET,
              foe -> hello(foe, 0x0301, List.of(HelloBytes.GCM))),
          new Attack(
              "L-no-suite",
              "a ClientHello with nothing but RC4, NULL and CBC with SHA-1",
              "alert handshake_failure (40)",
              Manner.QUIET,
              foe -> hello(foe, HelloBytes.TLS12, List.of(0xc007, 0xc006, 0xc009))));

  private TlsAttacks() {}

  private static Verdict refused(Opened opened) throws CaseEnded {
    return switch (opened) {
      case Opened.TlsEnded(_, String why, _) -> Verdict.passed("ended the TLS handshake: " + why);
      case Opened.NotUpgraded(_, String why) -> Verdict.failed("TLS was completed; then: " + why);
      case Opened.Up _ -> Verdict.failed("opened a WebSocket");
      case Opened.NoAnswer(String why) -> throw CaseEnded.unmet(why);
    };
  }

  private static Verdict forged(Foe foe) throws CaseEnded {
    RawIdentity forged = foe.bench().newForgery(foe.bystanders().dialling().ski());
    return refused(foe.bench().dial(forged));
  }

  private static Verdict hello(Foe foe, int version, List<Integer> suites) throws IOException {
    RawStream stream = foe.tcp();
    stream.write(HelloBytes.of(version, suites));
    return Judge.refusedByTls(stream.rest(Foe.PHASE), PROTOCOL_VERSION, HANDSHAKE_FAILURE);
  }
}
