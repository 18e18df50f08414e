package dev.shiphub.ship.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.ship.port.DialOutcome;
import dev.shiphub.ship.port.Transport;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A dial that is called off returns at once, and leaves nothing open.
 *
 * <p>Proof of promise 5.
 */
@Timeout(30)
class DialInterruptTest {
  private static final LocalIdentity SERVER = Node.newIdentity();

  private final Node node = new Node();
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CompletableFuture<Boolean> serverSawTheEnd = new CompletableFuture<>();

  @AfterEach
  void close() {
    node.close();
  }

  private final class Dial {
    private final CompletableFuture<Object> ended = new CompletableFuture<>();
    private final Thread thread;

    private Dial(String host, int port, HostNames.Lookup lookup) {
      Endpoint endpoint = new Endpoint(List.of(host), port, "/ship/", Optional.empty());
      TlsDialer dialer = new TlsDialer(node.setup, Optional.empty(), lookup);
      thread =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      ended.complete(dialer.dial(SERVER.ski(), endpoint));
                    } catch (InterruptedException | RuntimeException end) {
                      ended.complete(end);
                    }
                  });
    }

    private void assertEndsAtOnceWhenInterrupted()
        throws InterruptedException, ExecutionException, TimeoutException {
      thread.interrupt();
      assertInstanceOf(InterruptedException.class, ended.get(3, TimeUnit.SECONDS));
    }

    private void awaitBlocked() {
      Eventually.isTrue(
          () ->
              thread.getState() == Thread.State.WAITING
                  || thread.getState() == Thread.State.TIMED_WAITING);
    }
  }

  private Dial dial(int port) {
    return new Dial("127.0.0.1", port, InetAddress::getAllByName);
  }

  @Test
  void whileItResolves() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    Dial dial =
        new Dial(
            "device.local",
            4712,
            host -> {
              reached.countDown();
              awaitUninterruptibly(released);
              throw new UnknownHostException(host);
            });
    assertTrue(reached.await(5, TimeUnit.SECONDS));

    dial.assertEndsAtOnceWhenInterrupted();
    released.countDown();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  // A full backlog makes the kernel drop every further SYN.
  @Test
  void whileItConnects() throws Exception {
    List<Socket> fillers = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < 2; i++) {
        fillers.add(new Socket(InetAddress.getLoopbackAddress(), full.getLocalPort()));
      }
      int openBefore = Descriptors.open();
      Dial dial = dial(full.getLocalPort());
      dial.awaitBlocked();

      dial.assertEndsAtOnceWhenInterrupted();

      Eventually.isTrue(() -> Descriptors.open() <= openBefore);
    } finally {
      for (Socket filler : fillers) {
        filler.close();
      }
    }
  }

  @Test
  void inTheTlsHandshake() throws Exception {
    try (RawServer server =
        RawServer.playing(
            plain -> {
              reached.countDown();
              readToEnd(plain);
            })) {
      Dial dial = dial(server.port());
      assertTrue(reached.await(5, TimeUnit.SECONDS));
      dial.awaitBlocked();

      dial.assertEndsAtOnceWhenInterrupted();
      assertTrue(serverSawTheEnd.get(3, TimeUnit.SECONDS));
    }
  }

  private void readToEnd(Socket plain) throws IOException {
    try {
      plain.getInputStream().transferTo(OutputStream.nullOutputStream());
    } finally {
      serverSawTheEnd.complete(true);
    }
  }

  @Test
  void inTheUpgrade() throws Exception {
    try (RawServer server =
        RawServer.playing(
            plain -> {
              RawPeer peer = RawPeer.accept(plain, RawTls.showing(SERVER));
              peer.readHead();
              reached.countDown();
              peer.readToEnd();
              serverSawTheEnd.complete(true);
            })) {
      Dial dial = dial(server.port());
      assertTrue(reached.await(5, TimeUnit.SECONDS));
      dial.awaitBlocked();

      dial.assertEndsAtOnceWhenInterrupted();
      assertTrue(serverSawTheEnd.get(3, TimeUnit.SECONDS));
    }
  }

  // The interrupt came when nothing was left to wait for.
  @Test
  void whenItHasJustOpened() throws Exception {
    DialOutcome outcome = node.dial(node.ski(), Node.at(node.listen()));
    Transport opened = assertInstanceOf(DialOutcome.Opened.class, outcome).transport();

    Thread.currentThread().interrupt();
    assertThrows(
        InterruptedException.class,
        () -> TlsDialer.unlessCalledOff(new Knock.Answer.Opened(opened)));

    assertFalse(opened.isOpen());
  }

  @Test
  void beforeItBegan() throws Exception {
    CompletableFuture<Object> ended = new CompletableFuture<>();
    int port = node.listen();
    Thread.ofVirtual()
        .start(
            () -> {
              Thread.currentThread().interrupt();
              try {
                ended.complete(new TlsDialer(node.setup).dial(node.ski(), Node.at(port)));
              } catch (InterruptedException end) {
                ended.complete(end);
              }
            });

    assertInstanceOf(InterruptedException.class, ended.get(3, TimeUnit.SECONDS));
    assertEquals(List.of(), node.accepted);
  }
}
