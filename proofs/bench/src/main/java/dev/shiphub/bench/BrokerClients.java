package dev.shiphub.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocket;

/** The same clients as those of the hub, at a broker: they connect, and hear when it goes. */
final class BrokerClients implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int CONNACK_BYTES = 4;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<SSLSocket> sockets = new ArrayList<>();
  private final AtomicInteger proper = new AtomicInteger();
  private final AtomicLong lastEnd = new AtomicLong();

  /** All connect at once; returns when the last was let in, in milliseconds. */
  double connectAll(List<Crowd.Member> members, Broker broker)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    List<Future<SSLSocket>> all =
        members.stream().map(member -> threads.submit(() -> connect(member, broker))).toList();
    for (Future<SSLSocket> one : all) {
      sockets.add(result(one));
    }
    return Clock.millisSince(start);
  }

  private static SSLSocket connect(Crowd.Member member, Broker broker) throws IOException {
    SSLSocket tls = member.client().connect(broker.address());
    tls.getOutputStream().write(connect(member.ski().brief()));
    if (tls.getInputStream().readNBytes(CONNACK_BYTES).length < CONNACK_BYTES) {
      throw new EOFException("mosquitto does not let " + member.ski() + " in");
    }
    tls.setSoTimeout(0);
    return tls;
  }

  /** CONNECT of MQTT 3.1.1 with a clean session. */
  private static byte[] connect(String id) {
    byte[] name = id.getBytes(StandardCharsets.US_ASCII);
    byte[] packet = new byte[14 + name.length];
    byte[] head = {0x10, (byte) (12 + name.length), 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 60, 0};
    System.arraycopy(head, 0, packet, 0, head.length);
    packet[13] = (byte) name.length;
    System.arraycopy(name, 0, packet, 14, name.length);
    return packet;
  }

  /** Starts to listen for the end of each; what is returned waits for all. */
  List<Future<?>> listen() {
    List<Future<?>> ends = new ArrayList<>();
    for (SSLSocket socket : sockets) {
      ends.add(threads.submit(() -> listen(socket)));
    }
    return ends;
  }

  private void listen(SSLSocket socket) {
    try {
      InputStream in = socket.getInputStream();
      if (in.read() < 0) {
        proper.incrementAndGet();
      }
    } catch (IOException _) {
      // No close_notify: it has ended without a word.
    }
    lastEnd.accumulateAndGet(System.nanoTime(), Math::max);
  }

  /** When the last heard its end, in nanoseconds. */
  long awaitEnds(List<Future<?>> ends) throws IOException, InterruptedException {
    for (Future<?> end : ends) {
      Object _ = result(end);
    }
    return lastEnd.get();
  }

  /** What part of them, in percent, was told that the connection ends. */
  double properlyClosed() {
    return 100.0 * proper.get() / sockets.size();
  }

  private static <T> T result(Future<T> future) throws IOException, InterruptedException {
    try {
      return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      throw new IOException("a client of mosquitto: " + failed, failed);
    }
  }

  @Override
  public void close() {
    for (SSLSocket socket : sockets) {
      try {
        socket.close();
      } catch (IOException _) {
        // Gone.
      }
    }
    threads.shutdownNow();
  }
}
