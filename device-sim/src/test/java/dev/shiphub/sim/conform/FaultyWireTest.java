package dev.shiphub.sim.conform;

import dev.shiphub.sim.bench.ShipBytes;
import dev.shiphub.sim.raw.RawDial;
import dev.shiphub.sim.raw.RawFrame;
import dev.shiphub.sim.raw.RawIdentity;
import dev.shiphub.sim.raw.RawLink;
import dev.shiphub.sim.raw.RawTls;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Our own cases find the faults that they are there for, and none where there is none. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
final class FaultyWireTest {
  private static final List<String> SUITES =
      List.of("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256");
  private static final String DISCOVERY = "nodeManagementDetailedDiscoveryData";

  private FaultyDevice device;

  @BeforeEach
  void open() {
    device = new FaultyDevice();
  }

  @AfterEach
  void close() {
    device.close();
  }

  private void server(PoliteScript script) throws Exception {
    device.serves(script);
  }

  // The others need more of a device: its own answers to abort and withdrawal, large replies, and
  // dials.
  @ParameterizedTest
  @EnumSource(
      value = OwnCase.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {
        "TC_SHUB_TLS_001",
        "TC_SHUB_TLS_002",
        "TC_SHUB_TLS_005",
        "TC_SHUB_WS_001",
        "TC_SHUB_WS_006",
        "TC_SHUB_HELLO_002"
      })
  void aServerWithoutFaultPasses(OwnCase test) throws Exception {
    server(new PoliteScript());
    device.passes(test);
  }

  @Test
  void largeRecordsFail() throws Exception {
    String reply = new String(ShipBytes.discoveryReply(1, 1), StandardCharsets.UTF_8);
    String large = reply.replace("Generic", "x".repeat(1_100)).substring(1);
    server(new PoliteScript().answer(DISCOVERY, PoliteScript.message(2, large)));
    device.failsBecause("in records of at most 1", OwnCase.TC_SHUB_TLS_001);
  }

  @ParameterizedTest
  @CsvSource({"1 0, offered c023 c02b", "0, offered c02b", "0 1 TLS_AES, c02f"})
  void otherSuitesOrAnotherOrderFail(String which, String words) throws Exception {
    List<String> suites =
        List.of(which.split(" ")).stream()
            .map(
                one ->
                    one.startsWith("TLS")
                        ? "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
                        : SUITES.get(Integer.parseInt(one)))
            .toList();
    client((dial, identity) -> dial.over(() -> RawTls.careless(identity, suites)));
    device.failsBecause(words, OwnCase.TC_SHUB_TLS_002);
  }

  private void client(FaultyDevice.Kind kind) {
    device.dials(kind, new PoliteScript());
  }

  @Test
  void aServerThatResumesASessionFails() throws Exception {
    device.serves(FaultyWireTest::remembering, new PoliteScript());
    device.failsBecause("resumed a TLS session", OwnCase.TC_SHUB_TLS_003);
  }

  private static RawDial remembering(RawDial usual, RawIdentity identity) {
    RawTls memory = RawTls.of(identity);
    return usual.over(() -> memory);
  }

  @Test
  void aServerThatAsksNobodyForACertificateFails() throws Exception {
    device.serves(
        (dial, identity) -> dial.over(() -> RawTls.careless(identity, SUITES)), new PoliteScript());
    device.failsBecause("opened a WebSocket", OwnCase.TC_SHUB_TLS_004);
  }

  @Test
  void aClientThatDoesNotLookWhomItHasReachedFails() throws Exception {
    client((dial, _) -> dial);
    device.failsBecause("opened a WebSocket", OwnCase.TC_SHUB_TLS_005);
  }

  @Test
  void aServerThatGrantsAnotherSubProtocolFails() throws Exception {
    device.serves((dial, _) -> dial.speaking("soap"), new PoliteScript());
    device.failsBecause("no Sec-WebSocket-Protocol: ship", OwnCase.TC_SHUB_WS_001);
  }

  // This one grants "ship" to whoever asks for whatever.
  @Test
  void aServerThatTakesAClientOfAnotherSubProtocolFails() throws Exception {
    server(new PoliteScript());
    device.failsBecause("another sub-protocol was let in", OwnCase.TC_SHUB_WS_001);
  }

