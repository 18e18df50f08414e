package dev.shiphub.hub.adapter.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * A file of the web page, as it is in the program.
 *
 * @param name without a folder
 * @param tag what tells its versions apart (RFC 9110, 8.8.3)
 * @param octets all of it
 */
record PageFile(String name, String tag, ByteBuffer octets) {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  /** Nothing but what this daemon serves, no code in markup, and no markup made of text. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src"
          + " 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  PageFile {
    octets = octets.asReadOnlyBuffer();
  }

  /** Reads one that is there for sure: that it is missing would be a fault of the build. */
  static PageFile load(String name) {
    try (InputStream in = PageFile.class.getResourceAsStream("page/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the program has no page/" + name);
      }
      byte[] octets = in.readAllBytes();
      return new PageFile(name, tag(octets), ByteBuffer.wrap(octets));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static String tag(byte[] octets) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(octets);
      return '"' + HexFormat.of().formatHex(hash, 0, 8) + '"';
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }

  /** The file, or that the browser has it already. Browsers ask each time: it may be newer. */
  Reply answer(Optional<String> known) {
    Map<String, String> headers =
        Map.of(
            "Content-Type",
            TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), ""),
            "Content-Security-Policy",
            POLICY,
            "Cache-Control",
            "no-cache",
            "ETag",
            tag);
    boolean isKnown = known.filter(tag::equals).isPresent();
    return new Reply.Content(
        isKnown ? 304 : 200, headers, isKnown ? ByteBuffer.allocate(0) : octets);
  }
}
