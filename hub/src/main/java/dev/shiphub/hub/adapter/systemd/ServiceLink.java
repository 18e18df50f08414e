package dev.shiphub.hub.adapter.systemd;

import dev.shiphub.hub.port.HubControl;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The link to systemd, if it has started this process as {@code Type=notify}: says when the daemon
 * listens, that it stops, and feeds the watchdog. Without systemd it does nothing.
 */
public final class ServiceLink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceLink.class);

  /** So many rounds fit into the watchdog's time: one may be lost. */
  private static final int ROUNDS = 3;

  private final Optional<NotifySocket> socket;
  private final Optional<Duration> watchdog;
  private Optional<Heartbeat> heartbeat = Optional.empty();

  private ServiceLink(Optional<NotifySocket> socket, Optional<Duration> watchdog) {
    this.socket = socket;
    this.watchdog = watchdog;
  }

  /**
   * As {@code NOTIFY_SOCKET}, {@code WATCHDOG_USEC} and {@code WATCHDOG_PID} say.
   *
   * @param environment the variables of this process
   * @param pid of this process
   */
  public static ServiceLink of(Function<String, Optional<String>> environment, long pid) {
    Optional<String> name = environment.apply("NOTIFY_SOCKET").filter(it -> !it.isEmpty());
    if (name.isPresent() && !NotifySocket.isName(name.get())) {
      LOG.warn("systemd is told nothing: {} is no socket that is known here", name.get());
      return new ServiceLink(Optional.empty(), Optional.empty());
    }
    boolean isMeant =
        environment.apply("WATCHDOG_PID").map(String.valueOf(pid)::equals).orElse(true);
    Optional<Duration> watchdog =
        environment
            .apply("WATCHDOG_USEC")
            .filter(it -> isMeant && it.matches("[1-9]\\d{0,14}"))
            .map(it -> Duration.ofNanos(1_000 * Long.parseLong(it)));
    return new ServiceLink(name.map(NotifySocket::named), watchdog);
  }

  /** The daemon listens; from now on the watchdog is fed as long as the hub's loop answers. */
  public void ready(HubControl hub) {
    if (socket.isEmpty()) {
      return;
    }
    tell("READY=1\nSTATUS=listening");
    heartbeat = watchdog.map(time -> new Heartbeat(time.dividedBy(ROUNDS), hub, this::tell));
    heartbeat.ifPresent(Heartbeat::start);
  }

  /** The daemon stops. */
  public void stopping() {
    tell("STOPPING=1\nSTATUS=stopping");
  }

  private void tell(String state) {
    if (socket.filter(it -> !it.send(state)).isPresent()) {
      LOG.warn("systemd did not take: {}", state.replace('\n', ' '));
    }
  }

  /** Feeds the watchdog no more. */
  @Override
  public void close() {
    heartbeat.ifPresent(Heartbeat::close);
  }
}
