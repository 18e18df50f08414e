package dev.shiphub.hub.qr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.ReaderException;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a scanner of somebody else reads in our pictures is the text. */
final class QrPictureTest {
  private static final int QUIET = 4;
  private static final Pattern MODULE = Pattern.compile("M(\\d+),(\\d+)h1v1h-1z");
  private static final String OURS =
      "SHIP;SKI:8000 0000 0000 0000 0000 0000 0000 0000 0000 0001;PIN:C0FF EE01 23;"
          + "ID:shiphub-800000000000;BRAND:shiphub;TYPE:EnergyManagementSystem;MODEL:Gateway;"
          + "CAT:2;ENDSHIP;";

  /** Reads modules, with a quiet zone around them that has to be empty. */
  private static String read(boolean[][] dark) throws ReaderException {
    int side = dark.length - 2 * QUIET;
    boolean[][] inner = new boolean[side][side];
    for (int y = 0; y < dark.length; y++) {
      for (int x = 0; x < dark.length; x++) {
        boolean isInner =
            x >= QUIET && y >= QUIET && x < dark.length - QUIET && y < dark.length - QUIET;
        if (isInner) {
          inner[y - QUIET][x - QUIET] = dark[y][x];
        } else {
          assertFalse(dark[y][x], "ink in the quiet zone");
        }
      }
    }
    return new Decoder().decode(inner).getText();
  }

  @ParameterizedTest
  @ValueSource(strings = {OURS, "SHIP;SKI:x;ENDSHIP;", "ä"})
  void theLinesForATerminalAreReadAsTheText(String text) throws ReaderException {
    QrPicture picture = QrPicture.of(text);
    List<String> lines = picture.lines();
    boolean[][] dark = new boolean[picture.side()][picture.side()];
    for (int y = 0; y < dark.length; y++) {
      String line = lines.get(y / 2);
      assertEquals(dark.length, line.length());
      String inked = y % 2 == 0 ? "█▀" : "█▄";
      for (int x = 0; x < dark.length; x++) {
        dark[y][x] = inked.indexOf(line.charAt(x)) >= 0;
      }
    }
    assertEquals(text, read(dark));
  }

  @Test
  void theSvgIsReadAsTheText() throws ReaderException {
    QrPicture picture = QrPicture.of(OURS);
    String svg = picture.svg();
    assertTrue(svg.contains("viewBox=\"0 0 " + picture.side() + " " + picture.side() + "\""), svg);
    boolean[][] dark = new boolean[picture.side()][picture.side()];
    Matcher module = MODULE.matcher(svg);
    while (module.find()) {
      dark[Integer.parseInt(module.group(2))][Integer.parseInt(module.group(1))] = true;
    }
    assertEquals(OURS, read(dark));
  }

  @Test
  void fitsOnAUsualTerminalWithOurText() {
    QrPicture picture = QrPicture.of(OURS);
    assertTrue(picture.side() <= 80, picture.side() + " columns");
    assertTrue(picture.lines().size() <= 40, picture.lines().size() + " lines");
  }
}
