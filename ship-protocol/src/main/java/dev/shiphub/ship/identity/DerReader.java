package dev.shiphub.ship.identity;

import java.util.Arrays;
import java.util.Optional;

/**
 * A cursor over definite-length DER elements. Foreign bytes never make it throw: what does not fit
 * is empty.
 */
final class DerReader {
  static final int BIT_STRING = 0x03;
  static final int OCTET_STRING = 0x04;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int SEQUENCE = 0x30;

  private static final int LONG_FORM = 0x80;
  private static final int MOST_LENGTH_OCTETS = 2;

  private final byte[] bytes;
  private final int end;
  private int position;

  private DerReader(byte[] bytes, int position, int end) {
    this.bytes = bytes;
    this.position = position;
    this.end = end;
  }

  static DerReader of(byte[] der) {
    return new DerReader(der, 0, der.length);
  }

  /** Steps over the next element if it has that tag, and returns a reader of its content. */
  Optional<DerReader> next(int tag) {
    if (remaining() < 2 || octet(position) != tag) {
      return Optional.empty();
    }
    int first = octet(position + 1);
    int lengthOctets = first < LONG_FORM ? 0 : first - LONG_FORM;
    int content = position + 2 + lengthOctets;
    if (lengthOctets > MOST_LENGTH_OCTETS || first == LONG_FORM || content > end) {
      return Optional.empty();
    }
    int length = lengthOctets == 0 ? first : number(position + 2, lengthOctets);
    if (length > end - content) {
      return Optional.empty();
    }
    position = content + length;
    return Optional.of(new DerReader(bytes, /* position= */ content, /* end= */ position));
  }

  boolean isEmpty() {
    return remaining() == 0;
  }

  int remaining() {
    return end - position;
  }

  byte[] rest() {
    return Arrays.copyOfRange(bytes, position, end);
  }

  private int number(int from, int octets) {
    int value = 0;
    for (int i = from; i < from + octets; i++) {
      value = value << 8 | octet(i);
    }
    return value;
  }

  private int octet(int index) {
    return bytes[index] & 0xff;
  }
}
