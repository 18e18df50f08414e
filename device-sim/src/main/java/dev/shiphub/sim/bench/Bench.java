package dev.shiphub.sim.bench;

import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.sim.raw.ForgedCertificate;
import dev.shiphub.sim.raw.Opened;
import dev.shiphub.sim.raw.RawDial;
import dev.shiphub.sim.raw.RawDoor;
import dev.shiphub.sim.raw.RawIdentity;
import dev.shiphub.sim.raw.Transcript;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What one run of a case works with: identities of its own, connections in both directions, and
 * their cleaning up. Belongs to the thread of its case.
 */
public final class Bench implements AutoCloseable {
  /** A device may take its time to dial (TC_SHIP_ROLE_003 gives it so long). */
  public static final Duration DIALS_WITHIN = Duration.ofMinutes(5);

  private static final Duration STEP = Duration.ofSeconds(10);
  private static final int MOST_KEYS = 2_000;

  private final Lab lab;
  private final Optional<InetAddress> from;
  private final Transcript transcript;
  private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();
  private final List<Ski> trusted = new ArrayList<>();

  /** One whose dials come from the usual address. */
  public Bench(Lab lab) {
    this(lab, Optional.empty());
  }

  /**
   * @param from the address that it dials from; empty for the usual one
   */
  public Bench(Lab lab, Optional<InetAddress> from) {
    this(lab, from, new Transcript(lab.clock()));
  }

  private Bench(Lab lab, Optional<InetAddress> from, Transcript transcript) {
    this.lab = lab;
    this.from = from;
    this.transcript = transcript;
  }

  /** The same tool at another device; closed with this one. */
  public Bench at(Lab other) {
    return keep(new Bench(other, from, transcript));
  }

  /** What all runs share. */
  public Lab lab() {
    return lab;
  }

  /** What has happened so far. */
  public Transcript transcript() {
    return transcript;
  }

  /** The parameter sheet of the device. */
  public Declarations declared() {
    return lab.declarations();
  }

  /** An honest one, with a key of its own. */
  public RawIdentity newIdentity() {
    return RawIdentity.of(
        LocalIdentity.generate("conformance", lab.wall().instant(), lab.random()));
  }

  /** TestTool_Smaller_SKI. */
  public RawIdentity newSmallerIdentity() throws CaseEnded {
    for (int tries = 0; tries < MOST_KEYS; tries++) {
      RawIdentity identity = newIdentity();
      if (lab.target().ski().isBiggerThan(identity.shown())) {
        return identity;
      }
    }
    throw CaseEnded.unmet("no key found whose SKI is smaller than that of the device");
  }

  /** TestTool_SpoofedCertificate. */
  public RawIdentity newForgery(Ski claim) {
    return ForgedCertificate.claiming(claim, lab.wall().instant(), lab.random());
  }

  /** Mutual_Trust. */
  public void trust(RawIdentity identity) throws InterruptedException, CaseEnded {
    transcript.add("device is told to trust " + identity.shown());
    unmet(lab.control().trust(identity.shown()));
    trusted.add(identity.shown());
  }

  /** Withdraws the trust in the device. */
  public void untrust(RawIdentity identity) throws InterruptedException, CaseEnded {
    transcript.add("device is told to trust no longer " + identity.shown());
    unmet(lab.control().untrust(identity.shown()));
    trusted.remove(identity.shown());
  }

  private static void unmet(Optional<String> trouble) throws CaseEnded {
    if (trouble.isPresent()) {
      throw CaseEnded.unmet(trouble.get());
    }
  }

  /** Dials the device; whatever comes of it. */
  public Opened dial(RawIdentity identity) {
    transcript.add("tool dials as " + identity.shown().brief());
    return dial(dialling(identity));
  }

  /** Dials the device in another way than usual. */
  public Opened dial(RawDial dial) {
    return noted(dial.open(lab.target().address(), lab.target().path()));
  }

