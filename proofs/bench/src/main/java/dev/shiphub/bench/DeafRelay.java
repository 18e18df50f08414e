package dev.shiphub.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lies between one device and the hub, and can swallow everything from one moment on, as a router
 * does that has lost power: no FIN, no RST, no word to either end.
 */
final class DeafRelay implements AutoCloseable {
  private static final int CHUNK_BYTES = 8192;

  private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final InetSocketAddress hub;
  private final CountDownLatch cut = new CountDownLatch(1);
  private volatile boolean isDeaf;
  private volatile long cutAt;
  private volatile Socket towardsHub = new Socket();
  private volatile Socket towardsDevice = new Socket();

  DeafRelay(InetSocketAddress hub) throws IOException {
    this.hub = hub;
    Thread.ofPlatform().daemon().name("relay").start(this::serve);
  }

  /** Where the device dials. */
  int port() {
    return server.getLocalPort();
  }

  private void serve() {
    try {
      Socket device = server.accept();
      Socket far = new Socket();
      far.connect(hub);
      device.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      towardsDevice = device;
      towardsHub = far;
      Thread.ofPlatform().daemon().name("relay-in").start(() -> pass(device, far, () -> {}));
      pass(far, device, this::noteCut);
    } catch (IOException closed) {
      noteCut();
    }
  }

  private void pass(Socket from, Socket to, Runnable onEnd) {
    byte[] chunk = new byte[CHUNK_BYTES];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
        if (!isDeaf) {
          out.write(chunk, 0, length);
        }
      }
    } catch (IOException reset) {
      // An end like any other.
    }
    onEnd.run();
  }

  private void noteCut() {
    cutAt = System.nanoTime();
    cut.countDown();
  }

  /** From now on nothing passes; returns when that was. */
  long deafen() {
    isDeaf = true;
    return System.nanoTime();
  }

  /** Waits until the hub has given the connection up; returns when that was. */
  long awaitCut(long mostSeconds) throws IOException, InterruptedException {
    if (!cut.await(mostSeconds, TimeUnit.SECONDS)) {
      throw new IOException("the hub holds the connection for more than " + mostSeconds + " s");
    }
    return cutAt;
  }

  @Override
  public void close() throws IOException {
    server.close();
    towardsHub.close();
    towardsDevice.close();
  }
}
