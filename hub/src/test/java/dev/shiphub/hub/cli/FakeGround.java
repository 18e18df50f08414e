package dev.shiphub.hub.cli;

import dev.shiphub.ship.json.JsonObjectBuilder;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Two devices and a hub that do what the test says. Its time passes only while nothing is heard.
 */
final class FakeGround implements TourGround {
  private final List<DemoDevice> devices = List.of(device("wallbox"), device("control-box"));
  private final Deque<DemoNews> news = new ArrayDeque<>();
  private final Map<String, Runnable> effects = new HashMap<>();
  private final List<String> calls = new ArrayList<>();
  private Duration now = Duration.ofSeconds(10);
  private Doc view = view("connected", "c1", 1);
  private Optional<String> refusal = Optional.empty();
  private Optional<String> trouble = Optional.empty();
  private boolean isMute;

  private static DemoDevice device(String name) {
    DemoDevice device = new DemoDevice(name);
    device.listening(FakeLauncher.ski(name), 50_000);
    return device;
  }

  /** How the hub sees a paired device with so many connections; no session if its id is empty. */
  static Doc view(String state, String session, int connections) {
    return view(state, session, connections, true);
  }

  static Doc view(String state, String session, int connections, boolean isPaired) {
    JsonArray links =
        new JsonArray(
            Stream.<JsonValue>generate(() -> JsonObject.EMPTY).limit(connections).toList());
    JsonObjectBuilder json =
        JsonValue.object()
            .put("state", state)
            .put("because", "of it")
            .put("paired", isPaired)
            .put("connections", links);
    if (!session.isEmpty()) {
      json.put("session", JsonValue.object().put("id", session));
    }
    if (state.equals("waiting-to-dial")) {
      json.put("nextDialIn", Spans.json(Duration.ofMillis(3_250)));
    }
    return new Doc(json.build());
  }

  /** An event of the hub about a device. */
  static Doc event(String ski, String type, String session) {
    JsonObjectBuilder json =
        JsonValue.object().put("type", type).put("ski", ski).put("cause", "because");
    if (!session.isEmpty()) {
      json.put("session", session);
    }
    return new Doc(json.build());
  }

  /** When the tour does that, this comes of it. */
  FakeGround on(String call, Runnable effect) {
    effects.put(call, effect);
    return this;
  }

  /** The hub tells these events about a device, all in the session {@code c2}. */
  void happen(int at, String... types) {
    for (String type : types) {
      news.add(new DemoNews.Happened(event(device(at).ski().orElseThrow(), type, "c2")));
    }
  }

  /** A connection of the device has opened. */
  void opens(int at, String role) {
    Doc line = new Doc(JsonValue.object().put("event", "connected").put("role", role).build());
    news.add(new DemoNews.Line(DemoProcesses.number(at), line));
  }

  void isSeenAs(Doc next) {
    view = next;
  }

  void refuses(String why) {
    refusal = Optional.of(why);
  }

  void breaks(String why) {
    trouble = Optional.of(why);
  }

  /** From now on its devices read no lines. */
  void fallsMute() {
    isMute = true;
  }

  List<String> calls() {
    return List.copyOf(calls);
  }

  private void call(String call) {
    calls.add(call);
    effects.getOrDefault(call, () -> {}).run();
  }

  @Override
  public Duration now() {
    return now;
  }

  @Override
  public DemoDevice device(int at) {
    return devices.get(at);
  }

  @Override
  public void kill(int at) {
    call("kill " + device(at).name());
  }

  @Override
  public void startAgain(int at) {
    device(at).listening(FakeLauncher.ski(device(at).name()), 50_000);
    call("start " + device(at).name());
  }

  @Override
  public void haveDial(int at) throws IOException {
    if (isMute) {
      throw new IOException("Broken pipe");
    }
    call("dial " + device(at).name());
  }

  @Override
  public Optional<String> ask(DemoDevice device, String decision) {
    call(decision + " " + device.name());
    return refusal;
  }

  @Override
  public Optional<String> openWindow() {
    call("window");
    return refusal;
  }

  @Override
  public Doc look(DemoDevice device) {
    return view;
  }

  @Override
  public Optional<DemoNews> next(Duration patience) {
    Optional<DemoNews> next = Optional.ofNullable(news.poll());
    if (next.isEmpty()) {
      now = now.plus(patience);
    }
    return next;
  }

  @Override
  public void pause(Duration length) {
    call("wait " + length.toMillis());
  }

  @Override
  public Optional<String> trouble() {
    return trouble;
  }
}
