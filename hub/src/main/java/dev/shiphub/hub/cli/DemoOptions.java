package dev.shiphub.hub.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the demo is to do.
 *
 * @param launcher starts the daemon with {@code run} and devices with {@code sim device}
 * @param devices how many
 * @param isOnce whether to end by itself
 * @param cast which devices are killed, unpaired and double-dialled; empty without a tour
 * @param timeout how long all of it may take, from the daemon's listening
 * @param isJson whether the result is printed as JSON
 */
record DemoOptions(
    Path launcher,
    int devices,
    boolean isOnce,
    Optional<TourCast> cast,
    Duration timeout,
    boolean isJson) {

  /** What the tour wants of devices. */
  DemoProcesses.More roles() {
    return (at, hub, folder) -> cast.map(it -> it.arguments(at, hub, folder)).orElse(List.of());
  }
}
