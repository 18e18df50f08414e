package dev.shiphub.hub.core;

import dev.shiphub.hub.core.HubSnapshot.Window;
import java.time.Instant;
import java.util.Optional;

/**
 * The time in which users want to hear of devices that ask to be paired. It does not outlive the
 * run. Owned by the loop's thread.
 */
final class PairingWindow {
  private Optional<Window> open = Optional.empty();

  boolean isOpen() {
    return open.isPresent();
  }

  /** How it stands open, if it does. */
  Optional<Window> open() {
    return open;
  }

  void open(Window how) {
    open = Optional.of(how);
  }

  /** Returns whether it was open. */
  boolean close() {
    boolean wasOpen = isOpen();
    open = Optional.empty();
    return wasOpen;
  }

  boolean isOver(Instant now) {
    return open.filter(how -> !how.until().isAfter(now)).isPresent();
  }

  Optional<Instant> deadline() {
    return open.map(Window::until);
  }
}
