package dev.shiphub.sim.raw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.clock.SteadyClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class NetworkTest {
  private static final byte[] WORD = {1, 2, 3};

  private final Network network = new Network();
  private ServerSocket far;
  private InetSocketAddress relay;

  @BeforeEach
  void open() throws IOException {
    InetAddress own = InetAddress.getByName("127.0.0.1");
    far = new ServerSocket(0, 10, own);
    far.setSoTimeout(5_000);
    InetSocketAddress there = new InetSocketAddress(own, far.getLocalPort());
    relay = network.relay(own, () -> there, true);
  }

  @AfterEach
  void close() throws IOException {
    network.close();
    far.close();
  }

  private Socket dial() throws IOException {
    Socket socket = new Socket(relay.getAddress(), relay.getPort());
    socket.setSoTimeout(5_000);
    return socket;
  }

  private Socket accept() throws IOException {
    Socket socket = far.accept();
    socket.setSoTimeout(5_000);
    return socket;
  }

  private static void assertFlows(Socket from, Socket to) throws IOException {
    from.getOutputStream().write(WORD);
    assertArrayEquals(WORD, to.getInputStream().readNBytes(WORD.length));
  }

  @Test
  void bytesFlowInBothDirectionsAndAnEndIsAnEnd() throws IOException {
    try (Socket near = dial();
        Socket there = accept()) {
      assertFlows(near, there);
      assertFlows(there, near);
      near.shutdownOutput();
      assertEquals(-1, there.getInputStream().read());
    }
  }

  @Test
  void connectionsComeFromTheAddressThatIsWanted() throws IOException {
    network.comeFrom(Optional.of(InetAddress.getByName("127.9.8.7")));
    try (Socket _ = dial();
        Socket there = accept()) {
      assertEquals("127.9.8.7", there.getInetAddress().getHostAddress());
    }
  }

  @Test
  void aSilentNetworkLetsNothingThroughAndTellsNobody() throws IOException {
    try (Socket near = dial();
        Socket there = accept()) {
      assertFlows(near, there);
      network.silence();
      near.getOutputStream().write(WORD);
      near.shutdownOutput();
      there.setSoTimeout(500);
      assertThrows(SocketTimeoutException.class, () -> there.getInputStream().read());
      network.heal();
      assertThrows(SocketTimeoutException.class, () -> there.getInputStream().read());
    }
  }

  @Test
  void aNewConnectionWaitsUntilTheNetworkHeals() throws IOException {
    network.silence();
    try (Socket near = dial()) {
      near.getOutputStream().write(WORD);
      far.setSoTimeout(300);
      assertThrows(SocketTimeoutException.class, far::accept);
      network.heal();
      far.setSoTimeout(5_000);
      try (Socket there = accept()) {
        assertArrayEquals(WORD, there.getInputStream().readNBytes(WORD.length));
      }
    }
  }

  @Test
  void aResetIsAResetOnBothSides() throws IOException {
    try (Socket near = dial();
        Socket there = accept()) {
      assertFlows(near, there);
      network.reset();
      assertThrows(SocketException.class, () -> near.getInputStream().read());
      assertThrows(SocketException.class, () -> there.getInputStream().read());
    }
  }

  @Test
  void aSlowNetworkTakesItsTime() throws IOException {
    network.slow(2_000);
    try (Socket near = dial();
        Socket there = accept()) {
      SteadyClock clock = new SteadyClock();
      Instant start = clock.instant();
      near.getOutputStream().write(new byte[2_000]);
      assertEquals(2_000, there.getInputStream().readNBytes(2_000).length);
      Duration took = Duration.between(start, clock.instant());
      assertTrue(took.toMillis() >= 800, took.toString());
    }
  }
}
