package dev.shiphub.ship.wire;

import java.util.List;

/**
 * Agrees on a SHIP version and a message format (SHIP 13.4.4.2).
 *
 * @param type announcement of the client's maximum, or selection
 * @param version the announced or selected version
 * @param formats the offered formats, or exactly one that is selected; as text because peers may
 *     know more than we
 */
public record ProtocolHandshake(Type type, Version version, List<String> formats)
    implements ControlMessage {
  /** The format that every node supports (SHIP 11). */
  public static final String JSON_UTF8 = "JSON-UTF8";

  public ProtocolHandshake {
    formats = List.copyOf(formats);
  }

  /** The kinds of a protocol handshake message. */
  public enum Type {
    ANNOUNCE_MAX,
    SELECT
  }

  /** A SHIP version. */
  public record Version(int major, int minor) implements Comparable<Version> {
    /** The version that everybody speaks. */
    public static final Version V1_0 = new Version(1, 0);

    @Override
    public int compareTo(Version other) {
      return major != other.major
          ? Integer.compare(major, other.major)
          : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
      return major + "." + minor;
    }
  }

  /** The client's offer. */
  public static ProtocolHandshake announceMax(Version version) {
    return new ProtocolHandshake(Type.ANNOUNCE_MAX, version, List.of(JSON_UTF8));
  }

  /** The server's choice, repeated by the client. */
  public static ProtocolHandshake select(Version version) {
    return new ProtocolHandshake(Type.SELECT, version, List.of(JSON_UTF8));
  }
}
