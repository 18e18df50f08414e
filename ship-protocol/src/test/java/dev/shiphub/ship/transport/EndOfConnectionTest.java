package dev.shiphub.ship.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.identity.LocalIdentity;
import dev.shiphub.ship.port.Transport;
import java.io.IOException;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How a peer may go away, and what its owner hears of that.
 *
 * <p>Proof of promise 8.
 */
@Timeout(30)
class EndOfConnectionTest {
  private static final LocalIdentity PEER = Node.newIdentity();
  private static final SSLContext SHOWING_PEER = RawTls.showing(PEER);

  private final Node node = new Node();
  private final Recorder owner = new Recorder();

  @AfterEach
  void close() {
    node.close();
  }

  private RawPeer client() throws IOException {
    RawPeer peer = RawPeer.dial(node.listen(), SHOWING_PEER);
    assertTrue(peer.upgrade().startsWith("HTTP/1.1 101"));
    return peer;
  }

  private static byte[] good(String text) {
    return RawFrame.masked(RawFrame.FINAL | RawFrame.BINARY, Recorder.bytes(text));
  }

  private static byte[] closing(int code, String phrase) {
    return RawFrame.masked(RawFrame.FINAL | RawFrame.CLOSE, RawFrame.closing(code, phrase));
  }

  /** The ways to leave without a close frame. */
  enum Leave {
    TLS,
    FIN,
    RST;

    void by(RawPeer peer) throws IOException {
      switch (this) {
        case TLS -> peer.endTls();
        case FIN -> peer.endTcp();
        case RST -> peer.reset();
      }
    }
  }

  @Nested
  class WithoutACloseFrame {
    private static final List<String> LAST_WORDS = List.of("one", "two", "three");

    private void assertHeard() {
      CloseReason reason = owner.awaitClose();
      assertEquals(CloseReason.Origin.NETWORK, reason.origin(), reason::toString);
      assertTrue(
          List.of(
                  "the peer ended TLS without a close frame",
                  "the peer ended TCP without a close frame",
                  "Connection reset")
              .contains(reason.phrase()),
          reason::phrase);
      assertEquals(CloseReason.NO_CLOSE_FRAME, reason.code());
      assertEquals(LAST_WORDS, owner.texts());
      assertEquals(1, owner.closes.size());
      assertEquals(0, owner.callsAfterClose.get());
    }

    @ParameterizedTest
    @EnumSource
    void aClientIsHeardOutAndItsEndNoticed(Leave leave) throws IOException {
      for (int round = 0; round < 10; round++) {
        owner.messages.clear();
        owner.closes.clear();
        node.accepted.clear();
        try (RawPeer peer = client()) {
          for (String word : LAST_WORDS) {
            peer.write(good(word));
          }
          leave.by(peer);
          node.awaitAccepted().begin(owner);
          assertHeard();
        }
      }
    }

    @ParameterizedTest
    @EnumSource
    void aServerIsHeardOutAndItsEndNoticed(Leave leave) throws IOException {
      try (RawServer server =
          RawServer.playing(
              plain -> {
                RawPeer peer = RawPeer.accept(plain, SHOWING_PEER);
                peer.answerUpgrade();
                for (String word : LAST_WORDS) {
                  peer.write(
                      RawFrame.plain(RawFrame.FINAL | RawFrame.BINARY, Recorder.bytes(word)));
                }
                leave.by(peer);
              })) {
        node.open(PEER.ski(), server.port()).begin(owner);
        assertHeard();
      }
    }

    // A write that fails must not take away what the peer said before it left.
    @RepeatedTest(10)
    void aPeerIsHeardOutEvenIfWeWriteToItAfterItLeft() throws IOException {
      Outcomes outcomes = new Outcomes();
      try (RawPeer peer = client()) {
        Transport transport = node.awaitAccepted();
        for (String word : LAST_WORDS) {
          peer.write(good(word));
        }
        peer.reset();
        for (int i = 0; i < 5; i++) {
          transport.send(new byte[100], outcomes.of(i));
        }
        outcomes.awaitAll(5);
        transport.begin(owner);

        assertHeard();
        assertEquals(List.of(0, 1, 2, 3, 4), outcomes.numbers());
      }
    }
  }

  @Nested
  class WithACloseFrame {
    @ParameterizedTest
    @CsvSource({"4452, Node rejected by application.", "1000, double connection", "4001, ''"})
    void thePeerIsAnsweredAndQuoted(int code, String phrase) throws IOException {
      try (RawPeer peer = client()) {
        node.awaitAccepted().begin(owner);
        peer.write(RawFrame.join(good("last"), closing(code, phrase)));

        assertEquals(code, peer.readClose().code());
        assertTrue(peer.readToEnd());
        assertEquals(CloseReason.byPeer(code, phrase), owner.awaitClose());
        assertEquals(List.of("last"), owner.texts());
      }
    }

    @Test
    void anEmptyOneIsAnsweredByAnEmptyOne() throws IOException {
      try (RawPeer peer = client()) {
        node.awaitAccepted().begin(owner);
        peer.write(RawFrame.masked(RawFrame.FINAL | RawFrame.CLOSE, new byte[0]));

        assertEquals(0, peer.readClose().payload().remaining());
        assertEquals(CloseReason.byPeer(1005, ""), owner.awaitClose());
      }
    }

    @Test
    void itsPhraseCannotForgeLogLines() throws IOException {
      try (RawPeer peer = client()) {
        node.awaitAccepted().begin(owner);
        peer.write(closing(4001, "bye\r\n2026 INFO \u001b[31mall is well"));

        assertEquals("bye??2026 INFO ?[31mall is well", owner.awaitClose().phrase());
      }
    }

