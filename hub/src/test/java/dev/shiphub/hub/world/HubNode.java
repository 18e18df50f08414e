package dev.shiphub.hub.world;

import dev.shiphub.hub.core.HubEvent;
import dev.shiphub.hub.core.Request;
import dev.shiphub.hub.core.StoredState;
import dev.shiphub.hub.core.TrustRecord;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.ServiceRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A hub: the real core, sessions and handshakes, with threads, disk and network of this world. */
final class HubNode implements Node {
  static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  private final Parts parts;
  private final Ski ski;
  private final Host host;
  private StoredState disk;
  private boolean isDiskBroken;
  private boolean isCalm;
  private int life;
  private Optional<HubLife> run = Optional.empty();

  /** What it is made of. */
  record Parts(Network network, SplittableRandom random, Figures figures, Story story) {}

  /**
   * A hub that does not run yet.
   *
   * @param trusted whom it trusts at first
   */
  HubNode(Parts parts, String name, Ski ski, List<Ski> trusted) {
    this.parts = parts;
    this.ski = ski;
    host = new Host(name);
    disk = new StoredState(trusted.stream().map(HubNode::trust).toList(), List.of());
  }

  private static TrustRecord trust(Ski ski) {
    return new TrustRecord(
        ski, Optional.empty(), TrustRecord.Origin.USER_INPUT, 64, Calendar.START);
  }

  @Override
  public Ski ski() {
    return ski;
  }

  @Override
  public Host host() {
    return host;
  }

  @Override
  public int life() {
    return life;
  }

  @Override
  public boolean isUp() {
    return run.filter(HubLife::isUp).isPresent();
  }

  @Override
  public void boot() {
    if (run.isEmpty()) {
      life++;
      HubLife begun = new HubLife(this, parts, disk);
      run = Optional.of(begun);
      begun.start();
    }
  }

  @Override
  public void die(boolean isDark) {
    host.dark(isDark);
    parts.network().bury(this);
    run.ifPresent(HubLife::die);
    run = Optional.empty();
  }

  @Override
  public void authenticated(Ski peer) {
    run.filter(running -> running.isDialling(peer))
        .ifPresent(running -> running.happens(new HubEvent.PeerAuthenticated(peer)));
  }

  @Override
  public void arrived(End end) {
    run.ifPresentOrElse(running -> running.opened(end), () -> end.cut("nobody is here"));
  }

  @Override
  public void sees(ServiceRecord service) {
    run.ifPresent(running -> running.happens(new HubEvent.ServiceSeen(service)));
  }

  @Override
  public void misses(Ski gone, String instance) {
    run.ifPresent(running -> running.happens(new HubEvent.ServiceGone(gone, instance)));
  }

  /** Its own network has changed. */
  void moved() {
    run.ifPresent(running -> running.happens(new HubEvent.NetworkChanged()));
  }

  void ask(Request request) {
    run.ifPresent(running -> running.ask(request));
  }

  /** It has stopped in an orderly way. */
  void ended() {
    run = Optional.empty();
    parts.network().bury(this);
  }

  boolean isDiskBroken() {
    return isDiskBroken;
  }

  void write(StoredState state) {
    disk = state;
  }

  void breakDisk(boolean isBroken) {
    isDiskBroken = isBroken;
  }

  /** From now on no connection grows so old that another one is wanted. */
  void calm() {
    isCalm = true;
  }

  boolean isCalm() {
    return isCalm;
  }

  /** Stops in an orderly way. */
  void stop() {
    run.ifPresent(HubLife::stop);
  }

  @Override
  public boolean isRunning() {
    return run.isPresent();
  }

  void check() {
    run.ifPresent(HubLife::check);
  }

  /** The session that its application knows of, if the end that carries it is open. */
  Optional<End> session(Ski device) {
    return run.flatMap(running -> running.session(device));
  }

  boolean trusts(Ski device) {
    return disk.trusted().stream().anyMatch(record -> record.ski().equals(device));
  }

  /** Whether the one who is told of it can send to the device. */
  void send(Ski device) {
    run.ifPresent(running -> running.send(device));
  }
}
