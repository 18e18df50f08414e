package dev.shiphub.ship.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.ship.port.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client that is through the upgrade, and then misbehaves. */
@Timeout(30)
class HostileFramesTest {
  private static final LocalIdentity CLIENT = Node.newIdentity();
  private static final byte[] EMPTY = {};

  private final HandClock clock = new HandClock();
  private final Node node = new Node(Node.newIdentity(), Node.LIMITS, clock, false);
  private final Recorder owner = new Recorder();
  private final RawPeer peer = connect();

  private RawPeer connect() {
    try {
      RawPeer connected = RawPeer.dial(node.listen(), RawTls.showing(CLIENT));
      assertTrue(connected.upgrade().startsWith("HTTP/1.1 101"));
      return connected;
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  @BeforeEach
  void begin() {
    node.awaitAccepted().begin(owner);
  }

  @AfterEach
  void close() throws IOException {
    peer.close();
    node.close();
  }

  private void assertClosed(int code) throws IOException {
    assertEquals(code, peer.readClose().code());
    peer.close();
    CloseReason reason = owner.awaitClose();
    assertEquals(CloseReason.Origin.US, reason.origin());
    assertEquals(code, reason.code());
  }

  private static byte[] good(String text) {
    return RawFrame.masked(RawFrame.FINAL | RawFrame.BINARY, Recorder.bytes(text));
  }

  @ParameterizedTest
  @CsvSource({
    "81, 1003",
    "c2, 1002",
    "83, 1002",
    "8b, 1002",
    "80, 1002",
    "09, 1002",
  })
  void isToldWhatIsWrongWithItsFrame(String first, int code) throws IOException {
    peer.write(RawFrame.join(good("fine"), RawFrame.masked(Integer.parseInt(first, 16), EMPTY)));

    assertClosed(code);
    assertEquals(List.of("fine"), owner.texts());
  }

  @Test
  void isClosedForAFrameWithoutMask() throws IOException {
    peer.write(RawFrame.plain(RawFrame.FINAL | RawFrame.BINARY, new byte[] {1}));

    assertClosed(1002);
  }

  @ParameterizedTest
  @CsvSource({"1048577, 1009", "2147483648, 1009", "-9223372036854775808, 1002"})
  void isClosedForADeclaredLength(long length, int code) throws IOException {
    node.awaitAccepted().expectData();
    peer.write(RawFrame.declaring(RawFrame.FINAL | RawFrame.BINARY, length));

    assertClosed(code);
  }

  @Test
  void isClosedForAMessageThatNoHandshakeNeeds() throws IOException {
    peer.write(RawFrame.declaring(RawFrame.FINAL | RawFrame.BINARY, 64 * 1024));

    assertClosed(1009);
  }

  @Test
  void isClosedForFragmentsWithoutEnd() throws IOException {
    node.awaitAccepted().expectData();
    byte[] fragment = RawFrame.masked(0, new byte[8 * 1024]);
    peer.write(RawFrame.masked(RawFrame.BINARY, EMPTY));
    for (int i = 0; i <= 128; i++) {
      peer.write(fragment);
    }

    assertClosed(1009);
  }

  @Test
  void isClosedForTooManyEmptyFragments() throws IOException {
    byte[] fragment = RawFrame.masked(0, EMPTY);
    byte[][] many = new byte[4096][];
    Arrays.fill(many, fragment);
    peer.write(RawFrame.masked(RawFrame.BINARY, EMPTY));
    peer.write(RawFrame.join(many));

    assertClosed(1009);
  }

  @Test
  void isClosedForAFloodOfPings() throws IOException {
    byte[][] pings = new byte[201][];
    Arrays.fill(pings, RawFrame.masked(RawFrame.FINAL | RawFrame.PING, EMPTY));
    peer.write(RawFrame.join(pings));

    assertClosed(CloseReason.POLICY);
    assertEquals(200, owner.signsOfLife.get());
  }

  @Test
  void mayPingForEverInMeasure() throws IOException {
    byte[][] pings = new byte[200][];
    Arrays.fill(pings, RawFrame.masked(RawFrame.FINAL | RawFrame.PING, EMPTY));
    peer.write(RawFrame.join(pings));
    peer.write(good("first"));
    owner.awaitMessages(1);

    clock.advance(Duration.ofSeconds(10));
    peer.write(RawFrame.join(pings));
    peer.write(good("second"));
    owner.awaitMessages(2);

    assertEquals(400, owner.signsOfLife.get());
    assertTrue(node.awaitAccepted().isOpen());
  }

  // RFC 6455 5.5.3: an answer to the latest ping is enough, so pongs never pile up.
  @Test
  void getsAPongForItsLatestPingAtLeast() throws IOException {
    for (int i = 1; i <= 50; i++) {
      peer.write(RawFrame.masked(RawFrame.FINAL | RawFrame.PING, new byte[] {(byte) i}));
    }

    RawPeer.Frame pong = peer.read();
    while (pong.payload().get(0) != 50) {
      assertEquals(RawFrame.FINAL | RawFrame.PONG, pong.first());
      pong = peer.read();
    }
  }

  @Test
  void getsAwayWithPongsThatNobodyAskedFor() throws IOException {
    peer.write(RawFrame.masked(RawFrame.FINAL | RawFrame.PONG, Recorder.bytes("?")));
    peer.write(good("fine"));
    owner.awaitMessages(1);

    assertEquals(1, owner.signsOfLife.get());
  }

  @Test
  void cannotKeepTheConnectionByTalkingOnAfterAViolation() throws IOException {
    peer.write(RawFrame.masked(RawFrame.FINAL | RawFrame.TEXT, EMPTY));
    Thread.ofVirtual().start(this::talkOn);

    CloseReason reason = owner.awaitClose();

    assertEquals(1003, reason.code());
    assertEquals(List.of(), owner.messages);
  }

  private void talkOn() {
    try {
      while (true) {
        peer.write(good("x".repeat(1000)));
      }
    } catch (IOException closed) {
      // That is what it is for.
    }
  }

  /** An owner with a bug that no {@code catch (Exception)} would hold. */
  private static final class Buggy extends Recorder {
    @Override
    public void onMessage(byte[] message) {
      throw new StackOverflowError("as after an endless recursion");
    }
  }

  @Test
  void endsOnlyItselfIfItsOwnerHasABug() throws IOException {
    Node other = new Node();
    Recorder bystanderOwner = new Recorder();
    int port = other.listen();
    try (RawPeer victim = RawPeer.dial(port, RawTls.showing(CLIENT));
        RawPeer bystander = RawPeer.dial(port, RawTls.showing(Node.newIdentity()))) {
      assertTrue(victim.upgrade().startsWith("HTTP/1.1 101"));
      other.awaitAccepted().begin(new Buggy());
      assertTrue(bystander.upgrade().startsWith("HTTP/1.1 101"));
      victim.write(good("boom"));

      assertEquals(1011, victim.readClose().code());

      Eventually.isTrue(() -> other.accepted.size() == 2);
      Transport alive = other.accepted.get(1);
      alive.begin(bystanderOwner);
      bystander.write(good("still here"));
      bystanderOwner.awaitMessages(1);
    }
    other.close();
  }
}
