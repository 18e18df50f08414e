package dev.shiphub.hub.doctor;

/** Facts about one topic, and what they mean. */
public interface Check {
  /** What it is about. */
  Topic topic();

  /** What the facts mean. */
  Finding finding();
}
