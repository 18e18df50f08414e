package dev.shiphub.hub.adapter.admin;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The admin API on a loopback address: how things stand, decisions, messages and events, as JSON
 * over HTTP.
 *
 * <p>A virtual thread serves each request. Any thread.
 */
public final class AdminServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);
  private static final int USUAL_BACKLOG = 0;

  private final InetSocketAddress at;
  private final Served served;
  private final Seats seats;
  private final ExecutorService requests =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("admin-", 0).factory());
  private @Nullable HttpServer server;
  private boolean isClosed;

  /**
   * A server that is not open yet.
   *
   * @param at where to listen; port 0 takes any free one
   * @param served what it opens to its clients; its events are closed with this server
   * @throws IllegalArgumentException if the address is not a loopback one: without a token,
   *     everybody on the network could pair devices
   */
  public AdminServer(InetSocketAddress at, Served served) {
    if (at.isUnresolved() || !at.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException("the admin API must be on a loopback address, not " + at);
    }
    this.at = at;
    this.served = served;
    seats = new Seats(AdminLimits.FOLLOWERS, AdminLimits.STALL);
  }

  /**
   * Opens; once.
   *
   * @return the bound port
   * @throws IOException if the port cannot be bound
   * @throws IllegalStateException on a second call, or after the close
   */
  public synchronized int open() throws IOException {
    if (server != null || isClosed) {
      throw new IllegalStateException("the admin API has been opened or closed before");
    }
    AdminLimits.tellServer();
    HttpServer opened = HttpServer.create(at, USUAL_BACKLOG);
    EventFeed feed = new EventFeed(served.events(), served.steady(), AdminLimits.HEARTBEAT);
    opened.createContext("/", new AdminHandler(routes(), served, feed, seats));
    opened.setExecutor(requests);
    opened.start();
    server = opened;
    return opened.getAddress().getPort();
  }

  private Routes routes() {
    Desk desk = new Desk(served.hub(), AdminLimits.ANSWER);
    List<Route> all = new ArrayList<>();
    all.addAll(new StatusRoutes(served, desk).routes());
    all.addAll(new DeviceRoutes(served, desk).routes());
    all.addAll(new MessageRoutes(served.messages(), desk).routes());
    all.addAll(new PeerRoutes(desk).routes());
    all.addAll(new WindowRoutes(served, desk).routes());
    all.add(new BackupRoutes(served.backups()).route());
    all.addAll(new EventRoutes(served.events()).routes());
    return new Routes(all);
  }

  /**
   * Closes at once: lets followers hear the last event if they are quick, then cuts every
   * connection. Later calls do nothing.
   */
  @Override
  public synchronized void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    served.events().close();
    try {
      if (!seats.close(AdminLimits.FAREWELL)) {
        LOG.debug("some followers did not take the last events");
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    if (server != null) {
      server.stop(0);
    }
    requests.shutdownNow();
  }
}
