package dev.shiphub.hub.adapter.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shiphub.hub.qr.QrPicture;
import java.nio.ByteBuffer;
import java.util.Map;

/** The QR code of this hub as a picture, with its PIN, if it has one (SRIP-310/4). Any thread. */
final class QrRoute {
  private final About about;

  QrRoute(About about) {
    this.about = about;
  }

  Route route() {
    return Route.of("GET", "/api/v1/identity/qr.svg", _ -> picture());
  }

  private Reply picture() {
    String svg = QrPicture.of(about.qr().text()).svg();
    return new Reply.Content(
        200, Map.of("Content-Type", "image/svg+xml"), ByteBuffer.wrap(svg.getBytes(UTF_8)));
  }
}
