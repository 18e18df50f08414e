package dev.shiphub.hub.core;

import dev.shiphub.ship.PinStanding;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.discovery.ServiceRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How things stand: an immutable picture for people.
 *
 * @param at when it was taken, by the steady clock
 * @param isStopping whether the hub stops
 * @param devices all known devices, by SKI
 * @param dialsUnderWay how many dials are under way
 * @param window how the pairing window stands open, if it does
 */
public record HubSnapshot(
    Instant at,
    boolean isStopping,
    List<Device> devices,
    int dialsUnderWay,
    Optional<Window> window) {
  public HubSnapshot {
    devices = List.copyOf(devices);
  }

  /**
   * One device.
   *
   * @param trust its trust record, if it is trusted
   * @param isWaiting whether it waits for a decision about trust
   * @param session its running session
   * @param connections every connection to it that is not closed yet
   * @param services what multicast DNS shows of it
   * @param candidates where it may be, the best first
   * @param isContested whether two hosts say that they are this device
   * @param fixed its static address
   * @param isDialling whether a dial is under way
   * @param nextDialAt when the next dial is planned
   * @param hasRemovedUs whether it said that it removed us
   * @param pinWait that it wants its PIN of us, if it does
   * @param standing how it stands with our PIN
   * @param past what has happened with it
   */
  public record Device(
      Ski ski,
      Optional<TrustRecord> trust,
      boolean isWaiting,
      Optional<Connection> session,
      List<Link> connections,
      List<ServiceRecord> services,
      List<Candidate> candidates,
      boolean isContested,
      Optional<Endpoint> fixed,
      boolean isDialling,
      Optional<Instant> nextDialAt,
      boolean hasRemovedUs,
      Optional<PinWait> pinWait,
      PinStanding standing,
      Past past) {
    public Device {
      connections = List.copyOf(connections);
      services = List.copyOf(services);
      candidates = List.copyOf(candidates);
    }
  }

  /**
   * What has happened with a device since the start.
   *
   * @param attempts dials and connections that have ended, the latest first
   * @param awaySince since when it should be in data exchange and is not
   * @param goneSince when the last record of it went
   * @param asked how often it was asked to trust us since the user has paired it, or since it was
   *     last in data exchange
   * @param askedAt when it was asked last
   */
  public record Past(
      List<Attempt> attempts,
      Optional<Instant> awaySince,
      Optional<Instant> goneSince,
      int asked,
      Optional<Instant> askedAt) {
    /** Nothing yet. */
    public static final Past NONE =
        new Past(List.of(), Optional.empty(), Optional.empty(), 0, Optional.empty());

    public Past {
      attempts = List.copyOf(attempts);
    }

    /** How the latest attempt ended. */
    public Optional<Attempt> last() {
      return attempts.stream().findFirst();
    }
  }

  /**
   * A place where a device may be.
   *
   * @param endpoint where to knock
   * @param isReached whether the device was reached there last
   * @param isFixed whether a user has said that it is there
   * @param heardAt when multicast DNS said so last, if it does
   * @param tried what came of the last dial to it
   * @param score 2 for what has proved itself or a user has said, which has every second turn; 1
   *     for hints, which share the other turns
   */
  public record Candidate(
      Endpoint endpoint,
      boolean isReached,
      boolean isFixed,
      Optional<Instant> heardAt,
      Optional<Tried> tried,
      int score) {}

  /** What came of a dial. */
  public record Tried(Instant at, boolean isReached, String words) {}

  /**
   * One connection of a device.
   *
   * @param place what it holds of the device's slot
   */
  public record Link(Connection connection, Place place, Instant openedAt) {}

  /**
   * An open pairing window.
   *
   * @param until when it closes by itself
   * @param isForOne whether it closes as soon as one device is paired
   */
  public record Window(Instant until, boolean isForOne) {}

  /** What a connection holds of its device's slot. */
  public enum Place {
    OWNER,
    CANDIDATE,
    CLOSING
  }
}
