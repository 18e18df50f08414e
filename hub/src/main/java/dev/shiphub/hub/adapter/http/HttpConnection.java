package dev.shiphub.hub.adapter.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Serves the requests of one connection, one after the other, in a thread of its own. */
final class HttpConnection {
  private static final Duration LINGER = Duration.ofSeconds(1);
  private static final int LINGER_BYTES = 256 * 1024;

  private final Socket socket;
  private final Visit visit;
  private final Visits visits;
  private final HttpLimits limits;
  private final HttpHandler handler;
  private final InstantSource steady;
  private final InetAddress client;
  private final InetAddress local;
  private final boolean isSecret;
  private final TimedInput in;
  private final RequestReader reader;
  private final AnswerWriter writer;

  /**
   * @param socket with TLS done, if there is TLS
   */
  HttpConnection(
      Socket socket,
      boolean isSecret,
      Visit visit,
      Visits visits,
      HttpLimits limits,
      HttpHandler handler,
      InstantSource steady)
      throws IOException {
    this.socket = socket;
    this.isSecret = isSecret;
    this.visit = visit;
    this.visits = visits;
    this.limits = limits;
    this.handler = handler;
    this.steady = steady;
    client = socket.getInetAddress();
    local = socket.getLocalAddress();
    in = new TimedInput(socket, steady, steady.instant());
    reader = new RequestReader(in, limits);
    writer = new AnswerWriter(socket.getOutputStream());
  }

  /**
   * Serves until either side has enough.
   *
   * @throws IOException if the client is gone, or too slow to read
   */
  void serve() throws IOException, InterruptedException {
    boolean isKept = true;
    while (isKept) {
      isKept = serveOne();
    }
  }

  private boolean serveOne() throws IOException, InterruptedException {
    Instant now = steady.instant();
    in.until(now.plus(limits.request()));
    // Reading fails first; this is for what TLS does below it.
    visits.waitFor(visit, now, now.plus(limits.request()).plus(LINGER));
    return switch (head()) {
      case HeadOutcome.Nothing _ -> false;
      case HttpFault fault -> refuse(fault);
      case RequestHead head -> serve(head);
    };
  }

  private HeadOutcome head() throws IOException {
    try {
      return reader.head();
    } catch (SocketTimeoutException late) {
      // A kept connection is closed without a word: it would be taken for the next answer.
      return reader.isBetweenRequests() ? new HeadOutcome.Nothing() : HttpFault.LATE;
    }
  }

  private boolean serve(RequestHead head) throws IOException, InterruptedException {
    return switch (head.bodyLength(limits.bodyBytes())) {
      case BodyLength.Refused(HttpFault fault) -> refuse(fault);
      case BodyLength.Octets(int count) -> {
        if (count > 0 && head.says("Expect", "100-continue")) {
          writer.goOn();
        }
        Optional<byte[]> body = body(count);
        yield body.isPresent() ? serve(head, body.get()) : refuse(HttpFault.LATE);
      }
    };
  }

  /** Empty if it does not come in time. */
  private Optional<byte[]> body(int count) throws IOException {
    try {
      return Optional.of(reader.body(count));
    } catch (SocketTimeoutException late) {
      return Optional.empty();
    }
  }

  private boolean serve(RequestHead head, byte[] body) throws IOException, InterruptedException {
    visits.serve(visit, Instant.MAX);
    HttpAnswer answer =
        handler.answer(
            new HttpRequest(
                head.method(),
                head.target(),
                head.headers(),
                ByteBuffer.wrap(body),
                client,
                local,
                isSecret));
    boolean isForHead = head.method().equals("HEAD");
    boolean isLast = head.isOfVersion10() || head.says("Connection", "close");
    switch (answer) {
      case HttpAnswer.Whole whole -> {
        visits.serve(visit, steady.instant().plus(limits.answer()));
        writer.write(whole, isForHead, isLast);
        return !isLast;
      }
      case HttpAnswer.Stream stream -> {
        try (HttpAnswer.Source _ = stream.source()) {
          writer.write(stream, isForHead, !head.isOfVersion10());
        }
        visits.serve(visit, steady.instant().plus(limits.answer()));
        return false;
      }
    }
  }

  /** Says what is wrong, and waits a moment for the client to read it: a reset would tear it. */
  private boolean refuse(HttpFault fault) throws IOException {
    visits.waitFor(visit, steady.instant(), steady.instant().plus(LINGER.multipliedBy(2)));
    writer.write(handler.refusal(fault), false, true);
    socket.shutdownOutput();
    linger();
    return false;
  }

  private void linger() throws IOException {
    in.until(steady.instant().plus(LINGER));
    byte[] scrap = new byte[8 * 1024];
    int left = LINGER_BYTES;
    try {
      while (left > 0) {
        int count = in.read(scrap, 0, scrap.length);
        left = count < 0 ? 0 : left - count;
      }
    } catch (SocketTimeoutException enough) {
      // It had its moment.
    }
  }
}
