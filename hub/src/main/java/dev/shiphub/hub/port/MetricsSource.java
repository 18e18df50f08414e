package dev.shiphub.hub.port;

import java.nio.ByteBuffer;

/** The figures of the hub, as Prometheus reads them. Any thread. */
@FunctionalInterface
public interface MetricsSource {
  /**
   * All figures as they are now.
   *
   * @param accept the header of that name, which chooses among the forms of Prometheus; empty text
   *     chooses its plain text
   * @throws InterruptedException if interrupted while the hub is asked
   */
  Exposition figures(String accept) throws InterruptedException;

  /**
   * A page of figures.
   *
   * @param mediaType of the page
   */
  record Exposition(String mediaType, ByteBuffer page) {}
}
