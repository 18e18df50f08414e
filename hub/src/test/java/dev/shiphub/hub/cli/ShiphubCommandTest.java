package dev.shiphub.hub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.cli.DaemonOptions.LogFormat;
import dev.shiphub.hub.cli.Shell.Ran;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program understands, and what it says to what it does not understand. */
final class ShiphubCommandTest {
  private final Shell shell = new Shell();

  @Nested
  final class Running {
    @Test
    void takesTheDefaults() {
      assertEquals(0, shell.run("run").code());
      assertEquals(
          List.of(
              new DaemonOptions(
                  Optional.empty(),
                  Optional.empty(),
                  false,
                  LogFormat.TEXT,
                  Optional.empty(),
                  Optional.empty(),
                  false,
                  false)),
          shell.runs());
    }

    @Test
    void passesEveryOptionOn() {
      String line =
          "run -c a.yaml --state /var/x --print-config --log-format json --admin-port 0"
              + " --ship-port 4712 --announce-json --until-stdin-closes";
      assertEquals(0, shell.run(line.split(" ", -1)).code());
      assertEquals(
          List.of(
              new DaemonOptions(
                  Optional.of(Path.of("a.yaml")),
                  Optional.of(Path.of("/var/x")),
                  true,
                  LogFormat.JSON,
                  Optional.of(0),
                  Optional.of(4_712),
                  true,
                  true)),
          shell.runs());
    }
  }

  @Nested
  final class WrongUsageIs {
    @ParameterizedTest
    @CsvSource({
      "statsu, 'unknown command ''statsu''; did you mean ''status''?'",
      "status --jsno, 'unknown option ''--jsno''; did you mean ''--json''?'",
      "run --print-confg, did you mean '--print-config'?",
      "device, Missing required parameter: 'SKI'",
      "device a b, 'one argument too many: ''b'''",
      "peers, Missing required subcommand",
      "peers ad, 'unknown command ''ad''; did you mean ''add''?'",
      "peers add a b c, Invalid value for positional parameter at index 2",
      "run --admin-port 65536, --admin-port must be 0 to 65535",
      "run --log-format xml, 'expected one of [TEXT, JSON]'",
      "status --admin nowhere, not an address of a daemon: nowhere",
      "status --admin a:99999, not an address of a daemon",
      "demo --devices 17, '--devices must be 1 to 16, not 17'",
      "demo --timeout 0, --timeout must be 1 or more",
      "demo, SHIPHUB_LAUNCHER is not set",
      "events --since x, Invalid value for option '--since'"
    })
    void saidInOneLineWithTheNearestValidWord(String line, String words) {
      Ran ran = shell.run(line.split(" ", -1));
      assertEquals(2, ran.code(), ran.err());
      assertEquals("", ran.out());
      assertEquals(1, ran.err().lines().count(), ran.err());
      assertTrue(ran.err().startsWith("shiphub: "), ran.err());
      assertTrue(ran.err().contains(words), ran.err());
      assertTrue(ran.err().contains("--help'"), ran.err());
      assertEquals(List.of(), shell.runs());
    }

    @Test
    void alsoNoCommandAtAll() {
      Ran ran = shell.run();
      assertEquals(2, ran.code());
      assertEquals("shiphub: say what to do; see 'shiphub --help'\n", ran.err());
    }

    @Test
    void alsoAWrongAddressInTheEnvironment() {
      assertEquals(2, shell.set("SHIPHUB_ADMIN", "http://x").run("status").code());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "run --help",
        "demo --help",
        "status --help",
        "devices -h",
        "device --help",
        "pair --help",
        "deny --help",
        "unpair --help",
        "disconnect --help",
        "peers --help",
        "peers add --help",
        "identity show --help",
        "events --help",
        "--version"
      })
  void helpIsNoFailure(String line) {
    Ran ran = shell.run(line.split(" ", -1));
    assertEquals(0, ran.code(), ran.err());
    assertEquals("", ran.err());
    assertTrue(ran.out().contains("shiphub"), ran.out());
  }

  @Nested
  final class WithoutADaemon {
    private int freePort() throws IOException {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "status",
          "devices",
          "device a1b2c3",
          "pair a1b2c3",
          "peers list",
          "events",
          "events -f"
        })
    void everyClientCommandSaysHowToStartOne(String line) throws IOException {
      int port = freePort();
      Ran ran = shell.set("SHIPHUB_ADMIN", "127.0.0.1:" + port).run(line.split(" ", -1));
      assertEquals(3, ran.code());
      assertEquals("", ran.out());
      assertEquals(1, ran.err().lines().count());
      assertTrue(ran.err().contains("no daemon reachable at 127.0.0.1:" + port), ran.err());
      assertTrue(ran.err().contains("shiphub run"), ran.err());
    }

    @Test
    void theOptionCountsBeforeTheEnvironment() throws IOException {
      int port = freePort();
      Ran ran = shell.set("SHIPHUB_ADMIN", "x").run("status", "--admin", "localhost:" + port);
      assertEquals(3, ran.code(), ran.err());
      assertTrue(ran.err().contains("localhost:" + port), ran.err());
    }

    @Test
    void somethingElseThatListensThereIsNoDaemon() throws Exception {
      try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        Thread server =
            Thread.ofVirtual()
                .start(
                    () -> {
                      try (var client = other.accept()) {
                        client.getInputStream().read(new byte[4_096]);
                        client
                            .getOutputStream()
                            .write(
                                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
                                    .getBytes(StandardCharsets.US_ASCII));
                      } catch (IOException broken) {
                        throw new AssertionError(broken);
                      }
                    });
        Ran ran = shell.run("status", "--admin", "127.0.0.1:" + other.getLocalPort());
        assertEquals(3, ran.code());
        assertTrue(ran.err().contains("no shiphub daemon"), ran.err());
        assertTrue(server.join(Duration.ofSeconds(5)));
      }
    }
  }
}
