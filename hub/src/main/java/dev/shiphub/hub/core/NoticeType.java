package dev.shiphub.hub.core;

/** The kinds of notices, with the names that subscribers rely on. */
public enum NoticeType {
  HUB_STARTED("HubStarted"),
  HUB_STOPPING("HubStopping"),
  HUB_STOPPED("HubStopped"),
  DEVICE_SEEN("DeviceSeen"),
  DEVICE_GONE("DeviceGone"),
  TRUST_REQUESTED("TrustRequested"),
  TRUST_GRANTED("TrustGranted"),
  TRUST_DENIED("TrustDenied"),
  TRUST_WITHDRAWN("TrustWithdrawn"),
  PAIRING_WINDOW_OPENED("PairingWindowOpened"),
  PAIRING_WINDOW_CLOSED("PairingWindowClosed"),
  /** A paired device tells another SHIP ID than before; the cause names both. */
  SHIP_ID_CHANGED("ShipIdChanged"),
  PIN_REQUESTED("PinRequested"),
  PIN_ACCEPTED("PinAccepted"),
  PIN_REFUSED("PinRefused"),
  PIN_VERIFIED("PinVerified"),
  PIN_WRONG("PinWrong"),
  ATTEMPT_FAILED("AttemptFailed"),
  DEVICE_CONNECTED("DeviceConnected"),
  SESSION_STARTED("SessionStarted"),
  SESSION_REPLACED("SessionReplaced"),
  SESSION_ENDED("SessionEnded"),
  DEVICE_DISCONNECTED("DeviceDisconnected");

  private final String label;

  NoticeType(String label) {
    this.label = label;
  }

  /** The name in events, logs and the API. */
  public String label() {
    return label;
  }
}
