package dev.shiphub.hub.adapter.metrics;

import dev.shiphub.hub.core.HubSnapshot.Device;

/** How a device stands, in one of few words. */
enum DeviceStanding {
  /** In data exchange. */
  CONNECTED("connected"),
  /** A connection is open, and not in data exchange. */
  HANDSHAKE("handshake"),
  /** It asks to be paired. */
  WAITING("waiting-for-trust"),
  /** A dial is under way. */
  DIALLING("dialling"),
  /** The next dial is planned. */
  PLANNED("waiting-to-dial"),
  /** Nothing is under way or planned. */
  IDLE("idle");

  private final String label;

  DeviceStanding(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  static DeviceStanding of(Device device) {
    if (device.session().isPresent()) {
      return CONNECTED;
    }
    if (device.isWaiting()) {
      return WAITING;
    }
    if (!device.connections().isEmpty()) {
      return HANDSHAKE;
    }
    if (device.isDialling()) {
      return DIALLING;
    }
    return device.nextDialAt().isPresent() ? PLANNED : IDLE;
  }
}
