package dev.shiphub.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.shiphub.ship.json.JsonLimits;
import dev.shiphub.ship.json.JsonReader;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.Parsed;
import dev.shiphub.sim.attack.Attack;
import dev.shiphub.sim.profile.Catalogue;
import dev.shiphub.sim.quirk.Quirk;
import dev.shiphub.sim.quirk.QuirkSet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SimMainTest {
  private static final String SKI = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
  private static final String[] ALONE = {
    "device", "--profile", "meter", "--interface", "lo", "--no-mdns", "--json"
  };

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

  private int run(String input, String... arguments) {
    Console console =
        new Console(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(complaints, true, StandardCharsets.UTF_8));
    return SimMain.run(
        new ProcessHost(console, new SecureRandom(), code -> fail("halted with " + code)),
        arguments);
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private List<String> complaints() {
    return complaints.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private List<JsonObject> events() {
    return lines().stream().map(line -> (JsonObject) json(line)).toList();
  }

  private static Object json(String text) {
    return ((Parsed.Ok) new JsonReader(JsonLimits.ofBytes(100_000)).read(text)).value();
  }

  private static String[] with(String[] some, String... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
  }

  @Nested
  class Listing {
    @Test
    void namesEveryProfileQuirkAndSetOnALine() {
      assertEquals(0, run("", "list"));
      List<String> names = lines().stream().map(line -> line.strip().split("[ =]", 2)[0]).toList();
      assertTrue(names.containsAll(Catalogue.names()), names.toString());
      assertTrue(names.containsAll(Quirk.names()), names.toString());
      assertTrue(names.containsAll(QuirkSet.names()), names.toString());
    }

    @Test
    void isOneDocumentForPrograms() {
      assertEquals(0, run("", "list", "--json"));
      JsonObject all = (JsonObject) json(lines().getFirst());
      assertEquals(Catalogue.names(), names(all, "profiles"));
      assertEquals(Quirk.names(), names(all, "quirks"));
      assertEquals(QuirkSet.names(), names(all, "sets"));
    }

    private static List<String> names(JsonObject all, String list) {
      return all.items(list).orElseThrow().stream()
          .map(it -> ((JsonObject) it).text("name").orElseThrow())
          .toList();
    }
  }

  @Nested
  class Oddity {
    private String refusal(String... more) {
      assertEquals(2, run("", with(new String[] {"device", "--profile", "meter"}, more)));
      return complaints().getFirst();
    }

    @Test
    void ofAnUnknownNameIsRefusedWithTheNearestOne() {
      assertTrue(refusal("--quirk", "trailing-null").contains("did you mean trailing-nul?"));
    }

    @Test
    void ofAnUnknownMakeIsRefusedWithTheNearestOne() {
      assertTrue(refusal("--like", "valiant").contains("did you mean vaillant?"));
    }

    @Test
    void ofAWrongValueIsRefusedWithTheRightForm() {
      assertTrue(refusal("--quirk", "idle-close=soon").contains("a time such as 500ms"));
    }
  }

  @Test
  void attackNamesItsCasesOnALineEach() {
    assertEquals(0, run("", "attack", "--list", "--only", "^T-"));
    assertEquals(
        Attack.all().stream().map(Attack::name).filter(name -> name.startsWith("T-")).toList(),
        lines().stream().map(line -> line.split(" ", 2)[0]).toList());
  }

  @Nested
  class WrongUsage {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "devise",
          "device",
          "device --profile toaster",
          "device --profile meter --port 65536",
          "device --profile meter --port x",
          "device --profile meter --trust 1234",
          "device --profile meter --peer 127.0.0.1:4712",
          "device --profile meter --ski-order bigger",
          "device --profile meter --than " + SKI,
          "device --profile meter --ski-order equal --than " + SKI,
          "device --profile meter --instance " + SKI + SKI,
          "device --profile meter --colour green",
          "list --watch",
          "attack --only ^nothing$",
          "attack --ski " + SKI,
          "attack --target 127.0.0.1:1",
          "attack --target 127.0.0.1:1 --ski " + SKI + " --admin here",
          "attack --parallel 0",
        })
    void isOneLineAndTwo(String line) {
      String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");
      assertEquals(2, run("", arguments));
      assertEquals(1, complaints().size(), complaints().toString());
      assertTrue(complaints().getFirst().contains("--help"), complaints().getFirst());
      assertEquals(List.of(), lines());
    }

    @Test
    void tellsWhichProfilesThereAre() {
      assertEquals(2, run("", "device", "--profile", "toaster"));
      assertTrue(complaints().getFirst().contains("heat-pump, wallbox"), complaints().getFirst());
    }

    @Test
    void isHelpedOnWish() {
      assertEquals(0, run("", "device", "--help"));
      assertTrue(out.toString(StandardCharsets.UTF_8).contains("--until-stdin-closes"));
    }
  }

  @Nested
  class Device {
    @Test
    void saysFirstWhoItIsAndWhereAndEndsWithItsInput() {
      assertEquals(0, run("", with(ALONE, "--until-stdin-closes")));
      JsonObject first = events().getFirst();
      assertEquals(Optional.of("listening"), first.text("event"));
      assertEquals(Optional.of("meter"), first.text("profile"));
      String ski = first.text("ski").orElseThrow();
      assertEquals(Optional.of("SIM-meter-" + ski.substring(0, 8)), first.text("shipId"));
      assertTrue(first.integer("port").orElseThrow() > 0);
      assertEquals(Optional.of("stopped"), events().getLast().text("event"));
    }

    @Test
    void endsWhenItIsToldToQuit() {
      assertEquals(0, run("quit\n", ALONE));
      assertEquals(Optional.of("stopped"), events().getLast().text("event"));
    }

    @Test
    void obeysOrdersAndComplainsOfWhatIsNone() {
      assertEquals(
          0, run("\ntrust " + SKI + "\n dial  " + SKI + "\ntrust me\nhello\nquit\n", ALONE));
      assertEquals(2, complaints().size(), complaints().toString());
      assertEquals(
          List.of("nobody has said where it is"),
          events().stream().flatMap(event -> event.text("reason").stream()).toList());
    }

    @Test
    void isUntrustedAgain() {
      assertEquals(
          0, run("untrust " + SKI + "\ndial " + SKI + "\nquit\n", with(ALONE, "--trust", SKI)));
      assertEquals(
          List.of("it is not trusted"),
          events().stream().flatMap(event -> event.text("reason").stream()).toList());
    }

    @Test
    void hasTheWishedOrder() {
      assertEquals(0, run("quit\n", with(ALONE, "--ski-order", "smaller", "--than", SKI)));
      assertTrue(events().getFirst().text("ski").orElseThrow().compareTo(SKI) < 0);
    }

    @Test
    void keepsItsIdentityInADirectory(@TempDir Path state) {
      String[] kept = with(ALONE, "--state", state.toString());
      assertEquals(0, run("quit\n", kept));
      assertEquals(0, run("quit\n", kept));
      assertEquals(
          1, events().stream().flatMap(event -> event.text("ski").stream()).distinct().count());
    }

    @Test
    void failsInOneLineIfItsPortIsTaken() throws IOException {
      try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        String port = String.valueOf(taken.getLocalPort());
        assertEquals(1, run("", with(ALONE, "--port", port)));
        assertEquals(1, complaints().size(), complaints().toString());
        assertTrue(complaints().getFirst().contains(port), complaints().getFirst());
        assertEquals(List.of(), lines());
      }
    }

    @Test
    void failsInOneLineIfNoKeyMeetsTheOrder() {
      String smallest = "0".repeat(40);
      assertEquals(1, run("", with(ALONE, "--ski-order", "smaller", "--than", smallest)));
      assertEquals(1, complaints().size(), complaints().toString());
    }
  }
}
