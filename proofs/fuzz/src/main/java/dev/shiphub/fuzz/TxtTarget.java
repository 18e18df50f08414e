package dev.shiphub.fuzz;

import dev.shiphub.ship.discovery.TxtCodec;
import dev.shiphub.ship.discovery.TxtDecoded;
import dev.shiphub.ship.discovery.TxtRecord;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Text records of multicast DNS; the strings of the record stand in lines. */
public final class TxtTarget {
  private TxtTarget() {}

  /** What is read can be announced, and is then read as the same device. */
  public static void fuzzerTestOneInput(byte[] input) {
    Map<String, String> record = new LinkedHashMap<>();
    for (String item : new String(input, StandardCharsets.UTF_8).split("\n", -1)) {
      int sign = item.indexOf('=');
      record.put(sign < 0 ? item : item.substring(0, sign), item.substring(sign + 1));
    }
    if (Cost.within(input.length, () -> TxtCodec.decode(record))
            instanceof TxtDecoded.Valid(TxtRecord txt)
        && !txt.id().value().contains("=")) {
      Finding.unless(
          TxtCodec.decode(TxtCodec.encode(txt)) instanceof TxtDecoded.Valid(TxtRecord again)
              && again.ski().equals(txt.ski())
              && again.id().equals(txt.id())
              && again.path().equals(txt.path()),
          "announced and read again it is another device: " + txt);
    }
  }
}
