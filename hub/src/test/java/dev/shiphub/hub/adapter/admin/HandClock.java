package dev.shiphub.hub.adapter.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until somebody moves it. Any thread. */
public final class HandClock implements InstantSource {
  private volatile Instant now;

  public HandClock(String start) {
    now = Instant.parse(start);
  }

  @Override
  public Instant instant() {
    return now;
  }

  public void forward(Duration step) {
    now = now.plus(step);
  }
}
