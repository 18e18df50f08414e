package dev.shiphub.hub.why;

import dev.shiphub.hub.adapter.admin.Samples;
import dev.shiphub.hub.core.Attempt;
import dev.shiphub.hub.core.Connection;
import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.hub.core.HubSnapshot;
import dev.shiphub.hub.core.PinWait;
import dev.shiphub.hub.core.TrustRecord;
import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.PinStanding;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Trouble;
import dev.shiphub.ship.discovery.ServiceRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A device as the hub may show it, put together fact by fact; unknown and unpaired at first. */
final class Draft {
  private final Ski ski;
  private final Connection connection;
  private final List<Attempt> attempts = new ArrayList<>();
  private final List<ServiceRecord> services = new ArrayList<>();
  private final List<HubSnapshot.Link> links = new ArrayList<>();
  private Optional<TrustRecord> trust = Optional.empty();
  private Optional<Connection> session = Optional.empty();
  private Optional<Instant> goneSince = Optional.empty();
  private Optional<Instant> nextDialAt = Optional.empty();
  private Optional<PinWait> pinWait = Optional.empty();
  private PinStanding standing = PinStanding.FRESH;
  private boolean isWaiting;
  private boolean isContested;
  private boolean isDialling;
  private boolean hasRemovedUs;

  private Draft(Ski ski) {
    this.ski = ski;
    connection = new Connection(new ConnectionId(3), ski, Role.SERVER, "192.0.2.7:50000");
  }

  static Draft of(Ski ski) {
    return new Draft(ski);
  }

  /** One that is paired and on the network. */
  static Draft friend() {
    return of(Samples.PUMP).paired().announced("Pump in the cellar");
  }

  Draft paired() {
    trust = Optional.of(Samples.trust(ski));
    return this;
  }

  Draft announced(String instance) {
    ServiceRecord usual = Samples.service(ski);
    services.add(
        new ServiceRecord(
            instance, usual.txt(), usual.hostName(), usual.port(), usual.addresses()));
    return this;
  }

  Draft gone() {
    services.clear();
    goneSince = Optional.of(Samples.NOW.minusSeconds(60));
    return this;
  }

  Draft inSession() {
    session = Optional.of(connection);
    return linked(HubSnapshot.Place.OWNER);
  }

  Draft linked(HubSnapshot.Place place) {
    links.add(new HubSnapshot.Link(connection, place, Samples.NOW.minusSeconds(5)));
    return this;
  }

  Draft waiting() {
    isWaiting = true;
    return linked(HubSnapshot.Place.OWNER);
  }

  Draft contested() {
    isContested = true;
    return this;
  }

  Draft dialling() {
    isDialling = true;
    return this;
  }

  Draft dialPlanned() {
    nextDialAt = Optional.of(Samples.NOW.plusSeconds(2));
    return this;
  }

  Draft removedUs() {
    hasRemovedUs = true;
    return this;
  }

  Draft wantsPin(boolean isBusy, boolean isGiven, boolean wasRefused) {
    pinWait = Optional.of(new PinWait(true, isBusy, isGiven, wasRefused));
    return this;
  }

  Draft standing(PinStanding with) {
    standing = with;
    return this;
  }

  /** The latest attempt of all so far. */
  Draft ended(String phase, Trouble trouble) {
    return ended(phase, trouble, CloseReason.byNetwork("x"));
  }

  Draft ended(String phase, Trouble trouble, CloseReason said) {
    attempts.addFirst(
        new Attempt(
            Samples.NOW.minusSeconds(9),
            "out",
            "192.0.2.7:4711",
            phase,
            trouble,
            Optional.of(said),
            "words"));
    return this;
  }

  HubSnapshot.Device device() {
    return new HubSnapshot.Device(
        ski,
        trust,
        isWaiting,
        session,
        links,
        services,
        List.of(),
        isContested,
        Optional.empty(),
        isDialling,
        nextDialAt,
        hasRemovedUs,
        pinWait,
        standing,
        new HubSnapshot.Past(
            attempts, Optional.of(Samples.NOW.minusSeconds(70)), goneSince, 0, Optional.empty()));
  }
}
