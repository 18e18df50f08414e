package dev.shiphub.ship.mdns;

import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.discovery.ServiceRecord;
import dev.shiphub.ship.discovery.TxtCodec;
import dev.shiphub.ship.discovery.TxtDecoded;
import dev.shiphub.ship.discovery.TxtRecord;
import java.util.regex.Pattern;

/**
 * Judges what calls itself a SHIP service (SHIP 7.3). Whoever can send a packet can be the author.
 */
final class ServiceReader {
  private static final Pattern HOST_NAME = Pattern.compile("[\\p{L}\\p{N}._-]{1,253}");
  private static final int LONGEST_INSTANCE = 63;

  private ServiceReader() {}

  static Verdict read(HeardService heard, Link link) {
    String instance = printable(heard.instance());
    if (!instance.equals(heard.instance())) {
      return new Verdict.Bad(instance, "its name has unprintable characters or is too long");
    }
    if (heard.port() < 1 || heard.port() > 65_535) {
      return new Verdict.Bad(instance, "port " + heard.port());
    }
    if (!HOST_NAME.matcher(heard.hostName()).matches()) {
      return new Verdict.Bad(instance, "its host name is none");
    }
    return switch (heard.txt().read()) {
      case TxtBytes.Reading.Refused(String why) -> new Verdict.Bad(instance, why);
      case TxtBytes.Reading.Entries entries ->
          switch (TxtCodec.decode(entries.values())) {
            case TxtDecoded.Invalid(String why) -> new Verdict.Bad(instance, why);
            case TxtDecoded.Valid(TxtRecord txt) -> withPath(heard, txt, link);
          };
    };
  }

  /**
   * The path ends up in a request line, so it is checked where the endpoint is made, whatever the
   * codec lets pass.
   */
  private static Verdict withPath(HeardService heard, TxtRecord txt, Link link) {
    if (!Endpoint.isPath(txt.path())) {
      return new Verdict.Bad(heard.instance(), "its path is none");
    }
    return new Verdict.Good(
        new ServiceRecord(
            heard.instance(),
            txt,
            heard.hostName(),
            heard.port(),
            DialOrder.on(link, heard.addresses())));
  }

  private static String printable(String label) {
    String cut = label.substring(0, Math.min(label.length(), LONGEST_INSTANCE));
    return cut.codePoints()
        .map(c -> isUnprintable(c) ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isUnprintable(int c) {
    int type = Character.getType(c);
    return Character.isISOControl(c)
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
