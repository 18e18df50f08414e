package dev.shiphub.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * A program that runs on another host than the daemon, and talks to its admin API as a browser or
 * an attacker does: takes one question a line from standard input, and prints one answer a line.
 *
 * <ul>
 *   <li>{@code get PATH TOKEN}: over HTTPS with the client of the JDK; the status and the body
 *   <li>{@code raw BASE64}: those bytes over TLS; all that comes, in base64
 *   <li>{@code plain BASE64}: the same without TLS
 *   <li>{@code hold N BASE64}: N connections on which only those bytes are sent, and nothing more
 * </ul>
 */
final class HttpsPipe {
  private static final int PATIENCE_MILLIS = 15_000;

  private final String host;
  private final int port;
  private final SSLContext tls;
  private final List<Socket> held = new ArrayList<>();

  private HttpsPipe(String host, int port) throws GeneralSecurityException {
    this.host = host;
    this.port = port;
    tls = SSLContext.getInstance("TLS");
    tls.init(null, new TrustManager[] {new Gullible()}, null);
  }

  /** How it is started: one process for all questions. */
  static List<String> command(List<String> from, String host, int port) {
    String classes = HttpsPipe.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    List<String> command = new ArrayList<>(from);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", classes, HttpsPipe.class.getName(), host, String.valueOf(port)));
    return command;
  }

  public static void main(String[] arguments) throws Exception {
    HttpsPipe pipe = new HttpsPipe(arguments[0], Integer.parseInt(arguments[1]));
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = questions.readLine(); line != null; line = questions.readLine()) {
      System.out.println(pipe.answer(line.split(" ", -1)));
    }
  }

  private String answer(String[] question) throws IOException, InterruptedException {
    return switch (question[0]) {
      case "get" -> get(question[1], question[2]);
      case "raw" -> raw(open(), question[1], true);
      case "plain" -> raw(open(), question[1], false);
      case "hold" -> hold(Integer.parseInt(question[1]), question[2]);
      default -> throw new IllegalArgumentException(question[0]);
    };
  }

  private String get(String path, String token) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newBuilder().sslContext(tls).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("https://" + host + ":" + port + path))
              .header("Authorization", "Bearer " + token)
              .timeout(Duration.ofMillis(PATIENCE_MILLIS))
              .build();
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body().replaceAll("\\s*\\n\\s*", " ");
    }
  }

  private Socket open() throws IOException {
    Socket socket = new Socket(host, port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private String raw(Socket plain, String base64, boolean isSecret) throws IOException {
    try (plain;
        Socket socket =
            isSecret ? tls.getSocketFactory().createSocket(plain, host, port, true) : plain) {
      socket.getOutputStream().write(Base64.getDecoder().decode(base64));
      socket.getOutputStream().flush();
      return Base64.getEncoder().encodeToString(socket.getInputStream().readAllBytes());
    } catch (IOException cut) {
      return "";
    }
  }

  private String hold(int count, String base64) throws IOException {
    for (int at = 0; at < count; at++) {
      Socket socket = open();
      socket.getOutputStream().write(Base64.getDecoder().decode(base64));
      held.add(socket);
    }
    return "held " + held.size();
  }

  /** Believes everybody, as somebody who clicks the warning away. */
  private static final class Gullible extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
