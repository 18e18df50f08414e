package dev.shiphub.sim.profile;

/** What a peer may do with a function of a feature (SPINE: possible operations). */
public enum Access {
  /** Nothing but call it. */
  CALL(false, false, false),
  /** Read it whole. */
  READ(true, false, false),
  /** Read it, parts of it too. */
  READ_PARTIAL(true, false, true),
  /** Read and write it whole. */
  READ_WRITE(true, true, false),
  /** Read and write it, parts of it too. */
  READ_WRITE_PARTIAL(true, true, true);

  private final boolean isReadable;
  private final boolean isWritable;
  private final boolean isPartial;

  Access(boolean isReadable, boolean isWritable, boolean isPartial) {
    this.isReadable = isReadable;
    this.isWritable = isWritable;
    this.isPartial = isPartial;
  }

  /** Whether it can be read. */
  public boolean isReadable() {
    return isReadable;
  }

  /** Whether it can be written. */
  public boolean isWritable() {
    return isWritable;
  }

  /** Whether parts of it can be. */
  public boolean isPartial() {
    return isPartial;
  }
}
