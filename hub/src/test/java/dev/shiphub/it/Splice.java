package dev.shiphub.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Two sockets that are one connection: what comes in at one goes out at the other. Any thread may
 * break it.
 */
final class Splice {
  private static final int BUFFER = 8_192;

  private final Socket from;
  private final Socket to;
  private final Consumer<Splice> onEnd;
  private final Set<Socket> speaking = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean isEnded = new AtomicBoolean();
  private volatile boolean isSilent;

  /**
   * @param onEnd called once, when neither end sends any more
   */
  Splice(Socket from, Socket to, Consumer<Splice> onEnd) throws IOException {
    this.from = from;
    this.to = to;
    this.onEnd = onEnd;
    from.setTcpNoDelay(true);
    to.setTcpNoDelay(true);
    speaking.addAll(List.of(from, to));
  }

  void start() {
    Thread.ofVirtual().name("splice").start(() -> pump(from, to));
    Thread.ofVirtual().name("splice").start(() -> pump(to, from));
  }

  /** Each end believes that the other is still there, and hears nothing of it. */
  void silence() {
    isSilent = true;
  }

  /** Whether the end that has dialled has not closed it; or the other one. */
  boolean isOpenAt(boolean isDialler) {
    return speaking.contains(isDialler ? from : to);
  }

  boolean isSilent() {
    return isSilent;
  }

  /** Both ends see a reset. */
  void reset() {
    abort(from);
    abort(to);
  }

  private void pump(Socket source, Socket sink) {
    try {
      InputStream in = source.getInputStream();
      OutputStream out = sink.getOutputStream();
      byte[] buffer = new byte[BUFFER];
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        if (!isSilent) {
          out.write(buffer, 0, length);
        }
      }
      if (!isSilent) {
        sink.shutdownOutput();
      }
    } catch (IOException broken) {
      close(source);
      close(sink);
    }
    speaking.remove(source);
    if (speaking.isEmpty() && isEnded.compareAndSet(false, true)) {
      onEnd.accept(this);
      close(source);
      close(sink);
    }
  }

  private static void abort(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException closed) {
      // Then there is nothing to reset.
    }
    close(socket);
  }

  static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException closed) {
      // What is closed cannot be closed better.
    }
  }
}
