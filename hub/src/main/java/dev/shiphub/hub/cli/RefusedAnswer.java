package dev.shiphub.hub.cli;

import java.io.IOException;

/** The daemon was reached, and does not do it. */
final class RefusedAnswer extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Got.Refused got;

  RefusedAnswer(Got.Refused got) {
    super(got.words());
    this.got = got;
  }

  Got.Refused got() {
    return got;
  }
}
