package dev.shiphub.sim;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Endpoint;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A peer and where it is, as people type it: {@code SKI@host:port}.
 *
 * @param ski who it is
 * @param endpoint where it is
 */
record PeerPlace(Ski ski, Endpoint endpoint) {
  private static final Pattern FORM =
      Pattern.compile("(?<ski>[^@]+)@(?:\\[(?<v6>[^]]+)]|(?<host>[^:]+)):(?<port>[0-9]{1,5})");
  private static final String PATH = "/ship/";

  /** Empty if a part is missing or wrong. */
  static Optional<PeerPlace> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    int port = Integer.parseInt(form.group("port"));
    if (port < 1 || port > 65_535) {
      return Optional.empty();
    }
    String host = Optional.ofNullable(form.group("v6")).orElseGet(() -> form.group("host"));
    Endpoint endpoint = new Endpoint(List.of(host), port, PATH, Optional.empty());
    return Ski.parse(form.group("ski")).map(ski -> new PeerPlace(ski, endpoint));
  }
}
