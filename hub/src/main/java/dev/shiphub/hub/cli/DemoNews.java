package dev.shiphub.hub.cli;

/** What the demo hears of its processes and of the daemon. */
sealed interface DemoNews {
  /**
   * A process printed a line of JSON.
   *
   * @param child its number: 0 is the daemon, devices follow
   */
  record Line(int child, Doc doc) implements DemoNews {}

  /** A process has ended. */
  record Ended(int child, int code) implements DemoNews {}

  /** Something happened in the daemon. */
  record Happened(Doc event) implements DemoNews {}

  /** The daemon's events come no more. */
  record FeedBroken(String why) implements DemoNews {}
}
