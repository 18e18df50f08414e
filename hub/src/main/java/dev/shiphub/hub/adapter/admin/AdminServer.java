package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.adapter.http.HttpListener;
import dev.shiphub.hub.adapter.http.ServerTls;
import dev.shiphub.ship.json.JsonObjectBuilder;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The admin API: how things stand, decisions, messages and events, as JSON over HTTP; on a loopback
 * address open to this machine, elsewhere over TLS for those who have a token.
 *
 * <p>A virtual thread serves each connection. Any thread.
 */
public final class AdminServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);

  private final Doorway doorway;
  private final Served served;
  private final Seats seats = new Seats(AdminLimits.FOLLOWERS, AdminLimits.STALL);
  private final HttpListener listener;
  private boolean isClosed;

  /**
   * A server that is not open yet.
   *
   * @param doorway where it can be reached, and by whom
   * @param served what it opens to its clients; its events and traces are closed with this server
   */
  public AdminServer(Doorway doorway, Served served) {
    this.doorway = doorway;
    this.served = served;
    Optional<Access> access = doorway.lock().map(Access::new);
    listener =
        new HttpListener(
            doorway.at(),
            doorway.tls(),
            AdminLimits.http(doorway.isLocal()),
            new AdminHandler(
                new Gate(doorway.hosts()),
                access,
                routes(access),
                new EventFeed(served.events(), served.steady(), AdminLimits.HEARTBEAT),
                seats,
                served.steady()),
            served.steady());
  }

  /**
   * Opens; once.
   *
   * @return the bound port
   * @throws IOException if the port cannot be bound
   * @throws IllegalStateException on a second call, or after the close
   */
  public int open() throws IOException {
    return listener.open();
  }

  /** The bound port; 0 as long as none is. */
  public int port() {
    return listener.port();
  }

  /** Where it is, as clients write it. */
  public String address() {
    return doorway.url(port());
  }

  /** What clients have to know of its certificate, if it has one. */
  public Optional<String> fingerprint() {
    return doorway.tls().map(ServerTls::fingerprint);
  }

  private JsonObject view() {
    JsonObjectBuilder json =
        JsonValue.object()
            .put("address", address())
            .put("tokenRequired", doorway.lock().isPresent());
    fingerprint().ifPresent(print -> json.put("fingerprint", print));
    return json.build();
  }

  /** All that it can do. */
  Routes routes() {
    return routes(doorway.lock().map(Access::new));
  }

  private Routes routes(Optional<Access> access) {
    Desk desk = new Desk(served.hub(), AdminLimits.ANSWER);
    List<Route> all = new ArrayList<>();
    all.addAll(new StatusRoutes(served, desk, this::view).routes());
    all.addAll(new DeviceRoutes(served, desk).routes());
    all.addAll(new MessageRoutes(served.messages(), desk).routes());
    all.addAll(new PeerRoutes(desk).routes());
    all.addAll(new WindowRoutes(served, desk).routes());
    all.add(new BackupRoutes(served.backups()).route());
    all.add(new QrRoute(served.about()).route());
    all.add(new AuditRoutes(served.decisions()).route());
    all.addAll(PageRoutes.load().routes());
    all.addAll(new EventRoutes(served.events()).routes());
    all.addAll(new DoctorRoutes(served.doctor(), served.steady()).routes());
    all.add(ApiDocument.route());
    all.addAll(new InsightRoutes(served, desk).routes());
    access.ifPresent(it -> all.addAll(new AccessRoutes(it, served.steady()).routes()));
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
    served.insight().traces().close();
    try {
      if (!seats.close(AdminLimits.FAREWELL)) {
        LOG.debug("some followers did not take the last events");
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    listener.close();
  }
}
