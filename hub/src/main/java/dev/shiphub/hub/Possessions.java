package dev.shiphub.hub;

import dev.shiphub.hub.adapter.file.TrustFile;
import dev.shiphub.hub.core.StoredState;
import dev.shiphub.ship.identity.IdentityFile;
import dev.shiphub.ship.identity.LocalIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a gateway must not lose: its identity and its trust.
 *
 * @param identity key, certificate and SKI
 * @param stored the trusted devices and static peers
 */
record Possessions(LocalIdentity identity, StoredState stored) {
  private static final Logger LOG = LoggerFactory.getLogger(Possessions.class);

  /**
   * Loads both, or makes both at the very first start. An identity is never made beside existing
   * trust.
   *
   * @throws StartFailure if one of them cannot be used; both are left as they are
   */
  static Possessions load(Path state, TrustFile trustFile, InstantSource wall, SecureRandom random)
      throws StartFailure, IOException {
    IdentityFile identityFile = new IdentityFile(state.resolve("identity.p12"));
    if (!identityFile.exists() && trustFile.exists()) {
      throw new StartFailure(
          "identity.p12 is missing in "
              + state
              + " though there is a trust.json; copy it back (\"shiphub identity restore\" is not"
              + " in this version). To start as a new hub, which every device has to pair with"
              + " again, move trust.json away");
    }
    return switch (identityFile.loadOrCreate(
        () -> LocalIdentity.generate("shiphub", wall.instant(), random), random)) {
      case IdentityFile.Outcome.Loaded(LocalIdentity identity) ->
          new Possessions(identity, stored(trustFile));
      case IdentityFile.Outcome.Created(LocalIdentity identity) -> {
        LOG.info("made a new identity; it stays the same from now on: keep a copy of {}", state);
        trustFile.save(StoredState.EMPTY);
        yield new Possessions(identity, StoredState.EMPTY);
      }
      case IdentityFile.Outcome.Broken(String why, String remedy) ->
          throw new StartFailure(why + "; " + remedy);
    };
  }

  private static StoredState stored(TrustFile trustFile) throws StartFailure {
    return switch (trustFile.load()) {
      case TrustFile.Outcome.Loaded(StoredState stored) -> stored;
      case TrustFile.Outcome.Missing() -> {
        LOG.warn("trust.json is missing: no device is paired; if there was one, restore it");
        yield StoredState.EMPTY;
      }
      case TrustFile.Outcome.Broken(String why, String remedy) ->
          throw new StartFailure(why + "; " + remedy);
    };
  }
}
