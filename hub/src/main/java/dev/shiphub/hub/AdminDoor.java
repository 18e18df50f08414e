package dev.shiphub.hub;

import dev.shiphub.hub.adapter.admin.Doorway;
import dev.shiphub.hub.adapter.admin.TokenFile;
import dev.shiphub.hub.adapter.admin.Tokens;
import dev.shiphub.hub.adapter.http.ServerTls;
import dev.shiphub.ship.identity.IdentityFile;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.ship.identity.SelfSigned;
import dev.shiphub.ship.identity.Subject;
import dev.shiphub.ship.identity.Validity;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** How the admin API is opened: on loopback as it is, elsewhere with tokens and TLS. */
final class AdminDoor {
  /** Key and certificate of the admin API, which have nothing to do with those of SHIP. */
  static final String CERTIFICATE = "admin.p12";

  /** Where the tokens are unless the configuration says otherwise. */
  static final String TOKENS = "admin-tokens";

  private static final Subject SUBJECT = new Subject("shiphub admin API", "shiphub");

  private AdminDoor() {}

  /**
   * The door that is configured.
   *
   * @param state where its files are
   * @throws StartFailure if tokens are needed and there are none, or its certificate cannot be used
   */
  static Doorway of(HubConfig.Admin admin, Path state, Instant wall, SecureRandom random)
      throws StartFailure {
    InetSocketAddress at = new InetSocketAddress(admin.bind(), admin.port());
    boolean isLocal = admin.bind().isLoopbackAddress();
    Optional<Doorway.Lock> lock =
        isLocal && admin.tokenFile().isEmpty()
            ? Optional.empty()
            : Optional.of(new Doorway.Lock(tokens(admin, state), random));
    Optional<ServerTls> tls = isLocal ? Optional.empty() : Optional.of(tls(state, wall, random));
    return new Doorway(at, Set.copyOf(admin.hosts()), lock, tls);
  }

  private static Tokens tokens(HubConfig.Admin admin, Path state) throws StartFailure {
    Path file = state.resolve(admin.tokenFile().orElse(Path.of(TOKENS)));
    try {
      return Tokens.in(new TokenFile(file));
    } catch (IOException unusable) {
      throw StartFailure.ofConfiguration(
          "admin.bind "
              + admin.bind().getHostAddress()
              + ": "
              + unusable.getMessage()
              + (admin.bind().isLoopbackAddress() ? "" : "; or leave admin.bind at 127.0.0.1"));
    }
  }

  private static ServerTls tls(Path state, Instant wall, SecureRandom random) throws StartFailure {
    IdentityFile file = new IdentityFile(state.resolve(CERTIFICATE));
    return switch (file.loadOrCreate(
        () -> SelfSigned.create(SUBJECT, Validity.seenFrom(wall), random), random)) {
      case IdentityFile.Outcome.Loaded(LocalIdentity it) -> tls(it);
      case IdentityFile.Outcome.Created(LocalIdentity it) -> tls(it);
      // Nothing hangs on this one but the fingerprint, so the remedy is another than for SHIP's.
      case IdentityFile.Outcome.Broken(String why, String _) ->
          throw new StartFailure(
              why
                  + "; move it away for a new certificate of the admin API, and tell its clients"
                  + " the new fingerprint; SHIP does not need it");
    };
  }

  private static ServerTls tls(LocalIdentity identity) {
    return ServerTls.of(identity.privateKey(), identity.certificate());
  }
}
