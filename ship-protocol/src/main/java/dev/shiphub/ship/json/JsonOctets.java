package dev.shiphub.ship.json;

import java.util.Arrays;

/** A document under construction, in UTF-8. Owned by one thread. */
final class JsonOctets {
  private static final int FIRST_ROOM = 512;
  private static final int ASCII_BITS = 7;
  private static final int TWO_BYTE_BITS = 11;
  private static final int THREE_BYTE_BITS = 16;
  private static final int FOLLOWER_BITS = 6;

  private byte[] octets = new byte[FIRST_ROOM];
  private int size;

  /** Adds a character of ASCII. */
  void add(char ascii) {
    reserve(1);
    octets[size++] = (byte) ascii;
  }

  /** Adds characters of ASCII. */
  void add(String ascii) {
    reserve(ascii.length());
    for (int at = 0; at < ascii.length(); at++) {
      octets[size++] = (byte) ascii.charAt(at);
    }
  }

  /**
   * Adds the characters of a text from {@code from} on, as far as they are {@code plain}.
   *
   * @param plain of each character of ASCII, whether it stands for itself
   * @return where the first one stands that is not, or the length of the text
   */
  int addPlain(String text, int from, boolean[] plain) {
    int length = text.length();
    reserve(length - from);
    int at = from;
    int next = size;
    while (at < length) {
      char c = text.charAt(at);
      if (c >= plain.length || !plain[c]) {
        break;
      }
      octets[next++] = (byte) c;
      at++;
    }
    size = next;
    return at;
  }

  /** Adds a character, whatever it is. */
  void addCodePoint(int character) {
    if (character >>> ASCII_BITS == 0) {
      add((char) character);
      return;
    }
    int followers =
        character >>> TWO_BYTE_BITS == 0 ? 1 : character >>> THREE_BYTE_BITS == 0 ? 2 : 3;
    reserve(followers + 1);
    int lead = 0xff00 >> (followers + 1);
    octets[size++] = (byte) (lead | (character >>> (followers * FOLLOWER_BITS)));
    for (int left = followers - 1; left >= 0; left--) {
      octets[size++] = (byte) (0x80 | ((character >>> (left * FOLLOWER_BITS)) & 0x3f));
    }
  }

  private void reserve(int more) {
    if (octets.length - size < more) {
      octets = Arrays.copyOf(octets, Math.max(2 * octets.length, size + more));
    }
  }

  /** All of it. */
  byte[] toBytes() {
    return Arrays.copyOf(octets, size);
  }
}