  /** How an identity dials and listens usually. */
  public RawDial dialling(RawIdentity identity) {
    return new RawDial(identity, STEP, lab.clock()).from(from);
  }

  private Opened noted(Opened opened) {
    switch (opened) {
      case Opened.Up(var link) -> open.add(link);
      case Opened.TlsEnded(_, String why, _) -> transcript.add("TLS ended: " + why);
      case Opened.NotUpgraded(_, String why) -> transcript.add("not upgraded: " + why);
      case Opened.NoAnswer(String why) -> transcript.add("no answer: " + why);
    }
    return opened;
  }

  /** Listens, and tells the device where. */
  public RawDoor listen(RawIdentity identity, Runnable onTcp)
      throws InterruptedException, CaseEnded {
    return listen(identity.shown(), dialling(identity), onTcp);
  }

  /** Listens in another way than usual, where the device shall find this SKI. */
  public RawDoor listen(Ski ski, RawDial dial, Runnable onTcp)
      throws InterruptedException, CaseEnded {
    try {
      RawDoor door = RawDoor.open(lab.target().own(), dial, onTcp);
      open.add(door);
      String host = lab.target().own().getHostAddress();
      transcript.add("tool listens at " + host + ":" + door.port() + " for " + ski.brief());
      unmet(lab.control().peer(ski, host, door.port()));
      return door;
    } catch (IOException notOpened) {
      throw CaseEnded.unmet("no port to listen at: " + notOpened.getMessage());
    }
  }

  /**
   * What becomes of the next dial of the device; a device that does not dial leaves the case open.
   */
  public Opened dialled(RawDoor door) throws InterruptedException, CaseEnded {
    Optional<Opened> opened = door.next(DIALS_WITHIN);
    if (opened.isEmpty()) {
      throw CaseEnded.unmet("the device did not dial within " + Talk.seconds(DIALS_WITHIN));
    }
    return noted(opened.get());
  }

  /** An attempt that must have become a WebSocket. */
  public Talk talk(String name, Opened opened) throws CaseEnded {
    return switch (opened) {
      case Opened.Up(var link) -> new Talk(name, link, transcript, lab.clock());
      case Opened.TlsEnded(_, String why, _) ->
          throw CaseEnded.unmet("the device ended the TLS handshake: " + why);
      case Opened.NotUpgraded(_, String why) -> throw CaseEnded.unmet(why);
      case Opened.NoAnswer(String why) -> throw CaseEnded.unmet(why);
    };
  }

  /** A trusted identity with an open WebSocket, the device in that role: PRE TLS_Established. */
  public Talk open(Role device) throws InterruptedException, CaseEnded {
    return open(device, newIdentity());
  }

  /** The same with this identity. */
  public Talk open(Role device, RawIdentity identity) throws InterruptedException, CaseEnded {
    trust(identity);
    if (device == Role.SERVER) {
      return talk("", dial(identity));
    }
    RawDoor door = listen(identity, () -> {});
    Talk talk = talk("", dialled(door));
    door.close();
    return talk;
  }

  /** The link to the device's host, for multicast DNS. */
  public NetworkInterface link() throws CaseEnded {
    try {
      NetworkInterface found = NetworkInterface.getByInetAddress(lab.target().own());
      if (found != null) {
        return found;
      }
    } catch (IOException unknown) {
      throw CaseEnded.unmet("no network interface: " + unknown.getMessage());
    }
    throw CaseEnded.unmet("no network interface has the address " + lab.target().own());
  }

  /** Closes it with everything else. */
  public <T extends AutoCloseable> T keep(T opened) {
    open.add(opened);
    return opened;
  }

  @Override
  public void close() {
    for (AutoCloseable each : open) {
      try {
        each.close();
      } catch (Exception gone) {
        transcript.add("not closed: " + gone.getMessage());
      }
    }
    for (Ski ski : trusted) {
      try {
        Optional<String> trouble =
            lab.control().exists() ? lab.control().untrust(ski) : Optional.empty();
        trouble.ifPresent(transcript::add);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
