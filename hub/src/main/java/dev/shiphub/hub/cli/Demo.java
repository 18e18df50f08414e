package dev.shiphub.hub.cli;

import dev.shiphub.ship.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Starts the daemon and simulated devices, pairs them, and tells how long each takes to connect;
 * with a cast for it, goes on a tour.
 *
 * <p>One thread decides; others only tell it what they hear.
 */
final class Demo implements DemoStage.Audience {
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration GRACE = Duration.ofSeconds(6);

  /** Registering takes JmDNS 4 s; a slow machine may take twice that. */
  private static final Duration MULTICAST = Duration.ofSeconds(15);

  private final DemoOptions options;
  private final Console console;
  private final DemoScreen screen;
  private final DemoBoard board;
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
      DemoFeed feed = new DemoFeed();
      DemoProcesses processes =
          new DemoProcesses(options.launcher(), folder, children, feed::tell, options.roles());
      screen.say("starting the daemon; its state is in " + folder);
      processes.startDaemon();
      return loop(new DemoStage(processes, feed, board, this, console));
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

  @Override
  public void listens(DemoHub hub) {
    screen.say(
        "the daemon listens on port %d, its admin API on %s".formatted(hub.port(), hub.address()));
  }

  /** The tour shows by itself what becomes of devices. */
  @Override
  public void moved(DemoDevice device) {
    if (!isReported) {
      screen.moved(device);
    }
  }

  private int loop(DemoStage stage) throws IOException, InterruptedException {
    Optional<Integer> code = Optional.empty();
    while (code.isEmpty()) {
      stage.next(TICK);
      if (stage.isClosing()) {
        return ExitCode.DONE;
      }
      code = stage.trouble().isPresent() ? stage.trouble().map(this::failed) : decide(stage);
      if (code.isEmpty()) {
        screen.draw(board.devices());
      }
    }
    return code.get();
  }

  /** What follows from how things stand; the exit code if it is the end. */
  private Optional<Integer> decide(DemoStage stage) throws IOException, InterruptedException {
    Optional<DemoHub> hub = stage.hub();
    if (hub.isEmpty()) {
      return stage.now().compareTo(START) < 0
          ? Optional.empty()
          : Optional.of(failed("the daemon did not listen within " + START.toSeconds() + " s"));
    }
    if (board.giveMulticastUp(stage.now())) {
      screen.say("multicast DNS does not work here: no device was seen; the hub is told addresses");
      hub.get().discovery().forEach(line -> screen.say("  " + line));
      stage.tellAddresses();
    }
    boolean isOver = board.isSettled() || stage.now().compareTo(options.timeout()) >= 0;
    if (!isOver || isReported) {
      return Optional.empty();
    }
    isReported = true;
    int code = conclude(hub.get(), stage);
    return options.isOnce() ? Optional.of(code) : Optional.empty();
  }

  /** Reports, and goes on the tour; returns the exit code that both mean. */
  private int conclude(DemoHub hub, DemoStage stage) throws IOException, InterruptedException {
    report(hub);
    Optional<String> fault = board.isComplete() ? tour(stage) : Optional.of(missing());
    if (!options.isOnce()) {
      screen.say("Ctrl-C ends the demo; look around with --admin " + hub.address());
    }
    return fault.map(this::failed).orElse(ExitCode.DONE);
  }

  private void report(DemoHub hub) {
    for (DemoDevice device : board.devices()) {
      if (!device.isConnected() && !device.isDead()) {
        device.ski().flatMap(hub::because).ifPresent(device::failed);
      }
    }
    screen.table(board.devices()).forEach(screen::say);
    if (options.isJson()) {
      console.out().println(JsonWriter.COMPACT.text(DemoReport.of(hub.ski(), board.devices())));
      console.out().flush();
    }
  }

  /** Returns what did not come out; empty without a tour. */
  private Optional<String> tour(DemoStage stage) throws IOException, InterruptedException {
    if (options.cast().isEmpty()) {
      return Optional.empty();
    }
    TourPage page = new TourPage(screen, console, options.isJson());
    return new Tour(stage, page, options.timeout()).run(TourSteps.of(options.cast().get()));
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
