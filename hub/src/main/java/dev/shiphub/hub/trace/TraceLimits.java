package dev.shiphub.hub.trace;

/**
 * What is kept of the frames. Paired devices have a ring each, all strangers share one; so they
 * take at most {@code (devices + 1) * octets} and some 100 octets for each frame beside.
 *
 * @param devices paired devices with a ring; the one that was silent for longest gives way
 * @param frames kept in a ring, at least 1
 * @param octets of messages kept in a ring, not less than {@code frameOctets}
 * @param frameOctets kept of one frame; of a longer one the beginning is kept
 */
public record TraceLimits(int devices, int frames, int octets, int frameOctets) {
  /** 256 frames and 64 KiB a ring, for 64 devices: at most 5.8 MB. */
  public static final TraceLimits DEFAULT = of(64);

  /**
   * @throws IllegalArgumentException if a limit is out of its range
   */
  public TraceLimits {
    if (devices < 1 || frames < 1 || frameOctets < 1 || octets < frameOctets) {
      throw new IllegalArgumentException("no room for a trace");
    }
  }

  /** The usual limits for so many paired devices. */
  public static TraceLimits of(int devices) {
    return new TraceLimits(devices, 256, 64 * 1024, 16 * 1024);
  }
}
