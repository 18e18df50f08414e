package dev.shiphub.sim.attack;

import dev.shiphub.sim.bench.Bench;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.ForgedCertificate;
import dev.shiphub.sim.raw.Opened;
import dev.shiphub.sim.raw.RawDial;
import dev.shiphub.sim.raw.RawDoor;
import dev.shiphub.sim.raw.RawIdentity;
import dev.shiphub.sim.raw.RawTls;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a node can do with a certificate that is none of a SHIP node, or not its own. */
final class CertificateAttacks {
  private static final Duration DIALS_WITHIN = Duration.ofSeconds(30);
  private static final String REFUSED = "refused in the TLS handshake";

  static final List<Attack> ALL =
      List.of(
          new Attack(
              "L-forged",
              "a certificate that claims the SKI of a bystander, with another key",
              "refused in the TLS handshake; the bystander stays connected",
              Manner.QUIET,
              foe ->
                  TlsAttacks.refused(
                      foe.bench().dial(foe.bench().newForgery(foe.bystanders().dialling().ski())))),
          new Attack(
              "L-forged-reconnect",
              "the same for a paired device that was there before and is gone",
              "refused in the TLS handshake; the real one is let in after it",
              Manner.QUIET,
              CertificateAttacks::forgedReconnect),
          new Attack(
              "L-forged-server",
              "the same where the daemon dials that paired device",
              "refused in the TLS handshake; the device stays paired",
              Manner.WAITING,
              foe -> served(foe, true)),
          new Attack(
              "L-other-server",
              "an honest node of another SKI where the daemon dials a paired device",
              "refused in the TLS handshake; the device stays paired",
              Manner.WAITING,
              foe -> served(foe, false)),
          new Attack(
              "L-no-ski",
              "a certificate without a subject key identifier",
              REFUSED,
              Manner.QUIET,
              foe ->
                  shown(
                      foe, ForgedCertificate.withoutSki(wall(foe), foe.grounds().lab().random()))),
          new Attack(
              "L-rsa",
              "a certificate with an RSA key",
              REFUSED,
              Manner.QUIET,
              foe -> shown(foe, ForgedCertificate.rsa(wall(foe), foe.grounds().lab().random()))),
          new Attack(
              "L-p384",
              "a certificate with a key on P-384",
              REFUSED,
              Manner.QUIET,
              foe -> shown(foe, ForgedCertificate.p384(wall(foe), foe.grounds().lab().random()))),
          new Attack(
              "L-chain-12",
              "a chain of twelve certificates",
              REFUSED,
              Manner.QUIET,
              foe -> chained(foe, 12)),
          new Attack(
              "L-chain-100",
              "a chain of a hundred certificates, 40 KB",
              REFUSED,
              Manner.QUIET,
              foe -> chained(foe, 100)),
          new Attack(
              "L-expired",
              "a paired device whose certificate has expired in 2000",
              "let in: SHIP trusts keys, and a device without a clock must not be locked out",
              Manner.QUIET,
              CertificateAttacks::expired));

  private CertificateAttacks() {}

  private static Instant wall(Foe foe) {
    return foe.grounds().lab().wall().instant();
  }

  private static Verdict shown(Foe foe, RawIdentity odd) throws CaseEnded {
    return TlsAttacks.refused(foe.bench().dial(odd));
  }

  private static Verdict chained(Foe foe, int copies) throws CaseEnded {
    RawIdentity identity = foe.bench().newIdentity();
    RawDial dial = foe.bench().dialling(identity).over(() -> RawTls.chained(identity, copies));
    return TlsAttacks.refused(foe.bench().dial(dial));
  }

  private static Verdict forgedReconnect(Foe foe) throws InterruptedException, CaseEnded {
    RawIdentity real = foe.bench().newIdentity();
    foe.inData(real).close();
    Verdict refused = TlsAttacks.refused(foe.bench().dial(foe.bench().newForgery(real.shown())));
    if (refused.kind() != Verdict.Kind.PASSED) {
      return refused;
    }
    return foe.bench().dial(real) instanceof Opened.Up
        ? Verdict.passed(refused.evidence() + "; the real one is let in")
        : Verdict.failed("the real one is not let in any more");
  }

  private static Verdict served(Foe foe, boolean isForged) throws InterruptedException, CaseEnded {
    Bench bench = foe.bench();
    RawIdentity paired = bench.newIdentity();
    bench.trust(paired);
    RawIdentity other = isForged ? bench.newForgery(paired.shown()) : bench.newIdentity();
    RawDoor door = bench.listen(paired.shown(), bench.dialling(other), () -> {});
    Optional<Opened> dialled = door.next(DIALS_WITHIN);
    Optional<String> _ = foe.admin().forget(paired.shown());
    Verdict refused =
        TlsAttacks.refused(
            dialled.orElseThrow(() -> CaseEnded.unmet("the daemon did not dial in 30 s")));
    return foe.isPaired(paired.shown().hex())
        ? refused
        : Verdict.failed("the device is not paired any more");
  }

  private static Verdict expired(Foe foe) throws InterruptedException, CaseEnded {
    RawIdentity old =
        ForgedCertificate.madeAt(
            Instant.parse("1990-06-01T00:00:00Z"), foe.grounds().lab().random());
    foe.bench().trust(old);
    return switch (foe.bench().dial(old)) {
      case Opened.Up _ -> Verdict.passed("let in");
      case Opened.TlsEnded(_, String why, _) -> Verdict.failed("refused: " + why);
      case Opened.NotUpgraded(_, String why) -> Verdict.failed("refused: " + why);
      case Opened.NoAnswer(String why) -> throw CaseEnded.unmet(why);
    };
  }
}
