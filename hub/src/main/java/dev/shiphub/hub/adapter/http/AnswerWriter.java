package dev.shiphub.hub.adapter.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes answers. One thread. */
final class AnswerWriter {
  private final OutputStream out;

  AnswerWriter(OutputStream out) {
    this.out = out;
  }

  /** Asks for the body of a client that waits for this. */
  void goOn() throws IOException {
    out.write("HTTP/1.1 100 \r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  /** Writes an answer in one go. */
  void write(HttpAnswer.Whole answer, boolean isForHead, boolean isLast) throws IOException {
    ByteBuffer body = answer.body();
    StringBuilder head = head(answer.status(), answer.headers());
    head.append("Content-Length: ").append(body.remaining()).append("\r\n");
    if (isLast) {
      head.append("Connection: close\r\n");
    }
    byte[] first = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer all = ByteBuffer.allocate(first.length + (isForHead ? 0 : body.remaining()));
    all.put(first);
    if (!isForHead) {
      all.put(body);
    }
    out.write(all.array());
    out.flush();
  }

  /** Writes the head of a stream, and then lets it write the rest. */
  void write(HttpAnswer.Stream answer, boolean isForHead, boolean isChunked)
      throws IOException, InterruptedException {
    StringBuilder head = head(200, answer.headers()).append("Connection: close\r\n");
    if (isChunked) {
      head.append("Transfer-Encoding: chunked\r\n");
    }
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    if (isForHead) {
      return;
    }
    if (isChunked) {
      ChunkedOutput chunks = new ChunkedOutput(out);
      answer.source().writeTo(chunks);
      chunks.finish();
    } else {
      answer.source().writeTo(out);
    }
  }

  private static StringBuilder head(int status, Map<String, String> headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" \r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return head;
  }
}
