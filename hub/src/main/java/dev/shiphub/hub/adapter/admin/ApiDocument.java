package dev.shiphub.hub.adapter.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/** The OpenAPI document of the admin API, which everybody may read. */
final class ApiDocument {
  private static final String NAME = "openapi.yaml";

  /** Of RFC 9512. */
  private static final Map<String, String> TYPE = Map.of("Content-Type", "application/yaml");

  private ApiDocument() {}

  static Route route() {
    byte[] octets = octets();
    return Route.open(
        "GET", "/" + NAME, _ -> new Reply.Content(200, TYPE, ByteBuffer.wrap(octets)));
  }

  private static byte[] octets() {
    try (InputStream in =
        Optional.ofNullable(ApiDocument.class.getResourceAsStream(NAME)).orElseThrow()) {
      return in.readAllBytes();
    } catch (IOException unexpected) {
      throw new UncheckedIOException("the archive of the program is damaged", unexpected);
    }
  }
}
