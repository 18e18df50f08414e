package dev.shiphub.hub.cli;

import dev.shiphub.ship.json.JsonLimits;
import dev.shiphub.ship.json.JsonReader;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import dev.shiphub.ship.json.Parsed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * Talks to the admin API of a daemon over HTTP. Any thread.
 *
 * <p>Uses {@link HttpURLConnection}, which costs 10 ms and 4 MB to start with; the newer client
 * costs 400 ms and 30 MB.
 */
final class AdminClient {
  private static final String API = "/api/v1";
  private static final int CONNECT_MILLIS = 3_000;

  /** The daemon answers commands within 10 s, whatever happens. */
  private static final Duration ANSWER = Duration.ofSeconds(15);

  /** The daemon writes a comment every 15 s. */
  private static final Duration SILENCE = Duration.ofSeconds(45);

  private static final int LONGEST_ANSWER = 16 << 20;
  private static final JsonReader READER = new JsonReader(JsonLimits.ofBytes(LONGEST_ANSWER));

  /** The JDK keeps what a daemon says to this from those who send a body of a known length. */
  private static final Got UNAUTHORIZED =
      new Got.Refused(
          new Doc(
              JsonValue.object()
                  .put("status", HttpURLConnection.HTTP_UNAUTHORIZED)
                  .put("detail", "the token is none of this daemon's, or there is none")
                  .put(
                      "remedy",
                      "give another with --token-file; 'shiphub token create' on the gateway makes"
                          + " them")
                  .build()));

  private final AdminAddress address;
  private final Optional<String> token;
  private final Optional<SSLSocketFactory> tls;

  /** A client of a daemon on this machine. */
  AdminClient(AdminAddress address) {
    this(address, Credentials.NONE);
  }

  AdminClient(AdminAddress address, Credentials credentials) {
    this.address = address;
    token = credentials.token();
    tls = credentials.fingerprint().map(Fingerprint::tls);
  }

  AdminAddress address() {
    return address;
  }

  Got get(String path) {
    return request("GET", path, Optional.empty());
  }

  Got post(String path) {
    return post(path, JsonObject.EMPTY);
  }

  Got post(String path, JsonObject body) {
    return request("POST", path, Optional.of(body));
  }

  Got delete(String path) {
    return request("DELETE", path, Optional.empty());
  }

  /** A user's text as one segment of a path. */
  static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * Follows the events after that number.
   *
   * @throws IOException if the daemon cannot be reached or refuses
   */
  EventReader follow(long after) throws IOException {
    HttpURLConnection connection = connection("GET", "/events?since=" + after, SILENCE);
    connection.setRequestProperty("Accept", "text/event-stream");
    if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
      throw new IOException(
          switch (answer(connection)) {
            case Got.Refused refused -> refused.words();
            case Got.Unreachable(String why) -> why;
            case Got.Ok _ -> "the daemon sends no events";
          });
    }
    return new EventReader(connection.getInputStream());
  }

  /**
   * Opens something that is no document, which may never end.
   *
   * @throws RefusedAnswer if the daemon does not show it
   * @throws IOException if the daemon cannot be reached
   */
  InputStream open(String path) throws IOException {
    HttpURLConnection connection = connection("GET", path, SILENCE);
    if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
      switch (answer(connection)) {
        case Got.Refused refused -> throw new RefusedAnswer(refused);
        case Got.Unreachable(String why) -> throw new IOException(why);
        case Got.Ok _ -> throw new IOException("the daemon sends nothing");
      }
    }
    return connection.getInputStream();
  }

  private Got request(String method, String path, Optional<JsonObject> body) {
    try {
      HttpURLConnection connection = connection(method, path, ANSWER);
      connection.setRequestProperty("Accept", "application/json");
      if (body.isPresent()) {
        send(connection, body.get());
      }
      return answer(connection);
    } catch (IOException unreachable) {
      return new Got.Unreachable(words(unreachable));
    }
  }

  private HttpURLConnection connection(String method, String path, Duration silence)
      throws IOException {
    URI target = URI.create(address.url() + API + path);
    HttpURLConnection connection =
        (HttpURLConnection) target.toURL().openConnection(Proxy.NO_PROXY);
    if (connection instanceof HttpsURLConnection secured && tls.isPresent()) {
      secured.setSSLSocketFactory(tls.get());
      // Which certificate it is, says more than which name stands in it.
      secured.setHostnameVerifier((_, _) -> true);
    }
    token.ifPresent(it -> connection.setRequestProperty("Authorization", "Bearer " + it));
    connection.setRequestMethod(method);
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout((int) silence.toMillis());
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    // A kept connection may be closed by the daemon just when it is used again.
    connection.setRequestProperty("Connection", "close");
    return connection;
  }

  /** With its length said beforehand, a request is not silently sent twice. */
  private static void send(HttpURLConnection connection, JsonObject body) throws IOException {
    byte[] octets = JsonWriter.COMPACT.bytes(body);
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(octets.length);
    connection.setRequestProperty("Content-Type", "application/json");
    try (OutputStream out = connection.getOutputStream()) {
      out.write(octets);
    }
  }

  private Got answer(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    boolean isOk = status / 100 == 2;
    try (InputStream in = isOk ? connection.getInputStream() : connection.getErrorStream()) {
      byte[] octets = in == null ? new byte[0] : in.readNBytes(LONGEST_ANSWER + 1);
      if (READER.read(octets) instanceof Parsed.Ok(JsonObject object)) {
        return isOk ? new Got.Ok(new Doc(object)) : new Got.Refused(new Doc(object));
      }
    }
    return status == HttpURLConnection.HTTP_UNAUTHORIZED
        ? UNAUTHORIZED
        : new Got.Unreachable("what listens there is no shiphub daemon");
  }

  private static String words(IOException unreachable) {
    return Optional.ofNullable(unreachable.getMessage())
        .map(Printable::of)
        .orElse(unreachable.getClass().getSimpleName());
  }
}
