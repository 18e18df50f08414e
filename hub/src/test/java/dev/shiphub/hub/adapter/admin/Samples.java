package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.core.Attempt;
import dev.shiphub.hub.core.Connection;
import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.hub.core.HubSnapshot.Device;
import dev.shiphub.hub.core.HubSnapshot.Link;
import dev.shiphub.hub.core.HubSnapshot.Past;
import dev.shiphub.hub.core.HubSnapshot.Place;
import dev.shiphub.hub.core.Notice;
import dev.shiphub.hub.core.NoticeType;
import dev.shiphub.hub.core.PinRecord;
import dev.shiphub.hub.core.TrustRecord;
import dev.shiphub.hub.doctor.Diagnosis;
import dev.shiphub.hub.doctor.DiskCheck;
import dev.shiphub.hub.doctor.JavaCheck;
import dev.shiphub.hub.port.PublishedNotice;
import dev.shiphub.hub.session.SessionFigures;
import dev.shiphub.ship.Pin;
import dev.shiphub.ship.PinStanding;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Trouble;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.discovery.ServiceRecord;
import dev.shiphub.ship.discovery.TxtRecord;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.qr.QrText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Devices and events that the tests of the API and of the command line talk about. */
public final class Samples {
  static final JsonObject AUDIT =
      JsonValue.object().put("entries", 3).put("head", "ab".repeat(32)).build();

  static final JsonObject DIAGNOSIS =
      new Diagnosis(
              Instant.parse("2026-11-21T10:00:00Z"),
              List.of(new JavaCheck(25, "25.0.1", true), new DiskCheck("/var/lib/shiphub", 0)))
          .toJson();

  /** When the steady clock of the tests begins: a machine without a battery. */
  public static final String BOOT = "1970-01-01T00:01:00Z";

  /** What the wall clock says at the same moment. */
  public static final String TODAY = "2026-11-21T10:00:00Z";

  public static final Instant NOW = Instant.parse(BOOT);
  public static final Ski OWN = new Ski("8000000000000000000000000000000000000001");
  public static final Ski PUMP = new Ski("a1b2c3d4e5000000000000000000000000000001");
  public static final Ski BOX = new Ski("a1b2c3ffff000000000000000000000000000002");
  public static final Ski STRANGER = new Ski("0123456789abcdef0123456789abcdef01234567");

  private Samples() {}

  /** A device of which nothing is known. */
  public static Device unknown(Ski ski) {
    return new Device(
        ski,
        Optional.empty(),
        false,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        false,
        Optional.empty(),
        false,
        Optional.empty(),
        false,
        Optional.empty(),
        PinStanding.FRESH,
        Past.NONE);
  }

  /** A heat pump that waits for a decision. */
  public static Device waiting(Ski ski) {
    Connection knock = new Connection(new ConnectionId(9), ski, Role.SERVER, "192.0.2.7:50000");
    return new Device(
        ski,
        Optional.empty(),
        true,
        Optional.empty(),
        List.of(new Link(knock, Place.OWNER, NOW.minusSeconds(5))),
        List.of(service(ski)),
        List.of(),
        false,
        Optional.empty(),
        false,
        Optional.empty(),
        false,
        Optional.empty(),
        PinStanding.FRESH,
        Past.NONE);
  }

  /** A heat pump in data exchange over connection c7. */
  public static Device connected(Ski ski) {
    Connection session = new Connection(new ConnectionId(7), ski, Role.CLIENT, "192.0.2.7:4711");
    Link link = new Link(session, Place.OWNER, NOW.minusSeconds(30));
    return new Device(
        ski,
        Optional.of(trust(ski)),
        false,
        Optional.of(session),
        List.of(link),
        List.of(service(ski)),
        List.of(),
        false,
        Optional.empty(),
        false,
        Optional.empty(),
        false,
        Optional.empty(),
        PinStanding.FRESH,
        Past.NONE);
  }

  /** A paired device that was dialled in vain and will be dialled again. */
  public static Device retrying(Ski ski) {
    return new Device(
        ski,
        Optional.of(trust(ski)),
        false,
        Optional.empty(),
        List.of(),
        List.of(service(ski)),
        List.of(),
        false,
        Optional.of(new Endpoint(List.of("192.0.2.9"), 4_712, "/ship/", Optional.empty())),
        false,
        Optional.of(NOW.plusMillis(4_200)),
        false,
        Optional.empty(),
        PinStanding.FRESH,
        after(
            new Attempt(
                NOW.minusSeconds(12),
                "out",
                "192.0.2.9 port 4712 /ship/",
                "connect",
                Trouble.CONNECTION_REFUSED,
                Optional.empty(),
                "refused")));
  }

  /** One attempt, and away since then. */
  public static Past after(Attempt attempt) {
    return new Past(
        List.of(attempt), Optional.of(attempt.at()), Optional.empty(), 0, Optional.empty());
  }

  /** Paired, not connected, and this is how it stands with our PIN. */
  public static Device standing(Ski ski, PinStanding standing) {
    Device retrying = retrying(ski);
    return new Device(
        ski,
        retrying.trust(),
        false,
        Optional.empty(),
        List.of(),
        retrying.services(),
        retrying.candidates(),
        retrying.isContested(),
        retrying.fixed(),
        false,
        retrying.nextDialAt(),
        false,
        Optional.empty(),
        standing,
        retrying.past());
  }

  static final QrText QR =
      new QrText(
          OWN,
          Optional.of(new ShipId("shiphub-test")),
          Optional.of(new Pin("C0FFEE0123")),
          Optional.of("shiphub"),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(2));

  /** What a command shows of it. */
  public static final String QR_TEXT = QR.text();

  public static TrustRecord trust(Ski ski) {
    return new TrustRecord(
        ski,
        Optional.of(new ShipId("HeatPump-1")),
        TrustRecord.Origin.USER_VERIFY,
        32,
        Instant.parse("2026-11-20T08:00:00Z"),
        Optional.of(new ShipId("HeatPump-0")),
        PinRecord.NONE);
  }

  public static ServiceRecord service(Ski ski) {
    TxtRecord txt =
        new TxtRecord(
            ski,
            new ShipId("HeatPump-1"),
            "/ship/",
            true,
            Optional.of("Acme"),
            Optional.of("HeatPump"),
            Optional.of("X1"),
            Optional.empty(),
            List.of(4));
    return new ServiceRecord("Pump in the cellar", txt, "pump.local", 4_711, List.of("192.0.2.7"));
  }

  public static SessionFigures figures(String phase) {
    return new SessionFigures(
        phase,
        NOW.minusSeconds(30),
        NOW.minusSeconds(32),
        NOW.minusSeconds(1),
        3,
        Optional.of(NOW.minusSeconds(4)),
        5,
        Optional.of(NOW.minusSeconds(3)));
  }

  /** An event of the hub itself. */
  public static PublishedNotice notice(long seq) {
    return notice(seq, NoticeType.HUB_STARTED, "cause " + seq);
  }

  public static PublishedNotice notice(long seq, NoticeType type, String cause) {
    return new PublishedNotice(
        seq,
        Instant.parse(TODAY),
        seq * 10,
        new Notice(type, Optional.empty(), Optional.empty(), cause));
  }

  public static PublishedNotice deviceNotice(
      long seq, long steadyMillis, NoticeType type, Ski ski, String cause) {
    return new PublishedNotice(
        seq,
        Instant.parse(TODAY),
        steadyMillis,
        new Notice(type, Optional.of(ski), Optional.of(new ConnectionId(7)), cause));
  }
}
