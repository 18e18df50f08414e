package dev.shiphub.hub.cli;

import dev.shiphub.ship.json.JsonObjectBuilder;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Starts the daemon and simulated devices, pairs them, and tells how long each takes to connect.
 *
 * <p>One thread decides; others only tell it what they hear.
 */
final class Demo {
  private static final int MOST_NEWS = 10_000;
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration GRACE = Duration.ofSeconds(6);

  /** Registering takes JmDNS 4 s; a slow machine may take twice that. */
  private static final Duration MULTICAST = Duration.ofSeconds(15);

  private final DemoOptions options;
  private final Console console;
  private final DemoScreen screen;
  private final DemoBoard board;
  private final BlockingQueue<DemoNews> news = new LinkedBlockingQueue<>(MOST_NEWS);
  private final Instant startedAt;
  private Optional<DemoHub> hub = Optional.empty();
  private boolean isReported;

  Demo(DemoOptions options, Console console) {
    this(options, console, MULTICAST);
  }

  /**
   * @param multicast how long to hope for multicast DNS
   */
  Demo(DemoOptions options, Console console, Duration multicast) {
    this.options = options;
    this.console = console;
    screen = new DemoScreen(console);
    board = new DemoBoard(options.devices(), multicast);
    startedAt = console.clock().instant();
  }

