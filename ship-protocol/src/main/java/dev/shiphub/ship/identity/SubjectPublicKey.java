package dev.shiphub.ship.identity;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The subject public key info of a certificate (RFC 5480), as far as SHIP needs it. */
final class SubjectPublicKey {
  private static final byte[] EC_PUBLIC_KEY = HexFormat.of().parseHex("2a8648ce3d0201");
  private static final byte[] SECP256R1 = HexFormat.of().parseHex("2a8648ce3d030107");
  private static final int UNCOMPRESSED_POINT_BYTES = 65;

  private SubjectPublicKey() {}

  /**
   * The value of the bit string, without tag, length and unused-bits octet: what the SKI is the
   * hash of.
   *
   * @return empty unless it is an uncompressed point of the named curve P-256
   */
  static Optional<byte[]> p256Point(byte[] spki) {
    DerReader outer = DerReader.of(spki);
    Optional<DerReader> info = outer.next(DerReader.SEQUENCE).filter(_ -> outer.isEmpty());
    return info.filter(SubjectPublicKey::isP256)
        .flatMap(fields -> fields.next(DerReader.BIT_STRING).filter(_ -> fields.isEmpty()))
        .map(DerReader::rest)
        .filter(bits -> bits.length == 1 + UNCOMPRESSED_POINT_BYTES && bits[0] == 0 && bits[1] == 4)
        .map(bits -> Arrays.copyOfRange(bits, 1, bits.length));
  }

  private static boolean isP256(DerReader fields) {
    return fields
        .next(DerReader.SEQUENCE)
        .filter(algorithm -> hasNext(algorithm, EC_PUBLIC_KEY) && hasNext(algorithm, SECP256R1))
        .isPresent();
  }

  private static boolean hasNext(DerReader reader, byte[] oid) {
    return reader
        .next(DerReader.OBJECT_IDENTIFIER)
        .filter(value -> Arrays.equals(value.rest(), oid))
        .isPresent();
  }
}
