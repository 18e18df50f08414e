package dev.shiphub.hub;

import dev.shiphub.hub.adapter.admin.About;
import dev.shiphub.hub.adapter.admin.AdminServer;
import dev.shiphub.hub.adapter.admin.DeviceDocuments;
import dev.shiphub.hub.adapter.admin.Doorway;
import dev.shiphub.hub.adapter.admin.Served;
import dev.shiphub.hub.adapter.doctor.Examination;
import dev.shiphub.hub.adapter.doctor.Machine;
import dev.shiphub.hub.adapter.file.AuditExcerpts;
import dev.shiphub.hub.adapter.file.AuditLog;
import dev.shiphub.hub.adapter.file.SealedBackup;
import dev.shiphub.hub.adapter.file.StateDirectory;
import dev.shiphub.hub.adapter.file.StateFiles;
import dev.shiphub.hub.adapter.file.TrustFile;
import dev.shiphub.hub.adapter.mqtt.MqttBridge;
import dev.shiphub.hub.adapter.spine.SpineSender;
import dev.shiphub.hub.core.HubCore;
import dev.shiphub.hub.loop.AddressBook;
import dev.shiphub.hub.loop.Hub;
import dev.shiphub.hub.loop.HubParts;
import dev.shiphub.hub.port.DebugSwitch;
import dev.shiphub.hub.session.SessionRules;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.handshake.HandshakeTimes;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.mdns.HostLabel;
import dev.shiphub.ship.mdns.InterfaceChoice;
import dev.shiphub.ship.mdns.JmdnsDiscovery;
import dev.shiphub.ship.mdns.MdnsSettings;
import dev.shiphub.ship.transport.Deadlines;
import dev.shiphub.ship.transport.ListenAddress;
import dev.shiphub.ship.transport.ShipTls;
import dev.shiphub.ship.transport.TlsDialer;
import dev.shiphub.ship.transport.TlsListener;
import dev.shiphub.ship.transport.TransportSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A daemon being put together: all parts, wired by hand, in the one place that knows them. */
final class Assembly {
  private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);

  private final HubConfig config;
  private final Path state;
  private final SecureRandom random;
  private final DebugSwitch debug;
  private final InstantSource steady = new SteadyClock();
  private final InstantSource wall = SteadyClock.wall();
  private final Doorway doorway;
  private final Possessions possessions;
  private final Ski ski;
  private final OwnFace face;
  private final CertificateEnd certificate;
  private final CopyWatch discovery;
  private final SpineSender spine;
  private final Optional<MqttBridge> mqtt;
  private final Chronicle chronicle;
  private final AddressBook addressBook;
  private final RefusedArrivals refused;
  private final Observation observation;
  private final Deadlines deadlines;

  /**
   * Reads what is on disk; nothing is open yet.
   *
   * @throws StartFailure if identity, trust or the configuration cannot be used
   */
  Assembly(HubConfig config, StateDirectory directory, SecureRandom random, DebugSwitch debug)
      throws StartFailure, IOException {
    this.config = config;
    this.random = random;
    this.debug = debug;
    state = directory.path();
    doorway = AdminDoor.of(config.admin(), state, wall.instant(), random);
    TrustFile trustFile = new TrustFile(state.resolve(StateFiles.TRUST));
    possessions =
        Possessions.load(directory, config.ship().id().map(ShipId::new), trustFile, wall, random);
    ski = possessions.identity().ski();
    face = new OwnFace(config.ship(), ski, possessions.shipId());
    certificate = CertificateEnd.of(possessions.identity());
    discovery = CopyWatch.around(jmdns(), ski, steady);
    spine = new SpineSender(face.device(version()));
    mqtt = Telemetry.of(config.mqtt(), ski, face.shipId(), version(), spine, wall, random);
    chronicle =
        Chronicle.open(
            state, config.limits().eventHistory(), possessions.rejected(), wall.instant());
    addressBook = new AddressBook(possessions.stored());
    refused = new RefusedArrivals(steady);
    observation = Observation.of(config, addressBook, refused, steady);
    deadlines = new Deadlines();
  }

  /**
   * Starts it.
   *
   * @throws StartFailure if a port is taken; nothing is left open
   */
  Gateway start() throws StartFailure, IOException {
    audit()
        .head()
        .ifPresent(head -> LOG.info("audit log: {} entries, head {}", head.entries(), head.hash()));
    certificate.warning(wall.instant()).ifPresent(LOG::warn);
    Hub hub = startHub();
    spine.use(hub);
    AdminServer admin = new AdminServer(doorway, served(hub));
    openAdmin(admin, hub);
    mqtt.ifPresent(bridge -> bridge.start(hub, new DeviceDocuments(hub, ski, wall)));
    return new Gateway(hub, admin, deadlines, mqtt, ski);
  }

  private AuditLog audit() {
    return possessions.audit();
  }

  private JmdnsDiscovery jmdns() {
    InterfaceChoice interfaces = InterfaceChoice.of(config.ship().interfaces());
    HostLabel host = HostLabel.of(face.shipId().value());
    return new JmdnsDiscovery(MdnsSettings.of(interfaces, host), steady, wall);
  }

  private Hub startHub() throws StartFailure, IOException {
    HubParts parts = parts();
    try {
      return Hub.start(parts);
    } catch (IOException taken) {
      deadlines.close();
      throw new StartFailure(
          "port "
              + config.ship().port()
              + " for devices cannot be opened ("
              + taken.getMessage()
              + "); stop what uses it, or choose another with ship.port");
    }
  }

  private HubParts parts() throws IOException {
    TransportSetup transport =
        new TransportSetup(
            new ShipTls(possessions.identity()),
            config.transportLimits(),
            deadlines,
            steady,
            addressBook);
    ListenAddress address = ListenAddress.of(config.ship().interfaces(), config.ship().port());
    return new HubParts(
        core(),
        rules(),
        config.limits(),
        config.stopTimeout(),
        config.peers(),
        possessions.records(),
        chronicle.ledger(),
        new TlsDialer(transport),
        new TlsListener(transport, address, refused),
        addressBook,
        discovery,
        face::announcement,
        Stream.concat(Stream.of(chronicle.log(), chronicle.stream(), spine), mqtt.stream())
            .toList(),
        observation.watches(),
        chronicle.lastSeq(),
        steady,
        wall);
  }

  private HubCore core() {
    return new HubCore(
        ski,
        config.ship().doubleConnection(),
        config.limits(),
        config.stopTimeout(),
        possessions.stored(),
        random);
  }

  private SessionRules rules() {
    return new SessionRules(
        face.shipId(),
        HandshakeTimes.DEFAULT,
        config.ping(),
        config.pong(),
        config.ship().pin(),
        config.ship().isAskingAccessMethods(),
        config.lifetime(),
        config.limits().heldOctets());
  }

  private Served served(Hub hub) {
    return new Served(
        hub,
        spine,
        about(hub),
        this::warnings,
        this::backup,
        new AuditExcerpts(state),
        chronicle.stream(),
        observation.insight(hub, version(), random, debug),
        config.pairingWindow(),
        () -> examination(hub.shipPort()),
        steady,
        wall);
  }

  private About about(Hub hub) {
    return new About(
        ski,
        face.shipId(),
        face.qr(),
        certificate.at(),
        version(),
        hub::shipPort,
        state,
        Bounds.of(config),
        refused::counts,
        steady.instant(),
        () -> audit().head().map(AuditLog.Head::toJson),
        () -> mqtt.map(MqttBridge::status));
  }

  private List<String> warnings(Instant now) {
    return Stream.of(
            certificate.warning(now).stream().toList(),
            discovery.warnings(),
            audit().warnings(),
            mqtt.map(MqttBridge::warnings).orElse(List.of()))
        .flatMap(List::stream)
        .toList();
  }

  private JsonObject backup(String passphrase) throws IOException {
    return SealedBackup.seal(
        StateFiles.in(state), wall.instant(), passphrase, SealedBackup.ITERATIONS, random);
  }

  private JsonObject examination(int port) throws InterruptedException {
    Duration stepped = Duration.between(steady.instant(), wall.instant());
    return new Examination(Machine.LINUX, wall, steady)
        .of(HouseCall.inside(config, state, ski, port, stepped))
        .toJson();
  }

  private void openAdmin(AdminServer admin, Hub hub) throws StartFailure {
    try {
      admin.open();
    } catch (IOException taken) {
      boolean isClean = hub.stop();
      deadlines.close();
      throw new StartFailure(
          "port "
              + config.admin().port()
              + " for commands cannot be opened ("
              + taken.getMessage()
              + "); stop what uses it, or choose another with admin.port or admin.bind"
              + (isClean ? "" : "; the start could not be undone cleanly"));
    }
  }

  private static String version() {
    String version = Assembly.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }
}
