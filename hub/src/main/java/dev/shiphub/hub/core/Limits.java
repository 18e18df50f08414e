package dev.shiphub.hub.core;

import java.time.Duration;

/**
 * Every upper bound of the hub, in one place.
 *
 * @param pairedDevices trusted devices, and places for their connections
 * @param strangers places for connections of devices that are not trusted
 * @param waitingStrangers of those, how many may wait for a decision while the pairing window is
 *     closed
 * @param strangerWait how long a stranger may wait for a decision
 * @param knownDevices devices that are remembered though not trusted; the oldest is forgotten
 * @param recordsPerDevice multicast DNS records kept of one device
 * @param attemptsPerDevice past attempts kept of one device
 * @param handover how long after the end of a session another one counts as its successor
 * @param mailbox events waiting for the loop; a full mailbox slows the senders down
 * @param sessionMailbox what may wait for one session
 * @param heldOctets what a device may send on a connection that does not own the slot yet
 * @param notices notices waiting for a slow listener
 * @param eventHistory events kept for followers who come late
 * @param strangerNotices notices of a kind that unpaired devices may cause in a minute
 */
public record Limits(
    int pairedDevices,
    int strangers,
    int waitingStrangers,
    Duration strangerWait,
    int knownDevices,
    int recordsPerDevice,
    int attemptsPerDevice,
    Duration handover,
    int mailbox,
    int sessionMailbox,
    int heldOctets,
    int notices,
    int eventHistory,
    int strangerNotices) {
  /** What the hub uses unless the configuration says otherwise. */
  public static final Limits DEFAULT =
      new Limits(
          64,
          8,
          4,
          Duration.ofMinutes(10),
          256,
          4,
          8,
          Duration.ofSeconds(2),
          1_024,
          256,
          64 * 1_024,
          4_096,
          1_000,
          20);

  /**
   * The same with other numbers of devices.
   *
   * @param patient how many of the unknown ones may wait while the pairing window is closed
   */
  public Limits withDevices(int paired, int unknown, int patient) {
    return new Limits(
        paired,
        unknown,
        patient,
        strangerWait,
        knownDevices,
        recordsPerDevice,
        attemptsPerDevice,
        handover,
        mailbox,
        sessionMailbox,
        heldOctets,
        notices,
        eventHistory,
        strangerNotices);
  }
}
