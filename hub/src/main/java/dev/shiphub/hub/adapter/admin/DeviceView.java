package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.core.Attempt;
import dev.shiphub.hub.core.Connection;
import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.hub.core.HubSnapshot;
import dev.shiphub.hub.core.HubSnapshot.Place;
import dev.shiphub.hub.core.TrustRecord;
import dev.shiphub.hub.port.HubControl;
import dev.shiphub.hub.session.SessionFigures;
import dev.shiphub.hub.why.Inquiry;
import dev.shiphub.hub.why.Verdict;
import dev.shiphub.ship.PinStanding;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.discovery.ServiceRecord;
import dev.shiphub.ship.discovery.TxtRecord;
import dev.shiphub.ship.json.JsonObjectBuilder;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A device as JSON. The names of its members are a promise to other programs.
 *
 * <p>A member that is not known is left out. Times are ISO 8601 in UTC; {@code ago}, {@code
 * nextDialIn}, {@code idle} and what ends in {@code Ago} are seconds.
 *
 * @param figures how a connection has been used, empty once it is closed
 * @param inquiry finds why a device stands as it does
 */
record DeviceView(
    Times times,
    Function<ConnectionId, Optional<SessionFigures>> figures,
    Inquiry inquiry,
    WhyView whys) {
  /**
   * How the devices of a picture are shown.
   *
   * @param own the SKI of the hub
   * @param wall now, by the wall clock
   */
  static DeviceView over(HubControl hub, Ski own, HubSnapshot snapshot, Instant wall) {
    Times times = new Times(snapshot.at(), wall);
    boolean isOnline = !hub.discoveryReport().isEmpty();
    return new DeviceView(
        times,
        hub::figures,
        new Inquiry(isOnline, snapshot.isStopping(), snapshot.at()),
        new WhyView(own, times));
  }

  JsonObject of(HubSnapshot.Device device) {
    DeviceState state = DeviceState.of(device, currentFigures(device), times);
    JsonObjectBuilder json =
        JsonValue.object()
            .put("ski", device.ski().hex())
            .put("skiGrouped", device.ski().grouped())
            .put("state", state.word().label())
            .put("because", state.because())
            .put("why", whys.brief(why(device)))
            .put("paired", device.trust().isPresent());
    names(device, json);
    device.trust().ifPresent(trust -> json.put("trust", trust(trust)));
    device.session().ifPresent(session -> json.put("session", session(session)));
    pin(device, json);
    json.put("dialling", device.isDialling());
    device
        .nextDialAt()
        .ifPresent(at -> json.put("nextDialIn", times.in(at)).put("nextDialAt", times.iso(at)));
    device.fixed().ifPresent(fixed -> json.put("static", endpoint(fixed)));
    json.put("connections", list(device.connections(), this::connection));
    json.put("conflict", device.isContested());
    json.put("candidates", list(device.candidates(), this::candidate));
    json.put("records", list(device.services(), DeviceView::record));
    json.put("attempts", list(device.past().attempts(), this::attempt));
    return json.build();
  }

  /** Why it stands as it does, with all that it is concluded from. */
  JsonObject whyOf(HubSnapshot.Device device) {
    return whys.whole(why(device)).build();
  }

  private Verdict why(HubSnapshot.Device device) {
    return inquiry.of(device, currentFigures(device));
  }

  /** The figures of the session; without one, of the newest connection in use. */
  private Optional<SessionFigures> currentFigures(HubSnapshot.Device device) {
    return device
        .session()
        .or(
            () ->
                device.connections().stream()
                    .filter(link -> link.place() != Place.CLOSING)
                    .map(HubSnapshot.Link::connection)
                    .reduce((_, newer) -> newer))
        .flatMap(connection -> figures.apply(connection.id()));
  }

  private static void names(HubSnapshot.Device device, JsonObjectBuilder json) {
    Optional<ServiceRecord> newest = device.services().stream().reduce((_, newer) -> newer);
    newest
        .map(ServiceRecord::instance)
        .or(() -> device.trust().flatMap(TrustRecord::shipId).map(ShipId::value))
        .ifPresent(name -> json.put("name", name));
    newest.map(ServiceRecord::txt).ifPresent(txt -> labels(txt, json));
  }

  private static void labels(TxtRecord txt, JsonObjectBuilder json) {
    txt.brand().ifPresent(brand -> json.put("brand", brand));
    txt.model().ifPresent(model -> json.put("model", model));
    txt.type().ifPresent(type -> json.put("type", type));
    txt.serial().ifPresent(serial -> json.put("serial", serial));
  }

  private static JsonObjectBuilder trust(TrustRecord trust) {
    JsonObjectBuilder json =
        JsonValue.object()
            .put("origin", trust.origin().name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .put("level", trust.userTrust())
            .put("secondFactor", trust.secondFactor())
            .put("addedAt", trust.addedAt().truncatedTo(ChronoUnit.MILLIS).toString());
    trust.shipId().ifPresent(id -> json.put("shipId", id.value()));
    trust.formerId().ifPresent(id -> json.put("formerShipId", id.value()));
    return json;
  }

  /** How both stand with each other's PIN; no PIN itself. */
  private void pin(HubSnapshot.Device device, JsonObjectBuilder json) {
    PinStanding standing = device.standing();
    if (device.pinWait().isEmpty() && standing.equals(PinStanding.FRESH)) {
      return;
    }
    JsonObjectBuilder pin =
        JsonValue.object().put("verified", standing.isVerified()).put("wrong", standing.wrong());
    standing
        .busyUntil()
        .filter(until -> times.until(until).isPositive())
        .ifPresent(until -> pin.put("penalty", times.in(until)));
    device
        .pinWait()
        .ifPresent(
            wait ->
                pin.put("asked", wait.isRequired() ? "required" : "optional")
                    .put("busy", wait.isBusy())
                    .put("sent", wait.isGiven())
                    .put("refused", wait.wasRefused()));
    json.put("pin", pin);
  }

  private JsonObjectBuilder session(Connection session) {
    JsonObjectBuilder json = head(session);
    figures.apply(session.id()).ifPresent(used -> json.put("since", times.iso(used.phaseSince())));
    return used(session, json);
  }

  private JsonValue connection(HubSnapshot.Link link) {
    JsonObjectBuilder json =
        head(link.connection())
            .put("place", link.place().name().toLowerCase(Locale.ROOT))
            .put("since", times.iso(link.openedAt()));
    return used(link.connection(), json).build();
  }

  private static JsonObjectBuilder head(Connection connection) {
    return JsonValue.object()
        .put("id", connection.id().toString())
        .put("direction", connection.direction())
        .put("address", connection.address());
  }

  /** Any frame of the peer is heard; received and sent are data messages, and idle is without. */
  private JsonObjectBuilder used(Connection connection, JsonObjectBuilder json) {
    figures
        .apply(connection.id())
        .ifPresent(
            used -> {
              json.put("phase", used.phase());
              moment(json, "opened", used.openedAt());
              moment(json, "lastHeard", used.heardAt());
              json.put("received", used.received());
              used.receivedAt().ifPresent(at -> moment(json, "lastReceived", at));
              json.put("sent", used.sent());
              used.sentAt().ifPresent(at -> moment(json, "lastSent", at));
              json.put("idle", times.ago(used.idleSince()));
            });
    return json;
  }

  private void moment(JsonObjectBuilder json, String name, Instant at) {
    json.put(name, times.iso(at)).put(name + "Ago", times.ago(at));
  }

  static JsonObjectBuilder endpoint(Endpoint endpoint) {
    return JsonValue.object()
        .put("host", String.join(", ", endpoint.hosts()))
        .put("port", endpoint.port())
        .put("path", endpoint.path());
  }

  private JsonValue candidate(HubSnapshot.Candidate candidate) {
    JsonObjectBuilder json =
        endpoint(candidate.endpoint())
            .put("score", candidate.score())
            .put("reached", candidate.isReached())
            .put("static", candidate.isFixed());
    candidate.heardAt().ifPresent(at -> json.put("heardAgo", times.ago(at)));
    candidate
        .tried()
        .ifPresent(
            tried -> json.put("triedAgo", times.ago(tried.at())).put("result", tried.words()));
    return json.build();
  }

  private static JsonValue record(ServiceRecord service) {
    JsonObjectBuilder json =
        JsonValue.object()
            .put("instance", service.instance())
            .put("shipId", service.txt().id().value())
            .put("host", service.hostName())
            .put("port", service.port())
            .put("path", service.txt().path())
            .put("addresses", JsonValue.texts(service.addresses()))
            .put("register", service.txt().register());
    labels(service.txt(), json);
    return json.put("categories", list(service.txt().categories(), JsonValue::of)).build();
  }

  private JsonValue attempt(Attempt attempt) {
    return JsonValue.object()
        .put("ago", times.ago(attempt.at()))
        .put("at", times.iso(attempt.at()))
        .put("direction", attempt.direction())
        .put("where", attempt.where())
        .put("phase", attempt.phase())
        .put("trouble", attempt.trouble().label())
        .put("outcome", attempt.outcome())
        .build();
  }

  private static <T> JsonArray list(Collection<T> items, Function<T, JsonValue> view) {
    return new JsonArray(items.stream().map(view).toList());
  }
}
