package dev.shiphub.hub.core;

/** What a user is told. */
public sealed interface Answer {
  /** It is done, and saved where it has to be. */
  record Done(String words) implements Answer {}

  /** It is not done, and nothing has changed. */
  record Refused(Kind kind, String words) implements Answer {}

  /** How things stand. */
  record Picture(HubSnapshot snapshot) implements Answer {}

  /** Why something is not done. */
  enum Kind {
    /** There is no such device, or it is not in that state. */
    UNKNOWN,
    /** It contradicts what is. */
    CONFLICT,
    /** A limit is reached. */
    LIMIT,
    /** The disk did not take it. */
    NOT_SAVED,
    /** The hub stops. */
    STOPPING
  }
}
