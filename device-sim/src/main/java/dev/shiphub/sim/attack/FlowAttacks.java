package dev.shiphub.sim.attack;

import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.ShipBytes;
import dev.shiphub.sim.bench.Talk;
import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.RawFrame;
import dev.shiphub.sim.raw.RawIdentity;
import dev.shiphub.sim.raw.RawStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a paired device can do with many frames, or with too little reading. */
final class FlowAttacks {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final int TOO_BIG = 1009;
  private static final int POLICY = 1008;
  private static final int PINGS = 1_000;
  private static final int READS = 20_000;
  private static final int PONG = 10;

  static final List<Attack> ALL =
      List.of(
          new Attack(
              "W-endless-parts",
              "5,000 empty parts of one message, none of them final",
              "closed with 1009",
              Manner.QUIET,
              foe -> parts(foe.paired(), new byte[0], 5_000)),
          new Attack(
              "W-endless-message",
              "parts of 1 KiB without an end, before trust is asked for",
              "closed with 1009 after 8 KiB",
              Manner.QUIET,
              foe -> parts(foe.paired(), new byte[1024], 50)),
          new Attack(
              "W-over-a-mebibyte",
              "the head of a message of 1 MiB and one byte, in data exchange",
              "closed with 1009 before it comes",
              Manner.QUIET,
              FlowAttacks::overAMebibyte),
          new Attack(
              "W-ping-flood",
              "1,000 pings in data exchange",
              "closed with 1008",
              Manner.QUIET,
              foe -> flood(foe, RawFrame.ping(new byte[100]))),
          new Attack(
              "W-pong-flood",
              "1,000 pongs that nobody asked for",
              "closed with 1008",
              Manner.QUIET,
              foe -> flood(foe, new RawFrame(true, PONG, new byte[100]))),
          new Attack(
              "W-cut-in-frame",
              "TCP is reset in the middle of a frame",
              "the same device is in data exchange again at once",
              Manner.QUIET,
              FlowAttacks::cutInFrame),
          new Attack(
              "W-after-close",
              "a question behind a close frame",
              "not answered; the connection ends",
              Manner.QUIET,
              FlowAttacks::afterClose),
          new Attack(
              "W-never-reads",
              "20,000 questions of a device that reads no answer",
              "cut off when too much waits for it",
              Manner.ALONE,
              FlowAttacks::neverReads));

  private FlowAttacks() {}

  private static Verdict parts(Talk talk, byte[] part, int most)
      throws InterruptedException, CaseEnded {
    talk.send(new RawFrame(false, 2, part));
    byte[] next = new RawFrame(false, 0, part).bytes(true);
    for (int i = 0; i < most && talk.isOpen(); i += 50) {
      talk.write(repeated(next, 50));
      talk.await(_ -> false, Duration.ZERO);
    }
    return Judge.closeCode(talk.closes(SOON), TOO_BIG);
  }

  private static byte[] repeated(byte[] bytes, int times) {
    byte[] all = new byte[bytes.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(bytes, 0, all, i * bytes.length, bytes.length);
    }
    return all;
  }

  private static Verdict overAMebibyte(Foe foe) throws InterruptedException, CaseEnded {
    Talk talk = foe.inData();
    talk.write(RawFrame.claiming((1 << 20) + 1));
    return Judge.closeCode(talk.closes(SOON), TOO_BIG);
  }

  private static Verdict flood(Foe foe, RawFrame frame) throws InterruptedException, CaseEnded {
    Talk talk = foe.inData();
    byte[] bytes = frame.bytes(true);
    for (int i = 0; i < PINGS && talk.isOpen(); i += 100) {
      talk.write(repeated(bytes, 100));
      talk.await(_ -> false, Duration.ofMillis(1));
    }
    return Judge.closeCode(talk.closes(SOON), POLICY);
  }

  private static Verdict cutInFrame(Foe foe) throws IOException, InterruptedException, CaseEnded {
    RawIdentity identity = foe.bench().newIdentity();
    foe.bench().trust(identity);
    RawStream stream = foe.tls(identity);
    stream.write(blindly(1));
    stream.write(RawFrame.claiming(100_000));
    stream.reset();
    Instant start = foe.now();
    Talk talk = foe.inData(identity);
    Duration took = foe.since(start);
    return Judge.that(
        Judge.answers(talk) && took.compareTo(SOON) < 0,
        "in data exchange again after " + Talk.seconds(took));
  }

  private static Verdict afterClose(Foe foe) throws InterruptedException, CaseEnded {
    Talk talk = foe.inData();
    talk.send(RawFrame.close(1000));
    talk.send(ShipBytes.ACCESS_REQUEST);
    var end = talk.closes(SOON);
    boolean isAnswered =
        talk.await(said -> said.accessMethods().isPresent(), Duration.ZERO).isPresent();
    return Judge.that(!isAnswered, (isAnswered ? "answered; " : "") + end.how());
  }

  /** The upgrade and the whole handshake without a look at what the daemon says, then reads. */
  static byte[] blindly(int reads) {
    var all = new ByteArrayOutputStream();
    String upgrade = UpgradeAttacks.request("Sec-WebSocket-Protocol: ship\r\n");
    all.writeBytes(upgrade.getBytes(StandardCharsets.ISO_8859_1));
    for (byte[] message :
        List.of(
            ShipBytes.CMI,
            ShipBytes.HELLO_READY,
            ShipBytes.ANNOUNCE_MAX,
            ShipBytes.SELECT,
            ShipBytes.PIN_NONE)) {
      all.writeBytes(RawFrame.binary(message).bytes(true));
    }
    all.writeBytes(reads(1, reads));
    return all.toByteArray();
  }

  /** So many questions, numbered from there on. */
  static byte[] reads(int from, int count) {
    var all = new ByteArrayOutputStream();
    for (int counter = from; counter < from + count; counter++) {
      byte[] read = ShipBytes.read("nodeManagementDetailedDiscoveryData", counter);
      all.writeBytes(RawFrame.binary(read).bytes(true));
    }
    return all.toByteArray();
  }

  private static Verdict neverReads(Foe foe) throws IOException, InterruptedException, CaseEnded {
    RawIdentity identity = foe.bench().newIdentity();
    foe.bench().trust(identity);
    RawStream stream = foe.narrow(foe.target(), identity);
    stream.write(blindly(1));
    int asked = 1;
    boolean isOpen = true;
    while (isOpen && asked < READS) {
      isOpen = stream.write(reads(asked + 1, 100));
      asked += 100;
    }
    Instant until = foe.now().plus(SOON);
    while (isOpen && foe.now().isBefore(until)) {
      foe.rest(Duration.ofMillis(100));
      isOpen = stream.write(RawFrame.ping(new byte[0]).bytes(true));
    }
    return Judge.that(
        !isOpen, isOpen ? "still open after " + asked : "cut off after at most " + asked);
  }
}
