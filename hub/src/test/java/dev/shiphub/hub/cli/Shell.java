package dev.shiphub.hub.cli;

import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mockito.Mockito;

/** Runs command lines and keeps what they print. */
final class Shell {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment = new HashMap<>();
  private final List<DaemonOptions> runs = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final Deque<String> typed = new ArrayDeque<>();
  private Custodian custodian = Mockito.mock(Custodian.class);
  private InstantSource clock = InstantSource.system();
  private int looks = 1;
  private boolean isTerminal;
  private boolean isUnread;

  /** What came of a command line. */
  record Ran(int code, String out, String err) {
    /** The one document on stdout. */
    JsonObject json() {
      List<String> lines = out.lines().toList();
      if (lines.size() != 1) {
        throw new AssertionError("not one line: " + out);
      }
      return Doc.parse(lines.getFirst()).orElseThrow(() -> new AssertionError(out)).json();
    }
  }

  /** A shell whose commands find the daemon on that port. */
  static Shell with(int adminPort) {
    return new Shell().set("SHIPHUB_ADMIN", "127.0.0.1:" + adminPort);
  }

  Shell set(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Shell onTerminal() {
    isTerminal = true;
    return this;
  }

  /** The user types a line when asked for one. */
  Shell types(String line) {
    typed.add(line);
    return this;
  }

  /** Whoever has read what is printed is gone. */
  Shell unread() {
    isUnread = true;
    return this;
  }

  /** Who keeps the identity where no daemon runs. */
  Shell custodian(Custodian other) {
    custodian = other;
    return this;
  }

  Shell clock(InstantSource other) {
    clock = other;
    return this;
  }

  /** The user ends it after so many looks. */
  Shell endsAfter(int most) {
    looks = most;
    return this;
  }

  Ran run(String... args) {
    int code = ShiphubCommand.execute(List.of(args), this::daemon, custodian, console());
    Ran ran = new Ran(code, text(out), text(err));
    out.reset();
    err.reset();
    return ran;
  }

  Console console() {
    return new Console(
        new PrintStream(isUnread ? new BrokenPipe() : out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        isTerminal,
        name -> Optional.ofNullable(environment.get(name)),
        clock,
        this::pause,
        _ -> Optional.ofNullable(typed.poll()));
  }

  private static final class BrokenPipe extends OutputStream {
    @Override
    public void write(int octet) throws IOException {
      throw new IOException("Broken pipe");
    }
  }

  String outSoFar() {
    return text(out);
  }

  String errSoFar() {
    return text(err);
  }

  private int daemon(DaemonOptions options) {
    runs.add(options);
    return 0;
  }

  private boolean pause(Duration length) {
    pauses.add(length);
    return pauses.size() < looks;
  }

  List<DaemonOptions> runs() {
    return List.copyOf(runs);
  }

  List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
