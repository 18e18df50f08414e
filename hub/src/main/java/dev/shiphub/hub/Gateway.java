package dev.shiphub.hub;

import dev.shiphub.hub.adapter.admin.About;
import dev.shiphub.hub.adapter.admin.AdminServer;
import dev.shiphub.hub.adapter.admin.DeviceDocuments;
import dev.shiphub.hub.adapter.admin.Doorway;
import dev.shiphub.hub.adapter.admin.EventStream;
import dev.shiphub.hub.adapter.admin.Served;
import dev.shiphub.hub.adapter.doctor.Examination;
import dev.shiphub.hub.adapter.doctor.Machine;
import dev.shiphub.hub.adapter.file.AuditExcerpts;
import dev.shiphub.hub.adapter.file.AuditLog;
import dev.shiphub.hub.adapter.file.EventLog;
import dev.shiphub.hub.adapter.file.SealedBackup;
import dev.shiphub.hub.adapter.file.StateDirectory;
import dev.shiphub.hub.adapter.file.StateFiles;
import dev.shiphub.hub.adapter.file.TrustFile;
import dev.shiphub.hub.adapter.mqtt.MqttBridge;
import dev.shiphub.hub.adapter.spine.SpineSender;
import dev.shiphub.hub.core.HubCore;
import dev.shiphub.hub.core.StoredState;
import dev.shiphub.hub.loop.AddressBook;
import dev.shiphub.hub.loop.Hub;
import dev.shiphub.hub.loop.HubParts;
import dev.shiphub.hub.loop.Ledger;
import dev.shiphub.hub.port.DebugSwitch;
import dev.shiphub.hub.port.HubControl;
import dev.shiphub.hub.session.SessionRules;
import dev.shiphub.hub.spine.OwnDevice;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.clock.SteadyClock;
import dev.shiphub.ship.discovery.Announcement;
import dev.shiphub.ship.discovery.TxtRecord;
import dev.shiphub.ship.handshake.HandshakeTimes;
import dev.shiphub.ship.handshake.PinDemand;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.ship.mdns.HostLabel;
import dev.shiphub.ship.mdns.InterfaceChoice;
import dev.shiphub.ship.mdns.JmdnsDiscovery;
import dev.shiphub.ship.mdns.MdnsSettings;
import dev.shiphub.ship.qr.QrText;
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
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running daemon: everything wired by hand, in the one place that knows all parts. */
final class Gateway {
  /** Energy manager, in the device categories of SRIP. */
  private static final List<Integer> CATEGORIES = List.of(2);

  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private final Hub hub;
  private final AdminServer admin;
  private final Deadlines deadlines;
  private final Optional<MqttBridge> mqtt;
  private final Ski ski;

  private Gateway(
      Hub hub, AdminServer admin, Deadlines deadlines, Optional<MqttBridge> mqtt, Ski ski) {
    this.hub = hub;
    this.admin = admin;
    this.deadlines = deadlines;
    this.mqtt = mqtt;
    this.ski = ski;
  }

  /**
   * Starts the daemon on a locked state directory.
   *
   * @throws StartFailure if identity or trust cannot be used, or a port is taken; nothing is left
   *     open
   */
  static Gateway start(
      HubConfig config, StateDirectory directory, SecureRandom random, DebugSwitch debug)
      throws StartFailure, IOException {
    InstantSource steady = new SteadyClock();
    InstantSource wall = SteadyClock.wall();
    Path state = directory.path();
    Doorway doorway = AdminDoor.of(config.admin(), state, wall.instant(), random);
    TrustFile trustFile = new TrustFile(state.resolve(StateFiles.TRUST));
    Possessions possessions =
        Possessions.load(directory, config.ship().id().map(ShipId::new), trustFile, wall, random);
    LocalIdentity identity = possessions.identity();
    Ski ski = identity.ski();
    ShipId shipId = possessions.shipId();
    AuditLog audit = possessions.audit();
    audit
        .head()
        .ifPresent(head -> LOG.info("audit log: {} entries, head {}", head.entries(), head.hash()));
    CertificateEnd certificate = CertificateEnd.of(identity);
    certificate.warning(wall.instant()).ifPresent(LOG::warn);
    CopyWatch discovery = CopyWatch.around(discovery(config, shipId, steady), ski, steady);

    SpineSender spine = new SpineSender(ownDevice(config, shipId));
    Optional<MqttBridge> mqtt =
        Telemetry.of(config.mqtt(), ski, shipId, version(), spine, wall, random);
    Deadlines deadlines = new Deadlines();
    Ledger ledger = new Ledger();
    EventLog eventLog = new EventLog(state, ledger::write);
    long before = eventLog.lastSeq();
    EventStream events = new EventStream(config.limits().eventHistory(), before);
    long lastSeq =
        RejectedTrust.tell(
            possessions.rejected(), List.of(eventLog, events), before, wall.instant());
    AddressBook addressBook = new AddressBook(possessions.stored());
    RefusedArrivals refused = new RefusedArrivals(steady);
    Observation observation = Observation.of(config, addressBook, refused, steady);
    TransportSetup transport =
        new TransportSetup(
            new ShipTls(identity), config.transportLimits(), deadlines, steady, addressBook);
    HubParts parts =
        new HubParts(
            core(config, ski, possessions.stored(), random),
            rules(config, shipId),
            config.limits(),
            config.stopTimeout(),
            config.peers(),
            possessions.records(),
            ledger,
            new TlsDialer(transport),
            new TlsListener(
                transport,
                ListenAddress.of(config.ship().interfaces(), config.ship().port()),
                refused),
            addressBook,
            discovery,
            port -> announcement(config, ski, shipId, port),
            Stream.concat(Stream.of(eventLog, events, spine), mqtt.stream()).toList(),
            observation.watches(),
            lastSeq,
            steady,
            wall);
    Hub hub = startHub(config, parts, deadlines);
    spine.use(hub);
    About about =
        new About(
            ski,
            shipId,
            qr(config, ski, shipId),
            certificate.at(),
            version(),
            hub::shipPort,
            state,
            Bounds.of(config),
            refused::counts,
            steady.instant(),
            () -> audit.head().map(AuditLog.Head::toJson),
            () -> mqtt.map(MqttBridge::status));
    AdminServer admin =
        new AdminServer(
            doorway,
            new Served(
                hub,
                spine,
                about,
                now ->
                    Stream.of(
                            certificate.warning(now).stream().toList(),
                            discovery.warnings(),
                            audit.warnings(),
                            mqtt.map(MqttBridge::warnings).orElse(List.of()))
                        .flatMap(List::stream)
                        .toList(),
                passphrase ->
                    SealedBackup.seal(
                        StateFiles.in(state),
                        wall.instant(),
                        passphrase,
                        SealedBackup.ITERATIONS,
                        random),
                new AuditExcerpts(state),
                events,
                observation.insight(hub, version(), random, debug),
                config.pairingWindow(),
                () ->
                    new Examination(Machine.LINUX, wall, steady)
                        .of(
                            HouseCall.inside(
                                config,
                                state,
                                ski,
                                hub.shipPort(),
                                Duration.between(steady.instant(), wall.instant())))
                        .toJson(),
                steady,
                wall));
    openAdmin(config, admin, hub, deadlines);
    mqtt.ifPresent(bridge -> bridge.start(hub, new DeviceDocuments(hub, ski, wall)));
    return new Gateway(hub, admin, deadlines, mqtt, ski);
  }