    @Test
    void whatComesAfterItIsIgnored() throws IOException {
      try (RawPeer peer = client()) {
        node.awaitAccepted().begin(owner);
        peer.write(RawFrame.join(closing(4001, "close"), good("too late")));
        owner.awaitClose();

        assertEquals(List.of(), owner.texts());
      }
    }
  }

  @Nested
  class OnOurDecision {
    private final Outcomes outcomes = new Outcomes();

    @Test
    void whatWaitsGoesOutBeforeTheCloseFrame() throws IOException {
      try (RawPeer peer = client()) {
        Transport transport = node.awaitAccepted();
        transport.begin(owner);
        transport.send(Recorder.bytes("one"), outcomes.of(1));
        transport.send(Recorder.bytes("two"), outcomes.of(2));
        transport.close(4001, "close");
        transport.send(Recorder.bytes("three"), outcomes.of(3));

        assertFalse(transport.isOpen());
        assertEquals("one", peer.read().text());
        assertEquals("two", peer.read().text());
        RawPeer.Frame close = peer.read();
        assertEquals(4001, close.code());
        assertEquals("close", close.phrase());
        outcomes.awaitAll(3);
        assertEquals(List.of(1, 2, 3), outcomes.numbers());
        assertEquals(2, outcomes.written());
      }
    }

    @Test
    void thePeerMayStillSpeakBeforeItAnswers() throws IOException {
      try (RawPeer peer = client()) {
        Transport transport = node.awaitAccepted();
        transport.begin(owner);
        transport.close(4001, "close");
        peer.readClose();
        peer.write(RawFrame.join(good("confirm"), closing(4001, "")));

        assertTrue(peer.readToEnd());
        assertEquals(CloseReason.byUs(4001, "close"), owner.awaitClose());
        assertEquals(List.of("confirm"), owner.texts());
      }
    }

    @Test
    void aPeerThatNeverAnswersIsCutAfterTwoSeconds() throws IOException {
      try (RawPeer peer = client()) {
        Transport transport = node.awaitAccepted();
        transport.begin(owner);
        long start = System.nanoTime();
        transport.close(4001, "close");

        assertEquals(CloseReason.byUs(4001, "close"), owner.awaitClose());
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertTrue(millis >= 1_900 && millis < 6_000, millis + " ms");
        assertEquals(4001, peer.readClose().code());
      }
    }

    @Test
    void aLongPhraseIsCutAtACharacter() throws IOException {
      try (RawPeer peer = client()) {
        Transport transport = node.awaitAccepted();
        transport.begin(owner);
        transport.close(4001, "\u00e4".repeat(100));

        assertEquals("\u00e4".repeat(61), peer.readClose().phrase());
      }
    }

    @ParameterizedTest
    @CsvSource({"0", "999", "1005", "1006", "1015", "5000"})
    void aCodeThatIsNotForTheWireIsABug(int code) throws IOException {
      try (RawPeer _ = client()) {
        Transport transport = node.awaitAccepted();

        assertThrows(IllegalArgumentException.class, () -> transport.close(code, ""));
        assertTrue(transport.isOpen());
      }
    }

    @Test
    void theFirstDecisionCounts() throws IOException {
      try (RawPeer peer = client()) {
        Transport transport = node.awaitAccepted();
        transport.begin(owner);
        transport.close(4452, "Node rejected by application");
        transport.close(4001, "close");
        transport.cut("enough");

        assertEquals(CloseReason.byUs(4452, "Node rejected by application"), owner.awaitClose());
        peer.readToEnd();
      }
    }

    @Test
    void cuttingSaysNothingToThePeerAndFailsWhatWaits() throws IOException {
      try (RawPeer peer = client()) {
        Transport transport = node.awaitAccepted();
        transport.begin(owner);
        transport.cut("silent for 60 s");
        transport.send(new byte[1], outcomes.of(1));

        assertEquals(CloseReason.byUs(1006, "silent for 60 s"), owner.awaitClose());
        outcomes.awaitAll(1);
        assertEquals(0, outcomes.written());
        peer.readToEnd();
      }
    }
  }

  @Nested
  class BeforeItsOwnerBegan {
    @Test
    void nothingIsDeliveredAndThePeerIsHeldBack() throws IOException {
      try (RawPeer peer = client()) {
        peer.write(good("early"));
        Transport transport = node.awaitAccepted();
        assertTrue(transport.isOpen());

        transport.begin(owner);
        owner.awaitMessages(1);
        assertEquals(List.of("early"), owner.texts());
      }
    }

    @Test
    void itCanBeClosedInGoodOrder() throws IOException {
      try (RawPeer peer = client()) {
        Transport transport = node.awaitAccepted();
        transport.close(1000, "double connection");

        assertEquals("double connection", peer.readClose().phrase());
        peer.write(closing(1000, ""));
        assertTrue(peer.readToEnd());
        transport.begin(owner);
        assertEquals(CloseReason.byUs(1000, "double connection"), owner.awaitClose());
      }
    }

    @Test
    void itCanBeCut() throws IOException {
      try (RawPeer peer = client()) {
        Transport transport = node.awaitAccepted();
        transport.cut("limit");

        peer.readToEnd();
        transport.begin(owner);
        assertEquals(CloseReason.byUs(1006, "limit"), owner.awaitClose());
      }
    }

    @Test
    void itBeginsOnce() throws IOException {
      try (RawPeer _ = client()) {
        Transport transport = node.awaitAccepted();
        transport.begin(owner);

        assertThrows(IllegalStateException.class, () -> transport.begin(owner));
      }
    }
  }
}
