package dev.shiphub.ship.wire;

/** The words that stand for our enumerations on the wire (SHIP 13.4.4 to 13.4.7). */
final class Words {
  private Words() {}

  static String of(ConnectionHello.Phase phase) {
    return switch (phase) {
      case PENDING -> "pending";
      case READY -> "ready";
      case ABORTED -> "aborted";
    };
  }

  static String of(ProtocolHandshake.Type type) {
    return switch (type) {
      case ANNOUNCE_MAX -> "announceMax";
      case SELECT -> "select";
    };
  }

  static String of(PinState.State state) {
    return switch (state) {
      case REQUIRED -> "required";
      case OPTIONAL -> "optional";
      case PIN_OK -> "pinOk";
      case NONE -> "none";
    };
  }

  static String of(PinState.InputPermission permission) {
    return switch (permission) {
      case BUSY -> "busy";
      case OK -> "ok";
    };
  }

  static String of(ConnectionClose.Phase phase) {
    return switch (phase) {
      case ANNOUNCE -> "announce";
      case CONFIRM -> "confirm";
    };
  }

  static String of(ConnectionClose.Reason reason) {
    return switch (reason) {
      case UNSPECIFIC -> "unspecific";
      case REMOVED_CONNECTION -> "removedConnection";
    };
  }
}
