package dev.shiphub.hub.world;

import dev.shiphub.hub.core.Request;
import dev.shiphub.hub.core.TrustRecord;
import dev.shiphub.ship.Ski;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Hubs and devices of a home in virtual time: they find, dial and lose each other, while things go
 * wrong. The same seed and plan give the same story.
 */
final class World {
  /** Two nodes that are left in peace agree within this. */
  private static final Duration SETTLE_LIMIT = Duration.ofMinutes(5);

  /** And then nothing changes any more. */
  private static final Duration REST = Duration.ofSeconds(130);

  private static final List<PeerRule> RULES = List.of(PeerRule.values());

  private final SplittableRandom random;
  private final Calendar calendar;
  private final Network network;
  private final Air air;
  private final Figures figures = new Figures();
  private final Story story;
  private final List<HubNode> hubs = new ArrayList<>();
  private final List<DeviceNode> devices = new ArrayList<>();
  private boolean isOver;

  /** The world of a seed. */
  World(long seed) {
    this(seed, false);
  }

  /**
   * The world of a seed.
   *
   * @param isTold whether its story is kept
   */
  World(long seed, boolean isTold) {
    random = new SplittableRandom(seed);
    calendar = new Calendar(random.split());
    story = new Story(calendar, isTold);
    Network.Pace pace = random.nextInt(3) == 0 ? Network.Pace.SLOW : Network.Pace.LAN;
    network = new Network(calendar, random.split(), pace);
    air = new Air(network);
    populate();
  }

  private void populate() {
    int hubCount = random.nextInt(4) == 0 ? 2 : 1;
    int deviceCount = random.nextInt(1, 4);
    List<Ski> hubSkis = new ArrayList<>();
    for (int i = 0; i < hubCount; i++) {
      hubSkis.add(ski());
    }
    for (int i = 0; i < deviceCount; i++) {
      PeerRule rule = RULES.get(random.nextInt(RULES.size()));
      boolean dials = random.nextInt(6) > 0;
      DeviceNode device =
          new DeviceNode(network, random.split(), "device-" + i + "-" + rule, ski(), rule, dials);
      devices.add(device);
      hubSkis.forEach(hub -> device.trust(hub, true));
    }
    for (Ski ski : hubSkis) {
      List<Ski> others = new ArrayList<>(devices.stream().map(DeviceNode::ski).toList());
      hubSkis.stream().filter(hub -> !hub.equals(ski)).forEach(others::add);
      HubNode.Parts parts = new HubNode.Parts(network, random.split(), figures, story);
      hubs.add(new HubNode(parts, "hub-" + hubs.size(), ski, others));
    }
    for (Node node : nodes()) {
      network.add(node);
      air.add(node);
    }
  }

  private Ski ski() {
    return new Ski("%016x%024d".formatted(random.nextLong(), 0));
  }

  private List<Node> nodes() {
    List<Node> nodes = new ArrayList<>(hubs);
    nodes.addAll(devices);
    return nodes;
  }

  /** What goes wrong in the world of this seed. */
  static List<Action> plan(long seed) {
    return Action.plan(new SplittableRandom(~seed));
  }

  Story story() {
    return story;
  }

  // ---- the story

  /**
   * Lets it all happen.
   *
   * @throws Broken if a promise did not hold
   */
  Figures run(List<Action> plan) {
    nodes().forEach(this::start);
    chatter();
    plan.forEach(action -> calendar.at(Calendar.START.plus(action.at()), () -> act(action)));
    Duration end = plan.isEmpty() ? Duration.ofSeconds(30) : plan.getLast().at().plusSeconds(1);
    live(end);
    calm();
    settle();
    stop();
    figures.count("events", calendar.happened());
    figures.count("virtual seconds", calendar.passed().toSeconds());
    return figures;
  }

  private void start(Node node) {
    calendar.in(
        Duration.ofMillis(random.nextInt(3_000)),
        () -> {
          node.boot();
          air.announce(node);
        });
  }

  private void live(Duration until) {
    while (calendar.step(until)) {
      hubs.forEach(HubNode::check);
    }
  }

  /** Every pair of nodes talks now and then. */
  private void chatter() {
    calendar.in(
        Duration.ofMillis(random.nextInt(1_000, 15_000)),
        () -> {
          for (HubNode hub : hubs) {
            others(hub).forEach(other -> hub.send(other.ski()));
            devices.forEach(device -> device.send(hub.ski()));
          }
          chatter();
        });
  }

  private List<Node> others(HubNode hub) {
    return nodes().stream().filter(node -> node != hub).toList();
  }

