package dev.shiphub.ship.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.transport.FrameCutter.Cut;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCutterTest {
  private static final TransportLimits.Frames LIMITS =
      new TransportLimits.Frames(9000, 1000, 5000, 4, 200, Duration.ofSeconds(10));
  private static final byte[] EMPTY = {};

  private static List<Cut> cut(Role own, byte[] bytes) {
    return new FrameCutter(own, LIMITS).cut(bytes, bytes.length);
  }

  private static void assertViolation(int code, List<Cut> cuts) {
    assertEquals(code, assertInstanceOf(Cut.Violation.class, cuts.getLast()).code());
  }

  private static List<byte[]> frames(List<Cut> cuts) {
    List<byte[]> frames = new ArrayList<>();
    for (Cut cut : cuts) {
      ByteBuffer bytes = assertInstanceOf(Cut.Frame.class, cut).bytes().duplicate();
      byte[] frame = new byte[bytes.remaining()];
      bytes.get(frame);
      frames.add(frame);
    }
    return frames;
  }

  @Nested
  class CutsTheSameFrames {
    private final byte[] stream =
        RawFrame.join(
            RawFrame.masked(RawFrame.FINAL | RawFrame.BINARY, new byte[] {1, 2, 3}),
            RawFrame.masked(RawFrame.BINARY, new byte[300]),
            RawFrame.masked(RawFrame.FINAL | RawFrame.PING, EMPTY),
            RawFrame.masked(RawFrame.FINAL, new byte[500]),
            RawFrame.masked(RawFrame.FINAL | RawFrame.CLOSE, RawFrame.closing(4001, "close")));
    private final List<byte[]> whole = frames(cut(Role.SERVER, stream));

    @Test
    void thatWerePutIn() {
      assertEquals(5, whole.size());
      assertEquals(
          HexFormat.of().formatHex(stream),
          HexFormat.of().formatHex(RawFrame.join(whole.toArray(byte[][]::new))));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 64, 299, 511, 512, 513})
    void howeverTheStreamIsCutIntoChunks(int size) {
      FrameCutter cutter = new FrameCutter(Role.SERVER, LIMITS);
      List<Cut> cuts = new ArrayList<>();
      for (int from = 0; from < stream.length; from += size) {
        byte[] chunk = Arrays.copyOfRange(stream, from, Math.min(stream.length, from + size));
        cuts.addAll(cutter.cut(chunk, chunk.length));
      }

      assertEquals(
          whole.stream().map(Arrays::toString).toList(),
          frames(cuts).stream().map(Arrays::toString).toList());
    }
  }

  @Nested
  class RefusesByTheHeaderAlone {
    // First byte, second byte, close code.
    @ParameterizedTest
    @CsvSource({
      "c2, 80, 1002", // RSV1
      "a2, 80, 1002", // RSV2
      "92, 80, 1002", // RSV3
      "81, 80, 1003", // text
      "83, 80, 1002",
      "87, 80, 1002",
      "8b, 80, 1002",
      "8f, 80, 1002",
      "82, 00, 1002", // no mask
      "89, fe, 1002", // ping of more than 125 bytes
      "09, 80, 1002", // ping in fragments
      "08, 80, 1002",
      "88, 81, 1002", // half a close code
    })
    void whatShipDoesNotUse(String first, String second, int code) {
      assertViolation(code, cut(Role.SERVER, HexFormat.of().parseHex(first + second)));
    }

    @Test
    void aContinuationOfNothing() {
      assertViolation(1002, cut(Role.SERVER, HexFormat.of().parseHex("80fe00c800000000")));
    }

    @Test
    void aMaskFromAServer() {
      assertViolation(1002, cut(Role.CLIENT, RawFrame.masked(0x82, new byte[3])));
      assertEquals(1, frames(cut(Role.CLIENT, RawFrame.plain(0x82, new byte[3]))).size());
    }

    @ParameterizedTest
    @CsvSource({
      "1001, 1009",
      "0, 1002", // not the shortest form
      "65535, 1002",
      "65536, 1009",
      "2147483647, 1009",
      "2147483648, 1009",
      "9223372036854775807, 1009",
      "-9223372036854775808, 1002", // 2^63
      "-1, 1002"
    })
    void aDeclaredLength(long length, int code) {
      byte[] header =
          length == 1001 ? RawFrame.masked(0x82, new byte[1001]) : RawFrame.declaring(0x82, length);

      assertViolation(code, cut(Role.SERVER, header));
    }

    @Test
    void a16BitLengthThatFits7Bits() {
      assertViolation(1002, cut(Role.SERVER, HexFormat.of().parseHex("82fe007d00000000")));
    }
  }

  @Nested
  class CountsOverAllFragments {
    @Test
    void theBytesOfAMessage() {
      byte[] upToTheLimit =
          RawFrame.join(
              RawFrame.masked(RawFrame.BINARY, new byte[600]),
              RawFrame.masked(0, new byte[400]),
              RawFrame.masked(RawFrame.FINAL, EMPTY));
      byte[] overIt =
          RawFrame.join(
              RawFrame.masked(RawFrame.BINARY, new byte[600]), RawFrame.masked(0, new byte[401]));

      assertEquals(3, frames(cut(Role.SERVER, upToTheLimit)).size());
      assertViolation(1009, cut(Role.SERVER, overIt));
    }

    @Test
    void theFragmentsOfAMessageEvenIfTheyAreEmpty() {
      byte[] four =
          RawFrame.join(
              RawFrame.masked(RawFrame.BINARY, EMPTY),
              RawFrame.masked(0, EMPTY),
              RawFrame.masked(0, EMPTY),
              RawFrame.masked(RawFrame.FINAL, EMPTY));
      byte[] five =
          RawFrame.join(
              RawFrame.masked(RawFrame.BINARY, EMPTY),
              RawFrame.masked(0, EMPTY),
              RawFrame.masked(0, EMPTY),
              RawFrame.masked(0, EMPTY),
              RawFrame.masked(0, EMPTY));

      assertEquals(8, frames(cut(Role.SERVER, RawFrame.join(four, four))).size());
      assertViolation(1009, cut(Role.SERVER, five));
    }

    @Test
    void notTheNextMessage() {
      byte[] message = RawFrame.masked(0x82, new byte[1000]);

      assertEquals(2, frames(cut(Role.SERVER, RawFrame.join(message, message))).size());
    }

    @Test
    void andRefusesANewMessageInsideOfOne() {
      assertViolation(
          1002,
          cut(
              Role.SERVER,
              RawFrame.join(
                  RawFrame.masked(RawFrame.BINARY, EMPTY), RawFrame.masked(0x82, EMPTY))));
    }
  }

  @Test
  void deliversWhatCameBeforeAViolationAndNothingAfter() {
    byte[] good = RawFrame.masked(0x82, new byte[] {7});
    FrameCutter cutter = new FrameCutter(Role.SERVER, LIMITS);
    byte[] stream = RawFrame.join(good, RawFrame.masked(0x81, EMPTY), good);

    List<Cut> cuts = cutter.cut(stream, stream.length);

    assertEquals(2, cuts.size());
    assertViolation(1003, cuts);
    assertEquals(List.of(), cutter.cut(good, good.length));
  }

  // What anybody can send must not fill a small heap: 1 MiB of JSON is 20 MB of values.
  @Test
  void takesLongMessagesOnlyOnceDataIsExpected() {
    byte[] data = RawFrame.masked(0x82, new byte[5000]);
    FrameCutter early = new FrameCutter(Role.SERVER, LIMITS);
    FrameCutter later = new FrameCutter(Role.SERVER, LIMITS);
    later.expectData();

    assertViolation(1009, early.cut(data, data.length));
    assertEquals(1, frames(later.cut(data, data.length)).size());
    assertViolation(1009, later.cut(RawFrame.masked(0x82, new byte[5001]), 8));
  }

  // 64 strangers that each declare 1 MiB in 14 bytes must not cost 64 MiB.
  @Test
  void spendsNoMemoryOnADeclaredLength() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    FrameCutter cutter = new FrameCutter(Role.SERVER, TransportLimits.Frames.DEFAULTS);
    cutter.expectData();
    byte[] begun = RawFrame.join(RawFrame.declaring(0x82, 1024 * 1024), new byte[1]);
    List<Cut> warm = cut(Role.SERVER, RawFrame.masked(0x82, EMPTY));

    long before = threads.getCurrentThreadAllocatedBytes();
    List<Cut> cuts = cutter.cut(begun, begun.length);
    long spent = threads.getCurrentThreadAllocatedBytes() - before;

    assertEquals(1, warm.size());
    assertEquals(List.of(), cuts);
    assertTrue(spent < 16 * 1024, spent + " bytes");
  }
}