  /**
   * Runs to the end.
   *
   * @return the exit code
   */
  int run() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("shiphub-demo-");
    Children children = new Children(folder, GRACE, console.clock());
    Thread hook = DemoThreads.atExit(children::close);
    Runtime.getRuntime().addShutdownHook(hook);
    try (children) {
      DemoProcesses processes = new DemoProcesses(options.launcher(), folder, children, this::tell);
      screen.say("starting the daemon; its state is in " + folder);
      processes.startDaemon();
      return loop(processes);
    } finally {
      if (!isExiting(hook)) {
        screen.say("all processes are stopped");
      }
    }
  }

  private static boolean isExiting(Thread hook) {
    try {
      return !Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException exiting) {
      return true;
    }
  }

  /** Any thread. */
  private void tell(DemoNews item) {
    try {
      news.put(item);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  private int loop(DemoProcesses processes) throws IOException, InterruptedException {
    Optional<Integer> code = Optional.empty();
    while (code.isEmpty()) {
      DemoNews next = news.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
      if (processes.children().isClosing()) {
        return ExitCode.DONE;
      }
      code = next == null ? Optional.empty() : take(next, processes);
      code = code.or(this::decide);
      if (code.isEmpty()) {
        screen.draw(board.devices());
      }
    }
    return code.get();
  }

  private Optional<Integer> take(DemoNews item, DemoProcesses processes) throws IOException {
    switch (item) {
      case DemoNews.Line(int child, Doc doc) when doc.text("event").equals("listening") -> {
        if (child == DemoProcesses.DAEMON) {
          daemonListens(doc, processes);
        } else {
          deviceListens(child - 1, doc);
        }
      }
      case DemoNews.Line _ -> {}
      case DemoNews.Happened(Doc event) -> board.happened(event).ifPresent(screen::moved);
      case DemoNews.Ended(int child, int code) when child == DemoProcesses.DAEMON -> {
        return Optional.of(failed("the daemon " + processes.end(child, code)));
      }
      case DemoNews.Ended(int child, int code) -> {
        board.died(child - 1, "its process " + processes.end(child, code), sinceHub());
        screen.moved(board.devices().get(child - 1));
      }
      case DemoNews.FeedBroken(String why) -> {
        return Optional.of(failed("the daemon's events have ended: " + why));
      }
    }
    return Optional.empty();
  }

  private void daemonListens(Doc line, DemoProcesses processes) throws IOException {
    AdminClient client =
        new AdminClient(new AdminAddress("127.0.0.1", (int) line.number("adminPort")));
    hub = Optional.of(new DemoHub(line.text("ski"), client, console.clock().instant()));
    board.daemonListening(line.number("steadyMs"));
    screen.say(
        "the daemon listens on port %s, its admin API on %s"
            .formatted(line.text("shipPort"), client.address()));
    DemoThreads.start("events", () -> follow(client));
    for (int at = 0; at < board.devices().size(); at++) {
      processes.startDevice(at, line.text("ski"));
    }
  }

  private void follow(AdminClient client) {
    try (EventReader events = client.follow(0)) {
      for (var event = events.next(); event.isPresent(); event = events.next()) {
        tell(new DemoNews.Happened(new Doc(event.get())));
      }
      tell(new DemoNews.FeedBroken("the daemon has closed the connection"));
    } catch (IOException broken) {
      tell(new DemoNews.FeedBroken(String.valueOf(broken.getMessage())));
    }
  }

  private void deviceListens(int at, Doc line) {
    String ski = line.text("ski");
    board.deviceListening(at, ski, (int) line.number("port"), sinceHub());
    DemoDevice device = board.devices().get(at);
    hub.orElseThrow().refusal(it -> it.post("/devices/" + ski + "/pair")).ifPresent(device::failed);
    screen.moved(device);
  }

  private Duration sinceHub() {
    Instant from = hub.map(DemoHub::listeningAt).orElse(startedAt);
    return Duration.between(from, console.clock().instant());
  }

  /** What follows from how things stand; the exit code if it is the end. */
  private Optional<Integer> decide() {
    if (hub.isEmpty()) {
      return sinceHub().compareTo(START) < 0
          ? Optional.empty()
          : Optional.of(failed("the daemon did not listen within " + START.toSeconds() + " s"));
    }
    if (board.giveMulticastUp(sinceHub())) {
      tellAddresses(hub.get());
    }
    boolean isOver = board.isSettled() || sinceHub().compareTo(options.timeout()) >= 0;
    if (!isOver || isReported) {
      return Optional.empty();
    }
    isReported = true;
    int code = report(hub.get());
    return options.isOnce() ? Optional.of(code) : Optional.empty();
  }

  private void tellAddresses(DemoHub daemon) {
    screen.say("multicast DNS does not work here: no device was seen; the hub is told addresses");
    daemon.discovery().forEach(line -> screen.say("  " + line));
    for (DemoDevice device : board.devices()) {
      if (device.ski().isPresent()) {
        JsonObjectBuilder peer =
            JsonValue.object()
                .put("ski", device.ski().get())
                .put("host", "127.0.0.1")
                .put("port", device.port());
        device.addressTold(sinceHub());
        daemon.refusal(it -> it.post("/peers", peer.build())).ifPresent(device::failed);
        screen.moved(device);
      }
    }
  }

  /** Prints the result; returns the exit code that it means. */
  private int report(DemoHub daemon) {
    for (DemoDevice device : board.devices()) {
      if (!device.isConnected() && !device.isDead()) {
        device.ski().flatMap(daemon::because).ifPresent(device::failed);
      }
    }
    screen.table(board.devices()).forEach(screen::say);
    if (options.isJson()) {
      console.out().println(JsonWriter.COMPACT.text(DemoReport.of(daemon.ski(), board.devices())));
      console.out().flush();
    }
    if (!options.isOnce()) {
      screen.say("Ctrl-C ends the demo; look around with --admin " + daemon.address());
    }
    return board.isComplete() ? ExitCode.DONE : failed(missing());
  }

  private String missing() {
    List<DemoDevice> missing =
        board.devices().stream().filter(device -> !device.isConnected()).toList();
    return missing.size()
        + " of "
        + board.devices().size()
        + " devices are not connected: "
        + String.join(", ", missing.stream().map(DemoDevice::name).toList());
  }

  private int failed(String why) {
    screen.say("shiphub: " + why);
    return ExitCode.FAILED;
  }
}
