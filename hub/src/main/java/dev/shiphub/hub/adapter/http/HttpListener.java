package dev.shiphub.hub.adapter.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for HTTP/1.1, with or without TLS.
 *
 * <p>A virtual thread serves each connection and may wait for its client; one platform thread cuts
 * those that take too long. Any thread.
 */
public final class HttpListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);
  private static final int BACKLOG = 64;
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration GOODBYE = Duration.ofSeconds(1);

  private final InetSocketAddress at;
  private final Optional<ServerTls> tls;
  private final HttpLimits limits;
  private final HttpHandler handler;
  private final InstantSource steady;
  private final Visits visits;
  private final ExecutorService connections =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("admin-", 0).factory());
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("admin-deadlines").factory());
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch deaf = new CountDownLatch(1);
  private @Nullable ServerSocket server;

  /**
   * A listener that is not open yet.
   *
   * @param at where to listen; port 0 takes any free one
   * @param tls empty for plain HTTP
   * @param steady never steps
   */
  public HttpListener(
      InetSocketAddress at,
      Optional<ServerTls> tls,
      HttpLimits limits,
      HttpHandler handler,
      InstantSource steady) {
    this.at = at;
    this.tls = tls;
    this.limits = limits;
    this.handler = handler;
    this.steady = steady;
    visits = new Visits(limits.connections(), limits.perNetwork());
  }

  /**
   * Opens; once.
   *
   * @return the bound port
   * @throws IOException if the port cannot be bound
   * @throws IllegalStateException on a second call, or after the close
   */
  public synchronized int open() throws IOException {
    if (server != null || closed.getCount() == 0) {
      throw new IllegalStateException("it has been opened or closed before");
    }
    ServerSocket opened = new ServerSocket();
    try {
      opened.bind(at, BACKLOG);
    } catch (IOException taken) {
      opened.close();
      throw taken;
    }
    server = opened;
    connections.execute(() -> accept(opened));
    deadlines.scheduleWithFixedDelay(
        () -> visits.late(steady.instant()).forEach(Visit::cut),
        LOOK.toMillis(),
        LOOK.toMillis(),
        TimeUnit.MILLISECONDS);
    return opened.getLocalPort();
  }

  /** The bound port; 0 as long as none is. */
  public synchronized int port() {
    return server == null ? 0 : server.getLocalPort();
  }

  private void accept(ServerSocket opened) {
    while (closed.getCount() > 0) {
      try {
        welcome(opened.accept());
      } catch (IOException trouble) {
        pauseAfter(trouble);
      }
    }
    deaf.countDown();
  }

  /** Out of file descriptors, say: to try again at once would only burn the processor. */
  private void pauseAfter(IOException trouble) {
    try {
      if (!closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("the admin API cannot accept a connection: {}", trouble.toString());
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private void welcome(Socket socket) {
    Instant now = steady.instant();
    Visit visit = new Visit(socket, now, now.plus(limits.handshake()));
    visits.enter(visit).ifPresent(Visit::cut);
    try {
      connections.execute(() -> serve(socket, visit));
    } catch (RejectedExecutionException closing) {
      visit.cut();
    }
  }

  private void serve(Socket plain, Visit visit) {
    try (plain) {
      plain.setTcpNoDelay(true);
      try (Socket socket = tls.isPresent() ? tls.get().secured(plain) : plain) {
        new HttpConnection(socket, tls.isPresent(), visit, visits, limits, handler, steady).serve();
      }
    } catch (IOException gone) {
      LOG.debug("{} of the admin API is gone: {}", plain.getInetAddress(), gone.toString());
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } finally {
      visits.leave(visit);
    }
  }

  /** How many connections there are. */
  int visitors() {
    return visits.count();
  }

  /** Frees the port and cuts every connection. Later calls do nothing. */
  @Override
  public synchronized void close() {
    closed.countDown();
    if (server != null) {
      close(server);
    }
    visits.close().forEach(Visit::cut);
    connections.shutdownNow();
    deadlines.shutdownNow();
  }

  /** The port is free only when the thread that waits at it has let go. */
  private void close(ServerSocket opened) {
    try {
      opened.close();
      if (!deaf.await(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("the port of the admin API is not free yet");
      }
    } catch (IOException trouble) {
      LOG.warn("the port of the admin API cannot be closed: {}", trouble.toString());
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
