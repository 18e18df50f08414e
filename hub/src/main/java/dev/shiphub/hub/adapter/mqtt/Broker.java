package dev.shiphub.hub.adapter.mqtt;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A broker that can be connected to. Any thread. */
@FunctionalInterface
interface Broker {
  /** A message for us; what is not UTF-8 in its payload is replaced. */
  record Arrived(String topic, String payload, boolean isRetained) {}

  /**
   * Connects, without a session of an earlier connection.
   *
   * @param will what the broker publishes for us when the connection breaks
   * @param inbox takes what arrives for us; on a thread that must not wait
   * @param down hears once why the connection has ended, or was never made
   * @return completes exceptionally if it cannot connect, in a bounded time
   */
  CompletableFuture<Link> connect(
      Publication will, Consumer<Arrived> inbox, Consumer<Throwable> down);

  /** A connection to it. Any thread. */
  interface Link {
    /** Has messages sent to the inbox; completes exceptionally if the broker does not want to. */
    CompletableFuture<?> subscribe(String filter);

    /** Publishes at least once; never completes exceptionally. */
    CompletableFuture<Delivery> publish(Publication publication);

    /** Takes leave, so that the will is not published. */
    CompletableFuture<?> close();
  }
}