  private void act(Action action) {
    List<Node> nodes = nodes();
    Node node = nodes.get(action.node() % nodes.size());
    Node other =
        nodes.get((action.node() + 1 + action.other() % (nodes.size() - 1)) % nodes.size());
    HubNode hub = hubs.get(action.node() % hubs.size());
    DeviceNode device = devices.get(action.other() % devices.size());
    figures.count("fault " + action.kind());
    story.tell(
        () ->
            "*** "
                + action.kind()
                + " of "
                + node.host()
                + ", "
                + other.host()
                + ", "
                + hub.host()
                + " or "
                + device.host()
                + " for "
                + action.length().toMillis()
                + " ms");
    switch (action.kind()) {
      case KILL -> die(node, false, action.length());
      case POWER_CUT -> die(node, true, action.length());
      case PARTITION -> {
        network.cut(node.host(), other.host());
        calendar.in(action.length(), () -> heal(node, other));
      }
      case RESET -> {
        for (Cable cable : network.whole(node.ski(), other.ski())) {
          cable.client.breaks();
          cable.server.breaks();
        }
      }
      case STALL -> {
        device.host().stall(true);
        calendar.in(action.length(), () -> wake(device));
      }
      case FLAP -> {
        air.withdraw(node);
        calendar.in(action.length(), () -> announce(node));
      }
      case MOVE -> {
        node.host().move();
        hubs.stream().filter(moved -> moved.ski().equals(node.ski())).forEach(HubNode::moved);
        calendar.in(Duration.ofMillis(10), () -> announce(node));
      }
      case PAIR -> pair(hub, device);
      case UNPAIR -> hub.ask(new Request.Unpair(device.ski()));
      case REGRET -> regret(hub, device);
      case DISCONNECT -> hub.ask(new Request.Disconnect(device.ski()));
      case DISTRUST -> {
        device.trust(hub.ski(), false);
        calendar.in(action.length(), () -> device.trust(hub.ski(), true));
      }
      case STOP -> stopAndStart(hub, action.length());
      case WINDOW -> hub.ask(new Request.OpenWindow(action.length(), action.other() % 2 == 0));
      case DISK -> {
        hub.breakDisk(true);
        calendar.in(action.length(), () -> hub.breakDisk(false));
      }
    }
  }

  private void die(Node node, boolean isDark, Duration length) {
    if (node.isUp()) {
      node.die(isDark);
      calendar.in(length, () -> boot(node));
    }
  }

  private void boot(Node node) {
    if (isOver) {
      return;
    }
    node.host().dark(false);
    node.boot();
    air.announce(node);
  }

  private void announce(Node node) {
    if (node.isUp()) {
      air.announce(node);
    }
  }

  private void heal(Node one, Node other) {
    network.heal(one.host(), other.host());
    announce(one);
  }

  private void wake(Node node) {
    node.host().stall(false);
    network.retry();
  }

  private void stopAndStart(HubNode hub, Duration pause) {
    if (hub.isUp()) {
      int life = hub.life();
      hub.stop();
      air.withdraw(hub);
      Duration limit = HubNode.STOP_TIMEOUT.plusMillis(600);
      calendar.in(limit, () -> mustHaveStopped(hub, life));
      calendar.in(limit.plus(pause), () -> boot(hub));
    }
  }

  private static void mustHaveStopped(HubNode hub, int life) {
    if (hub.isRunning() && hub.life() == life) {
      throw new Broken(5, "the stop takes longer than it may");
    }
  }

  private static void pair(HubNode hub, Node device) {
    hub.ask(new Request.Pair(device.ski(), TrustRecord.Origin.USER_INPUT, Calendar.START));
  }

  private void regret(HubNode hub, Node device) {
    hub.ask(new Request.Unpair(device.ski()));
    calendar.in(
        Duration.ofMillis(200),
        () -> {
          pair(hub, device);
          calendar.in(
              Duration.ofMillis(random.nextInt(60)),
              () -> hub.ask(new Request.Unpair(device.ski())));
        });
  }

  // ---- the end of the story

  /** Whatever was broken works again, and everybody trusts everybody. */
  private void calm() {
    // A stop under way has its time.
    live(calendar.passed().plusSeconds(6));
    for (Node one : nodes()) {
      for (Node other : nodes()) {
        network.heal(one.host(), other.host());
      }
      one.host().stall(false);
      one.host().dark(false);
    }
    hubs.forEach(hub -> hub.breakDisk(false));
    hubs.forEach(HubNode::calm);
    nodes().forEach(this::boot);
    network.retry();
    for (HubNode hub : hubs) {
      devices.forEach(device -> device.trust(hub.ski(), true));
      others(hub).forEach(other -> pair(hub, other));
    }
  }

  private void settle() {
    Duration begun = calendar.passed();
    Duration limit = begun.plus(SETTLE_LIMIT);
    Optional<String> open = disagreement();
    Duration agreed = begun;
    while (calendar.passed().compareTo(agreed.plus(REST)) < 0) {
      live(calendar.passed().plusMillis(500));
      open = disagreement();
      if (open.isPresent()) {
        agreed = calendar.passed();
      }
      if (agreed.compareTo(limit) > 0) {
        throw new Broken(7, open.orElse("it never rests"));
      }
    }
    figures.settled(agreed.minus(begun));
    hubs.forEach(hub -> hub.ask(new Request.Look()));
    live(calendar.passed().plusSeconds(1));
  }

  /** What keeps the nodes from being at rest, each pair on one common connection. */
  private Optional<String> disagreement() {
    for (HubNode hub : hubs) {
      for (Node other : others(hub)) {
        List<Cable> whole = network.whole(hub.ski(), other.ski());
        Optional<Cable> mine = hub.session(other.ski()).map(End::cable);
        Optional<Cable> theirs = session(other, hub).map(End::cable);
        if (whole.size() != 1 || !mine.equals(theirs) || mine.isEmpty()) {
          return Optional.of(
              hub.host()
                  + " and "
                  + other.host()
                  + " have "
                  + whole.size()
                  + " connections, sessions "
                  + mine.isPresent()
                  + " and "
                  + theirs.isPresent());
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<End> session(Node node, HubNode hub) {
    return switch (node) {
      case HubNode otherHub -> otherHub.session(hub.ski());
      case DeviceNode device -> device.session(hub.ski());
      default -> Optional.empty();
    };
  }

  private void stop() {
    isOver = true;
    for (HubNode hub : hubs) {
      hub.stop();
    }
    live(calendar.passed().plus(HubNode.STOP_TIMEOUT).plusMillis(600));
    for (HubNode hub : hubs) {
      mustHaveStopped(hub, hub.life());
    }
  }
}