  @Test
  void aClientThatAsksForNoSubProtocolFails() throws Exception {
    client((dial, _) -> dial.speaking("soap"));
    device.failsBecause("no Sec-WebSocket-Protocol: ship", OwnCase.TC_SHUB_WS_001);
  }

  @Test
  void messagesInTwoFramesFail() throws Exception {
    server(new PoliteScript().cutting());
    device.failsBecause("in 2 binary frames", OwnCase.TC_SHUB_WS_002);
  }

  @Test
  void aServerThatCannotPutFramesTogetherFails() throws Exception {
    server(new PoliteScript().endedByFragments());
    device.failsBecause("instead of select", OwnCase.TC_SHUB_WS_003);
  }

  @Test
  void aServerThatTakesTextFramesFails() throws Exception {
    server(new PoliteScript().takingText());
    device.failsBecause("did not close", OwnCase.TC_SHUB_WS_004);
  }

  @Test
  void aServerThatEndsInsteadOfAPongFails() throws Exception {
    device.serves(
        link -> {
          link.send(new byte[] {0, 0});
          link.close();
        });
    device.failsBecause("no pong", OwnCase.TC_SHUB_WS_005);
  }

  @Test
  void aServerThatWaitsForAGigabyteFails() throws Exception {
    device.serves(_ -> {});
    device.failsBecause("did not close", OwnCase.TC_SHUB_WS_006);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"accessMethods\": [{\"id\":\"a\"}]}; white space",
        "{\"accessMethods\":[{\"dns\":[{\"uri\":\"u\"}]},{\"id\":\"a\"}]}; not in the order of",
        "{\"accessMethods\":[{\"id\":\"a\",\"dns\":[]}]}; no object of its own",
        "{\"accessMethods\":{\"id\":\"a\"}}; is no list"
      })
  void jsonThatSomePeersCannotReadFails(String json, String complaint) throws Exception {
    server(new PoliteScript().answer("accessMethodsRequest", PoliteScript.control(json)));
    device.failsBecause(complaint, OwnCase.TC_SHUB_MSG_001);
  }

  @Test
  void aServerThatStumblesOverZeroBytesFails() throws Exception {
    server(new PoliteScript().answer("]}\0", PoliteScript.CLOSE));
    device.failsBecause("instead of select", OwnCase.TC_SHUB_MSG_002);
  }

  @Test
  void aServerThatStumblesOverAnUnknownElementFails() throws Exception {
    server(new PoliteScript().answer("\"conformance\":", PoliteScript.CLOSE));
    device.failsBecause("instead of select", OwnCase.TC_SHUB_MSG_003);
  }

  @Test
  void aServerThatGoesOnAfterAnAbortFails() throws Exception {
    server(
        new PoliteScript()
            .answer(
                "aborted",
                PoliteScript.control("{\"connectionPinState\":[{\"pinState\":\"none\"}]}"),
                PoliteScript.CLOSE));
    device.failsBecause("went on after the abort", OwnCase.TC_SHUB_HELLO_001);
  }

  @ParameterizedTest
  @CsvSource({"4452, ''", "1000, not 4452"})
  void onlyTheRightCodeTellsAPeerThatItIsNotTrusted(int code, String fault) throws Exception {
    device.serves(link -> distrust(link, code));
    if (fault.isEmpty()) {
      device.passes(OwnCase.TC_SHUB_HELLO_002);
    } else {
      device.failsBecause(fault, OwnCase.TC_SHUB_HELLO_002);
    }
  }

  private void distrust(RawLink link, int code) {
    link.send(new byte[] {0, 0});
    link.send(PoliteScript.control("{\"connectionHello\":[{\"phase\":\"ready\"}]}"));
    device.awaitUntrusted();
    link.send(PoliteScript.control("{\"connectionHello\":[{\"phase\":\"aborted\"}]}"));
    link.send(RawFrame.close(code));
  }

  @Test
  void aServerThatDoesNotConfirmACloseFails() throws Exception {
    server(new PoliteScript().answer("connectionClose"));
    device.failsBecause("no connectionClose confirm", OwnCase.TC_SHUB_TERM_001);
  }
}
