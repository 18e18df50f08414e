package dev.shiphub.sim.raw;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.identity.PeerSki;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/**
 * One open WebSocket to the device. Says nothing by itself but what RFC 6455 demands: a pong for a
 * ping, an echo for a close frame. Any thread may send, one receives.
 */
public final class RawLink implements AutoCloseable {
  private static final int MOST_UNREAD = 10_000;

  private final Socket socket;
  private final Socket below;
  private final boolean isClient;
  private final InstantSource clock;
  private final Opening opening;
  private final DataInputStream in;
  private final List<RawFrame> parts = new ArrayList<>();
  private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>(MOST_UNREAD);
  private volatile boolean isMute;

  /**
   * What the device showed before the first message.
   *
   * @param securedAt when the TLS handshake was complete
   * @param head its half of the upgrade
   * @param suite of TLS
   * @param tls its half of TLS
   */
  public record Opening(Instant securedAt, String head, String suite, TlsTap tls) {}

  /**
   * @param below what carries TLS
   */
  RawLink(Socket socket, Socket below, boolean isClient, InstantSource clock, Opening opening)
      throws IOException {
    this.socket = socket;
    this.below = below;
    this.isClient = isClient;
    this.clock = clock;
    this.opening = opening;
    socket.setSoTimeout(0);
    in = new DataInputStream(socket.getInputStream());
    RawThreads.start("raw-read", this::read);
  }

  /** Whether we dialled. */
  public boolean isClient() {
    return isClient;
  }

  /** What the device showed before the first message. */
  public Opening opening() {
    return opening;
  }

  /** Sends one frame; returns whether it could be written. */
  public boolean send(RawFrame frame) {
    return write(frame.bytes(isClient));
  }

  /** Sends these bytes as one binary message; returns whether they could be written. */
  public boolean send(byte[] message) {
    return write(RawFrame.binary(message).bytes(isClient));
  }

  /** Writes these bytes into TLS as they are. */
  public synchronized boolean write(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return true;
    } catch (IOException gone) {
      return false;
    }
  }

  /** The next that was heard, waiting at most so long. */
  public Optional<Heard> next(Duration atMost) throws InterruptedException {
    return Optional.ofNullable(heard.poll(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS));
  }

  private void read() {
    try {
      boolean isOpen = true;
      while (isOpen) {
        RawFrame.Arrived arrived = RawFrame.read(in);
        RawFrame frame = arrived.frame();
        switch (frame.opcode()) {
          case RawFrame.PING -> answer(RawFrame.PONG, frame.payload());
          case RawFrame.PONG -> tell(new Heard.Pong(clock.instant(), frame.payload()));
          case RawFrame.CLOSE -> {
            answer(RawFrame.CLOSE, frame.payload());
            end("close frame " + words(frame.payload()), code(frame.payload()));
            isOpen = false;
          }
          default -> parts.add(frame);
        }
        if (!parts.isEmpty() && parts.getLast().isFinal()) {
          tell(whole(arrived.isMasked()));
          parts.clear();
        }
      }
    } catch (IOException gone) {
      String why = gone.getMessage();
      end("connection ended" + (why == null ? "" : " (" + why + ")"), 0);
    }
  }

  private Heard.Message whole(boolean isMasked) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    parts.forEach(part -> message.writeBytes(part.payload()));
    boolean isBinary = parts.getFirst().opcode() == RawFrame.BINARY;
    return new Heard.Message(
        clock.instant(), message.toByteArray(), isBinary, parts.size(), isMasked);
  }

  private void answer(int opcode, byte[] payload) {
    if (isMute) {
      return;
    }
    boolean isWritten = write(new RawFrame(true, opcode, payload).bytes(isClient));
    if (!isWritten) {
      end("connection ended before it could be answered", 0);
    }
  }

  private void end(String how, int code) {
    tell(new Heard.End(clock.instant(), how, code));
  }

  private void tell(Heard news) {
    if (!heard.offer(news)) {
      close();
    }
  }

  private static String words(byte[] payload) {
    if (payload.length < 2) {
      return "without a code";
    }
    int code = code(payload);
    String reason = new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
    return code + (reason.isEmpty() ? "" : " \"" + reason + "\"");
  }

  private static int code(byte[] payload) {
    return payload.length < 2 ? 0 : ByteBuffer.wrap(payload).getShort() & 0xffff;
  }

  /** Answers no ping and no close frame any more. */
  public void mute() {
    isMute = true;
  }

  /** Ends TCP with a reset, and TLS not at all. */
  public void reset() {
    try {
      below.setSoLinger(true, 0);
    } catch (IOException gone) {
      // It has ended already.
    }
    end();
  }

  /** Ends TCP in order, and TLS not at all. */
  public void end() {
    try {
      below.close();
    } catch (IOException gone) {
      // What is closed cannot be closed better.
    }
  }

  /** Who is at the other end, as far as its certificate can say so. */
  public Optional<Ski> peer() {
    try {
      return socket instanceof SSLSocket tls
              && tls.getSession().getPeerCertificates()[0] instanceof X509Certificate leaf
              && PeerSki.of(leaf) instanceof PeerSki.Consistent(Ski ski)
          ? Optional.of(ski)
          : Optional.empty();
    } catch (SSLPeerUnverifiedException nameless) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException gone) {
      // What is closed cannot be closed better.
    }
  }
}
