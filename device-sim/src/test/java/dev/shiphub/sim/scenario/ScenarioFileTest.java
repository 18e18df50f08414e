package dev.shiphub.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScenarioFileTest {
  private static final String HEAD =
      """
      name: sample
      description: what it shows
      layer: tcp
      peers:
        box:
          device: {}
        foe:
          hand: {}
      """;

  private static List<String> complaints(String text) {
    return assertInstanceOf(ScenarioFile.Read.Refused.class, ScenarioFile.read("s.yaml", text))
        .complaints();
  }

  private static List<String> stepComplaints(String step) {
    return complaints(HEAD + "steps:\n  - " + step + "\n");
  }

  private static Scenario sound(String text) {
    return assertInstanceOf(ScenarioFile.Read.Ok.class, ScenarioFile.read("s.yaml", text))
        .scenario();
  }

  @Test
  void aStepWithOneWordIsThatOfItsFirstKey() {
    Scenario scenario = sound(HEAD + "steps: [{ask: box}, {ask: {peer: box, within: 3s}}]");
    assertEquals(Verb.ASK, scenario.steps().get(0).verb());
    assertEquals("box", scenario.steps().get(0).values().need("peer"));
    assertEquals(
        Duration.ofSeconds(3), scenario.steps().get(1).values().span("within").orElseThrow());
  }

  @Test
  void whatIsNotSaidIsAsTheLanguageSays() {
    Scenario scenario = sound(HEAD + "steps: [{ask: box}]");
    assertTrue(scenario.hasBystander());
    assertEquals(Duration.ofMinutes(2), scenario.limit());
  }

  @Test
  void aRepeatHasStepsOfItsOwn() {
    Scenario scenario =
        sound(HEAD + "steps: [{repeat: {times: 3, steps: [{ask: box}, {pause: 1s}]}}]");
    assertEquals(2, scenario.steps().getFirst().steps().size());
    assertEquals(6, scenario.steps().getFirst().count());
  }

  /** Each says where, what, and what was meant. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          conect: box                          | 10:5: there is no step "conect"; the nearest valid one is "connect"
          drop: {peer: box, how: resett}       | 10:28: drop.how: takes one of silence, reset, fin, not "resett"; the nearest valid one is "reset"
          drop: {peer: box, hwo: reset}        | 10:23: unknown key "drop.hwo"; the nearest valid one is "how"
          ask: bux                             | 10:10: there is no peer "bux"; the nearest valid one is "box"
          ask: {peer: box, within: 5}          | 10:30: ask.within: takes a duration of at most 10m, such as 500ms, 5s or 2m, not "5"
          ask: {peer: box, within: 11m}        | 10:30: ask.within: takes a duration of at most 10m, such as 500ms, 5s or 2m, not "11m"
          start: foe                           | 10:12: start is a step of a simulated device, and foe is none
          listen: box                          | 10:13: listen is a step of a peer by hand, and box is none
          expect: {peer: box}                  | 10:13: expect takes exactly one of data-exchange, connections, event, close, end, message, silence, open, http, dialled, not-dialled, state, why, not none
          expect: {peer: box, close: 99}       | 10:32: expect.close: takes a number from 1000 to 4999, or any, not "99"
          send: {peer: foe, bytes: 0g}         | 10:30: send.bytes: takes bytes in hex, not "0g"
          dial: {peer: foe, from: 8.8.8.8}     | 10:29: dial.from: takes an address of loopback, such as 127.1.0.2, not "8.8.8.8"
          announce: {peer: foe, ski: bxo}      | 10:32: there is no peer "bxo"; the nearest valid one is "box"
          repeat: {times: 1001, steps: []}     | 10:21: repeat.times: takes a number from 1 to 1000, not "1001"
          pause: [1s]                          | 10:12: pause takes keys with values, or one word
          ask: {peer: [box]}                   | 10:17: ask.peer: takes a peer of this scenario
          drop: {peer: box}                    | 10:11: drop.how is missing: silence: no byte gets through any more, and nobody is told
          ask: {peer: box, peer: foe}          | 10:22: peer is given twice; keep one of them
          """)
  void aBrokenStepIsRefusedWithPlaceReasonAndTheNearest(String step, String complaint) {
    assertTrue(
        stepComplaints(step).contains("s.yaml:" + complaint), stepComplaints(step).toString());
  }

  @Test
  void oneOfSeveralIsExactlyOne() {
    assertTrue(
        stepComplaints("expect: {peer: box, close: 4452, connections: 1}")
            .getFirst()
            .endsWith("not connections and close"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          layer: tcp     | layer: tpc        | s.yaml:3:8: layer: takes one of tcp, tls, websocket, ship, mdns, quirk, not "tpc"; the nearest valid one is "tcp"
          name: sample   | nam: sample       | s.yaml:1:1: unknown key "nam"; the nearest valid one is "name"
          name: sample   | name: Sample      | s.yaml:1:7: name: takes a word of small letters, digits and -, not "Sample"
          device: {}     | devise: {}        | s.yaml:6:5: peers.box: takes one key, which is device or hand
          device: {}     | device: wallbox   | s.yaml:6:13: device: takes keys with values; {} for none
          device: {}     | device: {profile: walbox} | s.yaml:6:23: device.profile: takes one of heat-pump, wallbox, wallbox-empty, inverter, pv-inverter, battery-inverter, control-box, meter, energy-manager, not "walbox"; the nearest valid one is "wallbox"
          device: {}     | device: {pin: 12} | s.yaml:6:19: device.pin: takes a PIN of 8 to 16 hex digits, not "12"
          """)
  void aBrokenHeadIsRefusedTheSameWay(String from, String to, String complaint) {
    List<String> all = complaints(HEAD.replace(from, to) + "steps: [{ask: box}]");
    assertTrue(all.contains(complaint), all.toString());
  }

  @Test
  void aQuirkThatDoesNotExistIsRefusedAtItsPlace() {
    String text = HEAD.replace("device: {}", "device: {quirks: [idle-clos=5s]}");
    String complaint = complaints(text + "steps: [{ask: box}]").getFirst();
    assertTrue(complaint.startsWith("s.yaml:6:22: device.quirks: "), complaint);
    assertTrue(complaint.contains("idle-close"), complaint);
  }

  @Test
  void whatIsNoYamlIsRefusedWithItsLine() {
    assertTrue(complaints("name: [a\nsteps: b").getFirst().startsWith("s.yaml:2:"));
    assertEquals(List.of("s.yaml:1:1: the file is empty"), complaints(""));
    assertEquals(
        List.of("s.yaml:1:1: a scenario is a list of keys with values"), complaints("[a, b]"));
  }

  @Test
  void aFileWithoutStepsIsRefused() {
    assertTrue(complaints(HEAD).contains("s.yaml:1:1: steps is missing: what is done, in order"));
    assertTrue(complaints(HEAD + "steps: []").getFirst().contains("takes 1 to 200 steps"));
  }

  @Test
  void whatIsTooMuchIsRefusedBeforeItIsBuilt() {
    assertTrue(complaints("a".repeat(YamlText.LONGEST + 1)).getFirst().contains("at most 65536"));
    assertTrue(complaints("[".repeat(60_000)).getFirst().contains("more than 16 levels"));
    assertTrue(
        complaints("a: &x [b]\nc: *x").getFirst().contains("2:4: a scenario has no aliases"));
    String many = "  - ask: box\n".repeat(201);
    assertTrue(complaints(HEAD + "steps:\n" + many).getFirst().contains("takes 1 to 200 steps"));
    String nested =
        "steps: [{repeat: {times: 1000, steps: [{repeat: {times: 1000, steps: [{ask: box}]}}]}}]";
    assertTrue(complaints(HEAD + nested).getFirst().contains("more than 10000 are taken"));
    String peers = HEAD.replace("steps", "");
    StringBuilder crowd = new StringBuilder();
    for (int i = 0; i < 17; i++) {
      crowd.append("  p").append(i).append(": {hand: {}}\n");
    }
    assertTrue(complaints(peers + crowd + "steps: [{ask: box}]").getFirst().contains("at most 16"));
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() {
    assertEquals(2, complaints(HEAD + "steps: [{aks: box}, {ask: bxo}]").size());
  }
}
