package dev.shiphub.hub.adapter.mqtt;

/** What became of a publication that was handed to the broker. */
enum Delivery {
  /** The broker has it. */
  ARRIVED,
  /** The broker does not want it, and would not want it a second time. */
  REFUSED,
  /** The connection ended before the broker said anything: it may have it, or not. */
  OPEN
}
