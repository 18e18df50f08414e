package dev.shiphub.hub.adapter.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.identity.LocalIdentity;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slow, silent and broken clients at a real port, with and without TLS. */
@Timeout(60)
final class HttpListenerTest {
  private static final Duration SOON = Duration.ofMillis(400);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final LocalIdentity IDENTITY =
      LocalIdentity.generate("test", Instant.parse("2026-01-01T00:00:00Z"), new SecureRandom());

  private final List<HttpListener> opened = new ArrayList<>();
  private final List<Socket> sockets = new ArrayList<>();

  /** Answers with the method, the path and the body. */
  private static final HttpHandler ECHO =
      new HttpHandler() {
        @Override
        public HttpAnswer answer(HttpRequest request) {
          String body = StandardCharsets.UTF_8.decode(request.body()).toString();
          return whole(200, request.method() + " " + request.target().getPath() + " " + body);
        }

        @Override
        public HttpAnswer.Whole refusal(HttpFault fault) {
          return whole(fault.status(), fault.words());
        }

        private static HttpAnswer.Whole whole(int status, String text) {
          return new HttpAnswer.Whole(
              status, Map.of("X", "y"), ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        }
      };

  private int open(boolean isSecret, Duration handshake, Duration request) throws IOException {
    HttpListener listener =
        new HttpListener(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            isSecret
                ? Optional.of(ServerTls.of(IDENTITY.privateKey(), IDENTITY.certificate()))
                : Optional.empty(),
            new HttpLimits(16, 8, 200, 1_000, 10, 100_000, handshake, request, SOON),
            ECHO,
            new SteadyClock());
    opened.add(listener);
    return listener.open();
  }

  private Socket socket(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    sockets.add(socket);
    return socket;
  }

  private static SSLContext trusting() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Gullible()}, null);
    return context;
  }

  private Socket secured(int port, String... protocols) throws Exception {
    Socket plain = socket(port);
    SSLSocket secured =
        (SSLSocket) trusting().getSocketFactory().createSocket(plain, "127.0.0.1", port, true);
    if (protocols.length > 0) {
      secured.setEnabledProtocols(protocols);
    }
    secured.startHandshake();
    return secured;
  }

  private static void send(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** All that comes to the end of the connection. */
  private static String all(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String answer(Socket socket, String request) throws IOException {
    send(socket, request);
    return all(socket);
  }

  private static final String GET = "GET /x HTTP/1.1\r\nConnection: close\r\n\r\n";

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    opened.forEach(HttpListener::close);
  }

  @Test
  void aConnectionServesOneRequestAfterTheOther() throws IOException {
    Socket socket = socket(open(false, LONG, LONG));
    send(socket, "POST /1 HTTP/1.1\r\nContent-Length: 2\r\n\r\nab");
    send(socket, GET);
    String said = all(socket);
    assertTrue(said.contains("POST /1 ab"), said);
    assertTrue(said.endsWith("Connection: close\r\n\r\nGET /x "), said);
  }

  @Test
  void aClientThatWaitsWithItsBodyIsAskedForIt() throws IOException {
    Socket socket = socket(open(false, LONG, LONG));
    send(
        socket,
        String.join(
            "\r\n",
            "POST / HTTP/1.1",
            "Expect: 100-continue",
            "Content-Length: 2",
            "Connection: close",
            "",
            ""));
    assertEquals(
        "HTTP/1.1 100", new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8));
    send(socket, "ok");
    assertTrue(all(socket).endsWith("POST / ok"));
  }

  @Test
  void anAnswerToHeadHasItsLengthButNoBody() throws IOException {
    String said =
        answer(socket(open(false, LONG, LONG)), "HEAD /x HTTP/1.1\r\nConnection: close\r\n\r\n");
    assertTrue(said.contains("Content-Length: 8\r\n"), said);
    assertTrue(said.endsWith("\r\n\r\n"), said);
  }

  @Test
  void aRequestThatDripsIsToldThatItIsTooSlow() throws IOException {
    Socket socket = socket(open(false, LONG, SOON));
    send(socket, "GET / HT");
    assertTrue(all(socket).startsWith("HTTP/1.1 408"));
  }

  @Test
  void aBodyThatDoesNotComeIsTooSlowToo() throws IOException {
    Socket socket = socket(open(false, LONG, SOON));
    send(socket, "POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\na");
    assertTrue(all(socket).startsWith("HTTP/1.1 408"));
  }

  @Test
  void whoSaysNothingIsCutWithoutAWord() throws IOException {
    assertEquals("", all(socket(open(false, LONG, SOON))));
  }

  // The reset of a connection that is closed with bytes unread would tear the answer away.
  @Test
  void whatIsTooLongIsToldSoThoughMoreOfItIsUnderWay() throws IOException {
    Socket socket = socket(open(false, LONG, LONG));
    send(socket, "GET /" + "x".repeat(100_000));
    assertTrue(all(socket).startsWith("HTTP/1.1 414"));
  }

  @Test
  void aBodyThatIsTooLongIsNotRead() throws IOException {
    Socket socket = socket(open(false, LONG, LONG));
    send(socket, "POST / HTTP/1.1\r\nContent-Length: 100001\r\n\r\n" + "x".repeat(100_001));
    assertTrue(all(socket).startsWith("HTTP/1.1 413"));
  }

  // The bound of the JDK's own server is on all connections together, which one client can take.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void silentClientsKeepNobodyOut(boolean isSecret) throws Exception {
    int port = open(isSecret, LONG, LONG);
    for (int at = 0; at < 40; at++) {
      Socket silent = socket(port);
      if (isSecret && at % 2 == 0) {
        send(silent, "\u0016\u0003\u0001\u0002\u0000\u0001"); // the begin of a ClientHello
      }
    }
    Socket client = isSecret ? secured(port) : socket(port);
    assertTrue(answer(client, GET).endsWith("GET /x "));
  }

  @Test
  void aHandshakeThatDoesNotEndIsCut() throws IOException {
    Socket silent = socket(open(true, SOON, LONG));
    send(silent, "\u0016\u0003\u0001\u0002\u0000\u0001");
    assertTrue(isCut(silent));
    await().atMost(LONG).until(() -> opened.getFirst().visitors() == 0);
  }

  // A byte a second starts every timeout on a read anew; the time for the whole does not.
  @Test
  void aTlsRecordThatDripsIsCut() throws Exception {
    int port = open(true, LONG, SOON);
    Socket plain = socket(port);
    SSLSocket secured =
        (SSLSocket) trusting().getSocketFactory().createSocket(plain, "127.0.0.1", port, true);
    secured.startHandshake();
    byte[] begin = {23, 3, 3, 0x40, 0};
    plain.getOutputStream().write(begin);
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              drip(plain);
              return opened.getFirst().visitors() == 0;
            });
  }

  private static void drip(Socket socket) {
    try {
      socket.getOutputStream().write(0);
    } catch (IOException cut) {
      // That is what it waits for.
    }
  }

  @Test
  void tlsIsOfVersion13() throws Exception {
    int port = open(true, LONG, LONG);
    assertTrue(answer(secured(port, "TLSv1.3"), GET).endsWith("GET /x "));
    assertThrows(SSLException.class, () -> secured(port, "TLSv1.2"));
  }

  @Test
  void plainHttpAtAPortWithTlsIsNotAnswered() throws Exception {
    Socket plain = socket(open(true, LONG, LONG));
    send(plain, GET);
    assertTrue(isCut(plain));
  }

  @Test
  void aClientThatDoesNotReadIsCut() throws Exception {
    int port = open(false, LONG, LONG);
    Socket deaf = socket(port);
    String request = "POST / HTTP/1.1\r\nContent-Length: 90000\r\n\r\n" + "x".repeat(90_000);
    assertThrows(
        IOException.class,
        () -> {
          while (!deaf.isClosed()) {
            send(deaf, request);
          }
        });
    await().atMost(LONG).until(() -> opened.getFirst().visitors() == 0);
  }

  @Test
  void nothingIsLeftAfterTheClose() throws Exception {
    int port = open(false, LONG, LONG);
    Socket idle = socket(port);
    assertTrue(answer(socket(port), GET).endsWith("GET /x "));
    opened.getFirst().close();
    assertTrue(isCut(idle));
    assertThrows(IOException.class, () -> socket(port));
    await().atMost(LONG).until(() -> opened.getFirst().visitors() == 0);
  }

  private static boolean isCut(Socket socket) throws IOException {
    try {
      socket.getInputStream().readAllBytes();
      return true;
    } catch (java.net.SocketException reset) {
      return true;
    }
  }

  /** Believes everybody. */
  private static final class Gullible implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
