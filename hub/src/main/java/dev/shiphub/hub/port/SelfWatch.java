package dev.shiphub.hub.port;

import java.time.Instant;
import java.util.List;

/** What the operator has to know of the gateway itself. Any thread. */
@FunctionalInterface
public interface SelfWatch {
  /**
   * What is wrong with the gateway, or soon will be, each with what to do; empty if all is well.
   *
   * @param wall the wall clock
   */
  List<String> warnings(Instant wall);
}
