package dev.shiphub.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.JsonWriter;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the daemon shows of itself, judged by the programs that are to read it: promtool (whose path
 * is {@code -Dpromtool=...}) and tshark.
 */
@Tag("observe")
@Timeout(300)
final class ObserveIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PIN = "55AAAAFF";

  /** A frame of data from the device, as it stands in a trace. */
  private static final Pattern DATA =
      Pattern.compile("\"direction\":\"in\",\"octets\":\\d+,\"kind\":\"data\"");

  @TempDir private Path directory;

  private RunningDaemon daemon() throws IOException {
    return RunningDaemon.start(directory.resolve("state"));
  }

  /** What a program writes, to which a file is given; it has to end in 0. */
  private String ran(File in, List<String> command) throws Exception {
    Path out = directory.resolve("out");
    Process process =
        Births.start(
            new ProcessBuilder(command)
                .redirectInput(in)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile()));
    assertTrue(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), "still running");
    String said = Files.readString(out);
    assertEquals(0, process.exitValue(), said);
    return said;
  }

  /** The metrics as a file, in the form that is asked for. */
  private Path metrics(RunningDaemon daemon, String accept) throws Exception {
    Path page = directory.resolve("metrics.txt");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + daemon.adminPort() + "/metrics"))
            .header("Accept", accept)
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      // Written anew: a file that was longer would keep its end.
      String body = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      Files.writeString(page, body);
    }
    return page;
  }

  private static List<String> command(RunningDaemon daemon, String... words) {
    List<String> command = new ArrayList<>(List.of(Program.root().resolve("shiphub").toString()));
    command.addAll(List.of(words));
    command.addAll(List.of("--admin", "127.0.0.1:" + daemon.adminPort()));
    return command;
  }

  /** A trace as a file, made by the command. */
  private Path trace(RunningDaemon daemon, Ski ski, String... options) throws Exception {
    List<String> words = new ArrayList<>(List.of("trace", ski.hex()));
    words.addAll(List.of(options));
    Path file = Files.createTempFile(directory, "trace", ".out");
    Process process =
        Births.start(
            new ProcessBuilder(command(daemon, words.toArray(String[]::new)))
                .redirectOutput(file.toFile()));
    assertTrue(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), "still running");
    assertEquals(0, process.exitValue());
    return file;
  }

  /** What tshark says of a capture, a line for each packet. */
  private List<String> decoded(Path capture, String... fields) throws Exception {
    List<String> command = new ArrayList<>(List.of("tshark"));
    command.addAll(List.of("-X", "lua_script:" + Program.root().resolve("packaging/shiphub.lua")));
    command.addAll(List.of("-r", capture.toString(), "-T", "fields"));
    for (String field : fields) {
      command.addAll(List.of("-e", field));
    }
    return ran(new File("/dev/null"), command)
        .lines()
        .filter(line -> !line.startsWith("Running as user"))
        .toList();
  }

  /** Waits until the device has sent data, so that its trace has a whole handshake. */
  private static void awaitSpine(RunningDaemon daemon, Ski ski) throws Exception {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                DATA.matcher(JsonWriter.COMPACT.text(daemon.get("devices/" + ski + "/trace")))
                    .find());
  }

  private List<JsonObject> frames(Path lines) throws IOException {
    return Files.readAllLines(lines).stream().map(Program::json).toList();
  }

  @Test
  void promtoolFindsNothingToComplainOf() throws Exception {
    try (RunningDaemon daemon = daemon();
        RunningDevice pump =
            RunningDevice.start(daemon.ski(), "--profile", "heat-pump", "--no-dial")) {
      assertEquals(200, daemon.pair(pump.ski()));
      awaitSpine(daemon, pump.ski());
      daemon.awaitConnected(pump.ski());
      String promtool = System.getProperty("promtool", "promtool");
      Path page = metrics(daemon, "text/plain");
      assertEquals("", ran(page.toFile(), List.of(promtool, "check", "metrics")));
      String text = Files.readString(page);
      String connected = "{ski=\"" + pump.ski() + "\",state=\"connected\"} 1.0";
      assertTrue(text.contains("shiphub_device_state" + connected), text);
      long series = text.lines().filter(line -> !line.startsWith("#")).count();
      String open = Files.readString(metrics(daemon, "application/openmetrics-text"));
      assertTrue(open.endsWith("# EOF\n"), open);
      System.out.println("observe: promtool is content with " + series + " series");
    }
  }

  @Test
  void wiresharkDecodesAWholeHandshakeToItsMessageNamesInOrder() throws Exception {
    try (RunningDaemon daemon = daemon();
        RunningDevice pump =
            RunningDevice.start(daemon.ski(), "--profile", "heat-pump", "--no-dial")) {
      assertEquals(200, daemon.pair(pump.ski()));
      awaitSpine(daemon, pump.ski());
      Path capture = trace(daemon, pump.ski(), "--format", "pcapng");
      List<String> names =
          decoded(capture, "ship.direction", "ship.message").stream()
              .filter(line -> line.contains("\t") && !line.endsWith("\t"))
              .toList();
      // Each side says hello when it likes; what it says itself has one order.
      List<String> handshake =
          List.of("CMI", "connectionHello", "messageProtocolHandshake", "connectionPinState");
      assertEquals(handshake, said("1\t", names).subList(0, 4), names.toString());
      assertEquals(handshake, said("0\t", names).subList(0, 4), names.toString());
      assertTrue(said("0\t", names).contains("data"), names.toString());
      // And tshark has read of each frame what the daemon itself has.
      List<String> told =
          frames(trace(daemon, pump.ski(), "--format", "jsonl")).stream()
              .filter(frame -> frame.text("message").isPresent())
              .map(ObserveIT::told)
              .toList();
      assertEquals(told.subList(0, names.size()), names);
      assertTrue(decoded(capture, "json.key").toString().contains("cmdClassifier"));
      assertTrue(decoded(capture, "_ws.malformed").stream().allMatch(String::isBlank));
      System.out.println("observe: tshark has decoded " + names.size() + " messages");
    }
  }

  /** What one side has said, repetitions aside. */
  private static List<String> said(String direction, List<String> names) {
    return names.stream()
        .filter(name -> name.startsWith(direction))
        .map(name -> name.substring(direction.length()))
        .distinct()
        .toList();
  }

  private static String told(JsonObject frame) {
    String direction = frame.text("direction").orElseThrow().equals("out") ? "1" : "0";
    return direction + "\t" + frame.text("message").orElseThrow();
  }

  @Test
  void noFormOfATraceHasThePinAndARedactedOneHasNoSki() throws Exception {
    try (RunningDaemon daemon = daemon();
        RunningDevice box =
            RunningDevice.start(daemon.ski(), "--profile", "wallbox", "--pin", PIN, "--no-dial");
        Program pair =
            Program.start(
                "pair",
                box.ski().hex(),
                "--pin",
                PIN,
                "--admin",
                "127.0.0.1:" + daemon.adminPort())) {
      assertEquals(0, pair.awaitExit(PATIENCE), pair.errors());
      awaitSpine(daemon, box.ski());
      for (String format : List.of("text", "jsonl", "pcapng")) {
        String all = text(trace(daemon, box.ski(), "--format", format));
        assertTrue(all.contains("connectionPinInput"), all);
        assertFalse(all.toUpperCase(Locale.ROOT).contains(PIN), all);
        assertTrue(format.equals("pcapng") || !all.contains("\u0000"), all);
        String redacted = text(trace(daemon, box.ski(), "--format", format, "--redact"));
        assertFalse(redacted.contains(box.ski().hex()), redacted);
        assertFalse(redacted.contains(daemon.ski().hex()), redacted);
      }
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }

  @Test
  void theLogOfOneDeviceIsFullFromWhenItIsAskedFor() throws Exception {
    try (RunningDaemon daemon = daemon();
        RunningDevice pump = RunningDevice.start(daemon.ski(), "--profile", "heat-pump");
        Program debug =
            Program.start(
                "debug", pump.ski().hex(), "--admin", "127.0.0.1:" + daemon.adminPort())) {
      assertEquals(0, debug.awaitExit(PATIENCE), debug.errors());
      // Nobody has paired it, so that its handshake is not told at level info.
      await()
          .atMost(PATIENCE)
          .until(() -> daemon.program().errors().contains("DEBUG " + pump.ski().brief()));
      assertTrue(
          daemon
              .program()
              .errors()
              .lines()
              .filter(line -> line.contains(" DEBUG "))
              .allMatch(line -> line.contains(pump.ski().brief())),
          daemon.program().errors());
    }
  }
}
