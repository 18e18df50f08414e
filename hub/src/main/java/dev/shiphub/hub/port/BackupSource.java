package dev.shiphub.hub.port;

import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;

/** Makes backups of what a gateway must not lose. Any thread. */
public interface BackupSource {
  /** A passphrase has at least so many characters. */
  int SHORTEST_PASSPHRASE = 8;

  /** Whether it has fewer characters; one beyond U+FFFF is one, though two for Java. */
  static boolean isTooShort(String passphrase) {
    return passphrase.codePointCount(0, passphrase.length()) < SHORTEST_PASSPHRASE;
  }

  /**
   * One encrypted picture of identity, trust and SHIP ID; takes about a second.
   *
   * @param passphrase of at least {@value #SHORTEST_PASSPHRASE} characters
   * @return the document that is to be kept in a file, as it is
   * @throws IOException if something of it cannot be read; the message says what to do
   */
  JsonObject backup(String passphrase) throws IOException;
}
