package dev.shiphub.ship.mdns;

import dev.shiphub.fuzz.Cost;
import dev.shiphub.fuzz.Finding;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Text records as they travel, a length byte before each string. Here, because they are nobody
 * else's business.
 */
public final class RecordsTarget {
  private static final int LONGEST_STRING = 255;

  private RecordsTarget() {}

  /** What is read can be packed, and is then read as the same. */
  public static void fuzzerTestOneInput(byte[] input) {
    TxtBytes.Reading read = Cost.within(input.length, () -> new TxtBytes(input).read());
    if (read instanceof TxtBytes.Reading.Entries(Map<String, String> values) && fits(values)) {
      TxtBytes.Reading again = TxtBytes.of(values).read();
      Finding.unless(again.equals(read), "packed and read again: " + again);
    }
  }

  /** What stands for octets that are no UTF-8 is longer than they are. */
  private static boolean fits(Map<String, String> values) {
    int total = 0;
    for (Map.Entry<String, String> entry : values.entrySet()) {
      byte[] text = (entry.getKey() + "=" + entry.getValue()).getBytes(StandardCharsets.UTF_8);
      if (text.length > LONGEST_STRING) {
        return false;
      }
      total += 1 + text.length;
    }
    return total <= TxtBytes.LONGEST;
  }
}
