package dev.shiphub.sim.spine;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.sim.live.LiveValues;
import dev.shiphub.sim.profile.DeviceProfile;
import dev.shiphub.sim.profile.EntityProfile;
import dev.shiphub.sim.profile.FeatureProfile;
import dev.shiphub.sim.profile.Nameplate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The SPINE side of a device: shows itself and what it measures when asked, tells those who have
 * subscribed, obeys limits of those who have bound, and asks once itself.
 *
 * <p>Its {@code msgCounter} runs over all its connections. Not thread-safe.
 */
public final class SpineNode {
  private static final String MANUFACTURER_DATA = "deviceClassificationManufacturerData";
  private static final String DETAILED_DISCOVERY = "nodeManagementDetailedDiscoveryData";
  private static final String USE_CASES = "nodeManagementUseCaseData";

  private final DeviceProfile profile;
  private final String serial;
  private final String device;
  private final SpineDiscovery discovery;
  private final LiveValues values;
  private long msgCounter;

  /**
   * A node that has said nothing yet.
   *
   * @param serial tells devices of one profile apart
   */
  public SpineNode(DeviceProfile profile, String serial) {
    this.profile = profile;
    this.serial = serial;
    device = "d:_n:" + profile.nameplate().brand() + "_" + serial;
    discovery = new SpineDiscovery(profile, device);
    values = new LiveValues(profile, serial.hashCode());
  }

  /** Its own SPINE device address. */
  public String device() {
    return device;
  }

  /** The question that begins a conversation: what are you? */
  public SpineDatagram discoveryRead() {
    SpineHeader header =
        new SpineHeader(
            SpineHeader.VERSION,
            SpineAddress.nodeManagement().on(device),
            SpineAddress.nodeManagement(),
            ++msgCounter,
            Optional.empty(),
            SpineClassifier.READ,
            false);
    return new SpineDatagram(header, SpineCommand.empty(DETAILED_DISCOVERY));
  }

  /** What it measures goes on to that time. */
  public void advance(Instant now) {
    values.advance(now);
  }

  /** What those are told who have subscribed to something that changes. */
  public List<SpineDatagram> news(Registrations registrations) {
    List<SpineDatagram> news = new ArrayList<>();
    for (Registrations.Pair pair : registrations.subscriptions()) {
      boolean isMeasured =
          feature(pair.server()).flatMap(it -> it.function(LiveData.MEASUREMENTS)).isPresent();
      values
          .at(pair.server().entity())
          .filter(_ -> isMeasured)
          .flatMap(gauge -> LiveData.of(LiveData.MEASUREMENTS, gauge))
          .ifPresent(data -> news.add(notify(pair, data)));
    }
    return news;
  }

  private SpineDatagram notify(Registrations.Pair pair, JsonObject data) {
    SpineHeader header =
        new SpineHeader(
            SpineHeader.VERSION,
            pair.server().on(device),
            pair.client(),
            ++msgCounter,
            Optional.empty(),
            SpineClassifier.NOTIFY,
            false);
    return new SpineDatagram(header, new SpineCommand(LiveData.MEASUREMENTS, data));
  }

  /** What it has to say to a datagram of a peer that has registered nothing. */
  public Optional<SpineDatagram> answer(SpineDatagram datagram) {
    return answer(datagram, new Registrations());
  }

  /** What it has to say to a datagram of a peer, if anything. */
  public Optional<SpineDatagram> answer(SpineDatagram datagram, Registrations registrations) {
    SpineHeader header = datagram.header();
    boolean isWanted = header.isAckRequested();
    return switch (header.classifier()) {
      case READ -> Optional.of(read(datagram));
      case REPLY, NOTIFY -> result(datagram, SpineError.NONE, isWanted);
      case WRITE -> result(datagram, write(datagram, registrations), isWanted);
      case CALL -> result(datagram, call(datagram, registrations), isWanted);
      // An answer to an answer would never end.
      case RESULT -> Optional.empty();
    };
  }

  private SpineDatagram read(SpineDatagram datagram) {
    Optional<FeatureProfile> feature = feature(datagram.header().destination());
    if (feature.isEmpty()) {
      return answer(datagram, SpineClassifier.RESULT, SpineError.DESTINATION_UNKNOWN.toCommand());
    }
    String name = datagram.command().function();
    boolean isReadable =
        feature.get().function(name).filter(offered -> offered.access().isReadable()).isPresent();
    return isReadable
        ? answer(datagram, SpineClassifier.REPLY, new SpineCommand(name, data(name, datagram)))
        : answer(datagram, SpineClassifier.RESULT, SpineError.NOT_SUPPORTED.toCommand());
  }

  /** What is offered but not simulated is empty, as it is with many real devices. */
  private JsonObject data(String function, SpineDatagram datagram) {
    return switch (function) {
      case DETAILED_DISCOVERY -> discovery.detailed();
      case USE_CASES -> discovery.useCases();
      case MANUFACTURER_DATA -> manufacturer();
      default ->
          values
              .at(datagram.header().destination().entity())
              .flatMap(gauge -> LiveData.of(function, gauge))
              .orElse(JsonObject.EMPTY);
    };
  }

  private JsonObject manufacturer() {
    Nameplate plate = profile.nameplate();
    return JsonValue.object()
        .put("deviceName", plate.model())
        .put("deviceCode", profile.name())
        .put("serialNumber", serial)
        .put("softwareRevision", plate.software())
        .put("hardwareRevision", plate.hardware())
        .put("vendorName", plate.vendor())
        .put("brandName", plate.brand())
        .build();
  }

  private SpineError call(SpineDatagram datagram, Registrations registrations) {
    return registrations.take(datagram.command()) ? SpineError.NONE : SpineError.NOT_SUPPORTED;
  }

  /** Of all that can be written, limits are obeyed. */
  private SpineError write(SpineDatagram datagram, Registrations registrations) {
    SpineHeader header = datagram.header();
    String name = datagram.command().function();
    Optional<FeatureProfile> feature = feature(header.destination());
    if (feature.isEmpty()) {
      return SpineError.DESTINATION_UNKNOWN;
    }
    if (feature.get().function(name).filter(it -> it.access().isWritable()).isEmpty()) {
      return SpineError.NOT_SUPPORTED;
    }
    if (!registrations.isBound(header.source(), header.destination())) {
      return SpineError.BINDING_REQUIRED;
    }
    boolean isTaken =
        name.equals(LiveData.LIMITS)
            && values
                .at(header.destination().entity())
                .filter(gauge -> LiveData.limit(datagram.command().data(), gauge))
                .isPresent();
    return isTaken ? SpineError.NONE : SpineError.NOT_SUPPORTED;
  }

  /** A peer that has not read our address yet leaves the device out. */
  private Optional<FeatureProfile> feature(SpineAddress address) {
    if (!address.device().orElse(device).equals(device)) {
      return Optional.empty();
    }
    Optional<EntityProfile> entity = profile.entity(address.entity());
    return address.feature().flatMap(id -> entity.flatMap(found -> found.feature(id)));
  }

  private Optional<SpineDatagram> result(
      SpineDatagram datagram, SpineError error, boolean isWanted) {
    return isWanted
        ? Optional.of(answer(datagram, SpineClassifier.RESULT, error.toCommand()))
        : Optional.empty();
  }

  private SpineDatagram answer(
      SpineDatagram datagram, SpineClassifier classifier, SpineCommand command) {
    SpineHeader header = datagram.header().answer(device, ++msgCounter, classifier);
    return new SpineDatagram(header, command);
  }
}
