package dev.shiphub.sim.raw;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One open WebSocket to the device. Says nothing by itself but what RFC 6455 demands: a pong for a
 * ping, an echo for a close frame. Any thread may send, one receives.
 */
public final class RawLink implements AutoCloseable {
  private static final int MOST_UNREAD = 10_000;

  private final Socket socket;
  private final boolean isClient;
  private final InstantSource clock;
  private final DataInputStream in;
  private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>(MOST_UNREAD);

  RawLink(Socket socket, boolean isClient, InstantSource clock) throws IOException {
    this.socket = socket;
    this.isClient = isClient;
    this.clock = clock;
    socket.setSoTimeout(0);
    in = new DataInputStream(socket.getInputStream());
    RawThreads.start("raw-read", this::read);
  }

  /** Whether we dialled. */
  public boolean isClient() {
    return isClient;
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
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    boolean isBinary = true;
    try {
      while (true) {
        RawFrame frame = RawFrame.read(in);
        switch (frame.opcode()) {
          case RawFrame.PING -> answer(RawFrame.PONG, frame.payload());
          case RawFrame.PONG -> {}
          case RawFrame.CLOSE -> {
            answer(RawFrame.CLOSE, frame.payload());
            end("close frame " + words(frame.payload()));
            return;
          }
          default -> {
            isBinary =
                frame.opcode() == RawFrame.CONTINUATION
                    ? isBinary
                    : frame.opcode() == RawFrame.BINARY;
            message.writeBytes(frame.payload());
            if (frame.isFinal()) {
              tell(new Heard.Message(clock.instant(), message.toByteArray(), isBinary));
              message.reset();
            }
          }
        }
      }
    } catch (IOException gone) {
      String why = gone.getMessage();
      end("connection ended" + (why == null ? "" : " (" + why + ")"));
    }
  }

  private void answer(int opcode, byte[] payload) {
    boolean isWritten = write(new RawFrame(true, opcode, payload).bytes(isClient));
    if (!isWritten) {
      tell(new Heard.End(clock.instant(), "connection ended before it could be answered"));
    }
  }

  private void end(String how) {
    tell(new Heard.End(clock.instant(), how));
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
    int code = ByteBuffer.wrap(payload).getShort() & 0xffff;
    String reason = new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
    return code + (reason.isEmpty() ? "" : " \"" + reason + "\"");
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