  private static OwnDevice ownDevice(HubConfig config, ShipId shipId) {
    HubConfig.Ship ship = config.ship();
    String address = "d:_n:" + shipId.value();
    return new OwnDevice(address, ship.brand(), ship.model(), shipId.value(), version());
  }

  private static QrText qr(HubConfig config, Ski ski, ShipId shipId) {
    HubConfig.Ship ship = config.ship();
    return new QrText(
        ski,
        Optional.of(shipId),
        ship.pin().map(PinDemand::pin),
        Optional.of(ship.brand()),
        Optional.of(ship.type()),
        Optional.of(ship.model()),
        Optional.empty(),
        CATEGORIES);
  }

  private static HubCore core(HubConfig config, Ski ski, StoredState stored, SecureRandom random) {
    return new HubCore(
        ski,
        config.ship().doubleConnection(),
        config.limits(),
        config.stopTimeout(),
        stored,
        random);
  }

  private static SessionRules rules(HubConfig config, ShipId shipId) {
    return new SessionRules(
        shipId,
        HandshakeTimes.DEFAULT,
        config.ping(),
        config.pong(),
        config.ship().pin(),
        config.ship().isAskingAccessMethods(),
        config.lifetime(),
        config.limits().heldOctets());
  }

  private static JmdnsDiscovery discovery(HubConfig config, ShipId shipId, InstantSource steady) {
    InterfaceChoice interfaces = InterfaceChoice.of(config.ship().interfaces());
    return new JmdnsDiscovery(
        MdnsSettings.of(interfaces, HostLabel.of(shipId.value())), steady, SteadyClock.wall());
  }

  static Announcement announcement(HubConfig config, Ski ski, ShipId shipId, int port) {
    HubConfig.Ship ship = config.ship();
    TxtRecord txt =
        new TxtRecord(
            ski,
            shipId,
            ship.path(),
            false,
            Optional.of(ship.brand()),
            Optional.of(ship.type()),
            Optional.of(ship.model()),
            Optional.empty(),
            CATEGORIES);
    return new Announcement(instance(config, ski), port, txt);
  }

  /** The name that we would like to be announced under. */
  static String instance(HubConfig config, Ski ski) {
    return config.ship().brand() + " " + config.ship().model() + " " + ski.brief();
  }

  private static Hub startHub(HubConfig config, HubParts parts, Deadlines deadlines)
      throws StartFailure {
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

  private static void openAdmin(HubConfig config, AdminServer admin, Hub hub, Deadlines deadlines)
      throws StartFailure {
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
    String version = Gateway.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }

  int shipPort() {
    return hub.shipPort();
  }

  int adminPort() {
    return admin.port();
  }

  /** The address for commands as clients write it. */
  String adminAddress() {
    return admin.address();
  }

  /** What clients have to know of the certificate for commands, if there is one. */
  Optional<String> adminFingerprint() {
    return admin.fingerprint();
  }

  HubControl control() {
    return hub;
  }

  Ski ski() {
    return ski;
  }

  /** Completes when the hub has ended, by {@link #stop} or because it broke. */
  CompletableFuture<Boolean> ended() {
    return hub.ended();
  }

  /** Stops all in the reverse order of the start; returns whether nothing had to be cut. */
  boolean stop() {
    boolean isClean = hub.stop();
    mqtt.ifPresent(MqttBridge::close);
    admin.close();
    deadlines.close();
    return isClean;
  }
}
