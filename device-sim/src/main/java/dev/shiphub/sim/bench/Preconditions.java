package dev.shiphub.sim.bench;

import dev.shiphub.ship.Role;
import dev.shiphub.sim.raw.RawIdentity;
import java.time.Duration;
import java.util.Optional;

/**
 * Brings a connection to where the first step begins; what goes wrong on the way is no fault of the
 * step.
 */
public final class Preconditions {
  /** A piece of the way. */
  private interface Way {
    void go() throws InterruptedException, CaseEnded;
  }

  private static final String TOOL_ID = "conformance-tool";
  private static final Duration NO_QUESTION = Duration.ofSeconds(1);

  private Preconditions() {}

  /** CMI in both directions. */
  public static void init(Talk talk, Role device) throws InterruptedException, CaseEnded {
    before(() -> exchangeInit(talk, device));
  }

  private static void exchangeInit(Talk talk, Role device) throws InterruptedException, CaseEnded {
    if (device == Role.CLIENT) {
      talk.needNext("00 00", Said::isCmi);
      talk.send(ShipBytes.CMI);
    } else {
      talk.send(ShipBytes.CMI);
      talk.needNext("00 00", Said::isCmi);
    }
  }

  /** PRE Hello_Completed. */
  public static Talk helloCompleted(Bench bench, Role device)
      throws InterruptedException, CaseEnded {
    return helloCompleted(bench.open(device), device);
  }

  /** The same from an open WebSocket on. */
  public static Talk helloCompleted(Talk talk, Role device) throws InterruptedException, CaseEnded {
    before(
        () -> {
          exchangeInit(talk, device);
          talk.need("hello ready", said -> said.isHello("ready"));
          talk.send(ShipBytes.HELLO_READY);
        });
    return talk;
  }

  /**
   * PRE Protocol_Handshake_Completed: announceMax, select, select; no PIN state of the tool yet.
   */
  public static Talk protocolCompleted(Bench bench, Role device)
      throws InterruptedException, CaseEnded {
    return protocolCompleted(bench, device, bench.newIdentity());
  }

  private static Talk protocolCompleted(Bench bench, Role device, RawIdentity identity)
      throws InterruptedException, CaseEnded {
    return protocolCompleted(bench.open(device, identity), device);
  }

  /** The same from an open WebSocket on. */
  public static Talk protocolCompleted(Talk talk, Role device)
      throws InterruptedException, CaseEnded {
    helloCompleted(talk, device);
    before(() -> negotiate(talk, device));
    return talk;
  }

  private static void negotiate(Talk talk, Role device) throws InterruptedException, CaseEnded {
    if (device == Role.SERVER) {
      talk.send(ShipBytes.ANNOUNCE_MAX);
      talk.need("select", said -> said.protocol("select").isPresent());
      talk.send(ShipBytes.SELECT);
    } else {
      talk.need("announceMax", said -> said.protocol("announceMax").isPresent());
      talk.send(ShipBytes.SELECT);
      talk.need("select", said -> said.protocol("select").isPresent());
    }
  }

  /**
   * PIN states exchanged: data exchange, with the device's own access methods request unanswered.
   */
  public static Talk dataExchange(Bench bench, Role device) throws InterruptedException, CaseEnded {
    return dataExchange(bench, device, bench.newIdentity());
  }

  private static Talk dataExchange(Bench bench, Role device, RawIdentity identity)
      throws InterruptedException, CaseEnded {
    Talk talk = protocolCompleted(bench, device, identity);
    before(() -> pin(talk));
    return talk;
  }

  /** From hello to data exchange; what goes wrong is a fault. */
  public static void toDataExchange(Talk talk, Role device) throws InterruptedException, CaseEnded {
    negotiate(talk, device);
    pin(talk);
  }

  private static void pin(Talk talk) throws InterruptedException, CaseEnded {
    talk.send(ShipBytes.PIN_NONE);
    talk.need("PIN state none", said -> said.pinState().filter("none"::equals).isPresent());
  }

  /** PRE ConnectionEstablished: access methods asked and answered in both directions. */
  public static Talk established(Bench bench, Role device) throws InterruptedException, CaseEnded {
    return established(bench, device, bench.newIdentity());
  }

  /** The same with this identity. */
  public static Talk established(Bench bench, Role device, RawIdentity identity)
      throws InterruptedException, CaseEnded {
    return established(bench, bench.open(device, identity), device);
  }

  /** The same from an open WebSocket on. */
  public static Talk established(Bench bench, Talk talk, Role device)
      throws InterruptedException, CaseEnded {
    protocolCompleted(talk, device);
    before(() -> pin(talk));
    before(
        () -> {
          talk.send(ShipBytes.ACCESS_REQUEST);
          talk.need("access methods", said -> said.accessMethods().isPresent());
          boolean asks = bench.declared().isYes("PAR_queryAccessMethods");
          Optional<Said> asked = talk.await(Said::isAccessRequest, asks ? Talk.USUAL : NO_QUESTION);
          if (asks && asked.isEmpty()) {
            throw CaseEnded.fault("no access methods request of the device");
          }
          asked.ifPresent(_ -> answer(talk));
        });
    return talk;
  }

  /** Answers the device's access methods request. */
  public static void answer(Talk talk) {
    talk.send(ShipBytes.accessMethods(TOOL_ID));
  }

  private static void before(Way way) throws InterruptedException, CaseEnded {
    try {
      way.go();
    } catch (CaseEnded ended) {
      throw ended.asPrecondition();
    }
  }
}
