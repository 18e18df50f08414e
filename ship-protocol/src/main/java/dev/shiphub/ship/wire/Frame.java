package dev.shiphub.ship.wire;

import java.nio.ByteBuffer;

/**
 * A message as it travels, cut into type and value (SHIP 13.4.2).
 *
 * @param type what kind of message it is
 * @param value at least one octet; a view, from its position to its limit, of the message it was
 *     cut from
 */
public record Frame(Type type, ByteBuffer value) {
  /** The message types, by their octet. */
  public enum Type {
    /** Connection mode initialisation; the value is one octet. */
    INIT(0),
    /** A control message of the SHIP message exchange; the value is JSON. */
    CONTROL(1),
    /** A message of the upper layer; the value is JSON. */
    DATA(2),
    /** The orderly end; the value is JSON. */
    END(3);

    private final int octet;

    Type(int octet) {
      this.octet = octet;
    }

    /** The first octet of a message of this type. */
    public int octet() {
      return octet;
    }
  }
}
