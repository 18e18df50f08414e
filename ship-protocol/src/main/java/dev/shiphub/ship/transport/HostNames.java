package dev.shiphub.ship.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Host names to addresses, without ever holding the caller longer than it wants to wait.
 *
 * <p>The system's resolver can neither be interrupted nor hurried, so it runs on a thread that is
 * left behind if need be; there are few of these.
 */
final class HostNames {
  private static final int MOST_LOOKUPS = 4;
  private static final int MOST_ADDRESSES = 4;

  /** The system's resolver, or that of a test. */
  interface Lookup {
    InetAddress[] allByName(String host) throws UnknownHostException;
  }

  private final ConnectionThreads threads;
  private final Duration limit;
  private final Lookup lookup;
  private final Semaphore lookups = new Semaphore(MOST_LOOKUPS);

  HostNames(ConnectionThreads threads, Duration limit, Lookup lookup) {
    this.threads = threads;
    this.limit = limit;
    this.lookup = lookup;
  }

  /**
   * The hosts of an endpoint in the order to try them: names of multicast DNS last, because many
   * systems look them up long and in vain.
   */
  static List<String> inOrder(List<String> hosts) {
    return Stream.concat(
            hosts.stream().filter(host -> !isLocalName(host)),
            hosts.stream().filter(HostNames::isLocalName))
        .toList();
  }

  private static boolean isLocalName(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.endsWith(".local") || name.endsWith(".local.");
  }

  /**
   * The addresses of a host; a literal is its own address, an IPv6 one with its scope.
   *
   * @throws IOException if the name has none, or none in time
   * @throws InterruptedException at once when interrupted, whatever the resolver does
   */
  List<InetAddress> addresses(String host) throws IOException, InterruptedException {
    try {
      return List.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException notALiteral) {
      return resolved(host);
    }
  }

  private List<InetAddress> resolved(String host) throws IOException, InterruptedException {
    if (!lookups.tryAcquire()) {
      throw new UnknownHostException("too many names are being looked up");
    }
    FutureTask<InetAddress[]> task = new FutureTask<>(() -> lookup.allByName(host));
    threads.startPlatform(
        "resolve",
        threads.number(),
        () -> {
          try {
            task.run();
          } finally {
            lookups.release();
          }
        });
    try {
      return Stream.of(task.get(limit.toNanos(), TimeUnit.NANOSECONDS))
          .limit(MOST_ADDRESSES)
          .toList();
    } catch (ExecutionException failed) {
      throw new UnknownHostException("no address found for this name");
    } catch (TimeoutException slow) {
      throw new UnknownHostException("no address found in " + limit.toSeconds() + " s");
    }
  }
}
