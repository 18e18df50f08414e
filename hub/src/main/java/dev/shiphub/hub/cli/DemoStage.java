package dev.shiphub.hub.cli;

import dev.shiphub.ship.json.JsonObjectBuilder;
import dev.shiphub.ship.json.JsonValue;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where the demo plays: the processes, the hub, and the board that follows from what is heard of
 * them. Owned by the demo's thread.
 */
final class DemoStage implements TourGround {
  /** Hears of what others see, too. The demo's thread. */
  interface Audience {
    /** The daemon listens. */
    void listens(DemoHub hub);

    /** A device has moved on. */
    void moved(DemoDevice device);
  }

  private final DemoProcesses processes;
  private final DemoFeed feed;
  private final DemoBoard board;
  private final Audience audience;
  private final Console console;
  private final Instant startedAt;
  private Optional<DemoHub> hub = Optional.empty();
  private Optional<String> trouble = Optional.empty();

  DemoStage(
      DemoProcesses processes, DemoFeed feed, DemoBoard board, Audience audience, Console console) {
    this.processes = processes;
    this.feed = feed;
    this.board = board;
    this.audience = audience;
    this.console = console;
    startedAt = console.clock().instant();
  }

  /** The daemon, once it listens. */
  Optional<DemoHub> hub() {
    return hub;
  }

  boolean isClosing() {
    return processes.children().isClosing();
  }

  @Override
  public Optional<String> trouble() {
    return isClosing() ? Optional.of("the demo is ending") : trouble;
  }

  @Override
  public Duration now() {
    Instant from = hub.map(DemoHub::listeningAt).orElse(startedAt);
    return Duration.between(from, console.clock().instant());
  }

  @Override
  public Optional<DemoNews> next(Duration patience) throws IOException, InterruptedException {
    Optional<DemoNews> item = feed.next(patience);
    if (item.isPresent() && !isClosing()) {
      take(item.get());
    }
    return item;
  }

  private void take(DemoNews item) throws IOException {
    switch (item) {
      case DemoNews.Line(int child, Doc doc) when doc.text("event").equals("listening") -> {
        if (child == DemoProcesses.DAEMON) {
          daemonListens(doc);
        } else {
          deviceListens(child - 1, doc);
        }
      }
      case DemoNews.Line _ -> {}
      case DemoNews.Happened(Doc event) -> board.happened(event).ifPresent(audience::moved);
      case DemoNews.Ended(int child, int code) when child == DemoProcesses.DAEMON ->
          trouble = Optional.of("the daemon " + processes.end(child, code));
      case DemoNews.Ended(int child, int code) -> {
        board.died(child - 1, "its process " + processes.end(child, code), now());
        audience.moved(device(child - 1));
      }
      case DemoNews.FeedBroken(String why) ->
          trouble = Optional.of("the daemon's events have ended: " + why);
    }
  }

  private void daemonListens(Doc line) throws IOException {
    int port = (int) line.number("adminPort");
    AdminClient client = new AdminClient(new AdminAddress(DemoHub.HOST, port));
    int shipPort = (int) line.number("shipPort");
    hub = Optional.of(new DemoHub(line.text("ski"), shipPort, client, console.clock().instant()));
    board.daemonListening(line.number("steadyMs"));
    audience.listens(hub.get());
    feed.follow(client);
    for (int at = 0; at < board.devices().size(); at++) {
      processes.startDevice(at, hub.get());
    }
  }

  /** A device that was started again is paired already. */
  private void deviceListens(int at, Doc line) {
    DemoDevice device = device(at);
    boolean isNew = device.ski().isEmpty();
    board.deviceListening(at, line.text("ski"), (int) line.number("port"), now());
    if (isNew) {
      ask(device, "pair").ifPresent(device::failed);
    }
    audience.moved(device);
  }

  /** Tells the hub where the devices are, which it cannot find out by itself. */
  void tellAddresses() {
    for (DemoDevice device : board.devices()) {
      if (device.ski().isPresent()) {
        JsonObjectBuilder peer =
            JsonValue.object()
                .put("ski", device.ski().get())
                .put("host", DemoHub.HOST)
                .put("port", device.port());
        device.addressTold(now());
        hub.orElseThrow().refusal(it -> it.post("/peers", peer.build())).ifPresent(device::failed);
        audience.moved(device);
      }
    }
  }

  @Override
  public void pause(Duration length) throws InterruptedException {
    console.pause().pause(length);
  }

  @Override
  public DemoDevice device(int at) {
    return board.devices().get(at);
  }

  @Override
  public void kill(int at) {
    processes.killDevice(at);
  }

  @Override
  public void startAgain(int at) throws IOException {
    processes.startDevice(at, hub.orElseThrow(), device(at).port());
  }

  @Override
  public void haveDial(int at) throws IOException {
    processes.type(at, "dial " + hub.orElseThrow().ski());
  }

  @Override
  public Optional<String> ask(DemoDevice device, String decision) {
    String path = "/devices/" + device.ski().orElseThrow() + "/" + decision;
    return hub.orElseThrow().refusal(it -> it.post(path));
  }

  @Override
  public Optional<String> openWindow() {
    return hub.orElseThrow().refusal(it -> it.post("/pairing-window"));
  }

  @Override
  public Doc look(DemoDevice device) {
    return hub.orElseThrow().view(device.ski().orElseThrow());
  }
}
