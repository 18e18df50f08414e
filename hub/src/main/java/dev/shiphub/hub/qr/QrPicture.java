package dev.shiphub.hub.qr;

import io.nayuki.qrcodegen.QrCode;
import java.util.ArrayList;
import java.util.List;

/** A QR code of a text, with the quiet zone of four modules that scanners want. */
public final class QrPicture {
  private static final int QUIET = 4;
  private static final String BOTH = "█";
  private static final String UPPER = "▀";
  private static final String LOWER = "▄";
  private static final String NONE = " ";

  private final QrCode code;

  private QrPicture(QrCode code) {
    this.code = code;
  }

  /**
   * The picture of a text.
   *
   * @throws RuntimeException if it is longer than a QR code can be, some 2900 characters
   */
  public static QrPicture of(String text) {
    return new QrPicture(QrCode.encodeText(text, QrCode.Ecc.LOW));
  }

  /** Modules a side, with the quiet zone. */
  public int side() {
    return code.size + 2 * QUIET;
  }

  /** Whether that module is dark, counted from the upper left corner of the quiet zone. */
  public boolean isDark(int x, int y) {
    return code.getModule(x - QUIET, y - QUIET);
  }

  /** Two rows of modules a line, as half blocks: ink is dark, paper is light. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int y = 0; y < side(); y += 2) {
      StringBuilder line = new StringBuilder();
      for (int x = 0; x < side(); x++) {
        line.append(halves(isDark(x, y), isDark(x, y + 1)));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static String halves(boolean isUpper, boolean isLower) {
    if (isUpper) {
      return isLower ? BOTH : UPPER;
    }
    return isLower ? LOWER : NONE;
  }

  /** A document of its own, one unit a module. */
  public String svg() {
    StringBuilder dark = new StringBuilder();
    for (int y = 0; y < side(); y++) {
      for (int x = 0; x < side(); x++) {
        if (isDark(x, y)) {
          dark.append('M').append(x).append(',').append(y).append("h1v1h-1z");
        }
      }
    }
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" shape-rendering="crispEdges">
    <rect width="100%%" height="100%%" fill="#fff"/>
    <path d="%2$s" fill="#000"/>
    </svg>
    """
        .formatted(side(), dark);
  }
}
