package dev.shiphub.sim.conform;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.sim.bench.CommandControl;
import dev.shiphub.sim.bench.Declarations;
import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.Heard;
import dev.shiphub.sim.raw.RawLink;
import dev.shiphub.sim.raw.RawThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A tool that finds no fault in a faulty device is not a test. */
@Timeout(60)
final class FaultyDeviceTest {
  private static final byte[] CMI = {0, 0};
  private static final String HELLO =
      "{\"connectionHello\":[{\"phase\":\"ready\"},{\"waiting\":%d}]}";

  private FaultyDevice device;

  @BeforeEach
  void open() {
    device = new FaultyDevice();
  }

  @AfterEach
  void close() {
    device.close();
  }

  private void device(FaultyDevice.Script script) throws IOException {
    device.serves(script);
  }

  private void failsBecause(String what, OfficialCase test) throws InterruptedException {
    device.failsBecause(what, test);
  }

  private static void says(RawLink link, String json) {
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    byte[] message = new byte[text.length + 1];
    message[0] = 1;
    System.arraycopy(text, 0, message, 1, text.length);
    link.send(message);
  }

  private static Optional<Heard> hears(RawLink link) throws InterruptedException {
    return link.next(Duration.ofSeconds(10));
  }

  @Test
  void aServerThatClosesWithoutItsOwnInitFails() throws Exception {
    device(
        link -> {
          hears(link);
          link.close();
        });
    failsBecause("instead of its own 00 00", OfficialCase.TC_SHIP_CMI_001);
  }

  @Test
  void aServerThatGoesOnAfterAWrongInitFails() throws Exception {
    device(
        link -> {
          hears(link);
          link.send(CMI);
          says(link, HELLO.formatted(60_000));
          link.close();
        });
    failsBecause("before it closed, the device sent", OfficialCase.TC_SHIP_CMI_005);
  }

  @Test
  void aServerThatTakesAForgedCertificateFails() throws Exception {
    device(
        link -> {
          hears(link);
          link.send(CMI);
        });
    failsBecause("accepted a certificate", OfficialCase.TC_SHIP_SEC_001);
  }

  @Test
  void aHelloThatWaitsTooShortFails() throws Exception {
    device(
        link -> {
          hears(link);
          link.send(CMI);
          says(link, HELLO.formatted(57_999));
        });
    failsBecause("waiting 57999", OfficialCase.TC_SHIP_HELLO_003);
  }

  @Test
  void aSelectionAboveTheOfferFails() throws Exception {
    device(
        link -> {
          hears(link);
          link.send(CMI);
          says(link, HELLO.formatted(60_000));
          hears(link);
          hears(link);
          says(
              link,
              "{\"messageProtocolHandshake\":[{\"handshakeType\":\"select\"},{\"version\":[{\"major\":1},"
                  + "{\"minor\":1}]},{\"formats\":[{\"format\":[\"JSON-UTF8\"]}]}]}");
        });
    failsBecause("selected 1.1", OfficialCase.TC_SHIP_PROT_001);
  }

  // ship-go writes the number without its root element.
  @Test
  void anErrorWithoutItsRootIsNoError() throws Exception {
    device(
        link -> {
          hears(link);
          link.send(CMI);
          says(link, HELLO.formatted(60_000));
          hears(link);
          hears(link);
          says(link, "{\"error\":2}");
          link.close();
        });
    failsBecause("messageProtocolHandshakeError 2", OfficialCase.TC_SHIP_PROT_005);
  }

  @Test
  void aDeviceThatFallsSilentBeforeTheFirstStepIsInconclusive() throws Exception {
    device(RawLink::close);
    CaseRun run = device.run(OfficialCase.TC_SHIP_PROT_003);
    assertEquals(Verdict.Kind.INCONCLUSIVE, run.verdict().kind(), run.verdict().evidence());
  }

  // One that is full or gone says nothing about certificates.
  @Test
  void aDeviceThatHangsUpBeforeItSeesTheForgedCertificateIsInconclusive() throws Exception {
    device(
        link -> {
          hears(link);
          device.close();
          hangUpOnEverybody();
          // The tool goes on with the forged certificate as soon as it hears this.
          link.send(CMI);
        });
    CaseRun run = device.run(OfficialCase.TC_SHIP_SEC_001);
    assertEquals(Verdict.Kind.INCONCLUSIVE, run.verdict().kind(), run.verdict().evidence());
    assertTrue(
        run.verdict().evidence().contains("before the certificate"), run.verdict().evidence());
  }

  /** Takes the place of the device, as soon as the port is free. */
  private void hangUpOnEverybody() {
    ServerSocket full = await().ignoreExceptions().until(this::bound, ServerSocket::isBound);
    RawThreads.start("full", () -> hangUp(full));
  }

  private ServerSocket bound() throws IOException {
    ServerSocket full = new ServerSocket();
    full.setReuseAddress(true);
    full.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), device.port()));
    return full;
  }

  private static void hangUp(ServerSocket full) {
    try (full) {
      while (true) {
        full.accept().close();
      }
    } catch (IOException gone) {
      // The test is over.
    }
  }

  @Test
  void aDeviceThatCannotBeToldToDialIsInconclusiveAsClient() throws Exception {
    device(RawLink::close);
    CaseRun run = device.run(OfficialCase.TC_SHIP_CMI_002, new CommandControl(Optional.empty()));
    assertEquals(Verdict.Kind.INCONCLUSIVE, run.verdict().kind(), run.verdict().evidence());
    assertTrue(run.verdict().evidence().contains("--control"), run.verdict().evidence());
  }

  // The request may come before the first step, where it is answered.
  @Test
  void aDeviceThatAsksThoughItIsDeclaredNotToFails() throws Exception {
    device(new PoliteScript());
    Declarations silent = Declarations.usual().with(Map.of("PAR_queryAccessMethods", "no"));
    Verdict verdict = device.run(OfficialCase.TC_SHIP_AMDATA_004, silent).verdict();
    assertEquals(Verdict.failed("it asked for access methods"), verdict);
  }

  @Test
  void everyRunTellsWhatWasSentAndHeard() throws Exception {
    device(
        link -> {
          hears(link);
          link.close();
        });
    List<String> transcript = device.run(OfficialCase.TC_SHIP_CMI_001).transcript();
    assertTrue(transcript.stream().anyMatch(line -> line.endsWith("tool   > 01 00")));
    assertTrue(Arrays.toString(transcript.toArray()).contains("device: connection ended"));
  }
}
