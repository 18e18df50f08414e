package dev.shiphub.hub.adapter.doctor;

import dev.shiphub.hub.doctor.Check;
import dev.shiphub.hub.doctor.Topic;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Finds out facts; may wait for the world, but not for ever. */
interface Probe {
  /** What it finds out about. */
  Set<Topic> topics();

  /**
   * Looks.
   *
   * @throws IOException if the facts cannot be had; the message says why
   */
  List<Check> look() throws IOException, InterruptedException;
}
