package dev.shiphub.hub.adapter.metrics;

import dev.shiphub.ship.CloseReason;

/** Why a connection has ended, in one of few words. */
final class EndReason {
  private static final int NORMAL = 1000;

  private EndReason() {}

  /** Who has ended it. */
  static String by(CloseReason reason) {
    return switch (reason.origin()) {
      case US -> "hub";
      case PEER -> "device";
      case NETWORK -> "network";
    };
  }

  /**
   * Why.
   *
   * @param isRemoval whether the device said that it has removed us
   */
  static String word(CloseReason reason, boolean isRemoval) {
    if (isRemoval || reason.isFarewell()) {
      return "removed";
    }
    if (reason.isDoubleConnection()) {
      return "double connection";
    }
    return switch (reason.code()) {
      case NORMAL, CloseReason.SHIP_CLOSE -> "closed";
      case CloseReason.GOING_AWAY -> "going away";
      case CloseReason.NO_CLOSE_FRAME -> "lost";
      case CloseReason.POLICY -> "policy";
      case CloseReason.TOO_BIG -> "too big";
      case CloseReason.UNSUPPORTED -> "unsupported";
      case CloseReason.NOT_TRUSTED -> "not trusted";
      case CloseReason.SHIP_ID_MISMATCH -> "SHIP ID mismatch";
      default -> "other code";
    };
  }
}
