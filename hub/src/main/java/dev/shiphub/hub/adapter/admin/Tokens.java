package dev.shiphub.hub.adapter.admin;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens as the file has them at this moment: one that is added or deleted counts at once. A
 * file that cannot be used any more lets nobody in. Any thread.
 */
public final class Tokens {
  private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);

  private final TokenFile file;

  @GuardedBy("this")
  private List<KnownToken> known;

  @GuardedBy("this")
  private Optional<Object> stamp;

  private Tokens(TokenFile file, Optional<Object> stamp, List<KnownToken> known) {
    this.file = file;
    this.stamp = stamp;
    this.known = known;
  }

  /**
   * Those of a file.
   *
   * @throws IOException if it cannot be used, or has none; the message says what to do
   */
  public static Tokens in(TokenFile file) throws IOException {
    Optional<Object> stamp = file.stamp();
    List<KnownToken> known = file.load();
    if (known.isEmpty()) {
      throw new IOException("the token file " + file.path() + " has no token; " + file.remedy());
    }
    return new Tokens(file, stamp, known);
  }

  /** Which token a text is; takes the same time for every wrong one. */
  Optional<KnownToken> find(String text) {
    String digest = KnownToken.digest(text);
    Optional<KnownToken> found = Optional.empty();
    for (KnownToken token : current()) {
      if (token.isOf(digest)) {
        found = Optional.of(token);
      }
    }
    return found;
  }

  /** Whether a token still counts. */
  boolean has(KnownToken token) {
    return current().contains(token);
  }

  private synchronized List<KnownToken> current() {
    Optional<Object> now = file.stamp();
    if (!now.equals(stamp)) {
      stamp = now;
      try {
        known = file.load();
        LOG.info("{} has changed: {} tokens", file.path(), known.size());
      } catch (IOException unusable) {
        known = List.of();
        LOG.error("no token counts any more: {}", unusable.getMessage());
      }
    }
    return known;
  }
}
