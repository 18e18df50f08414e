package dev.shiphub.hub.adapter.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Map;

/** What a request is answered with. */
public sealed interface HttpAnswer {
  /**
   * All at once.
   *
   * @param headers besides those about the length and the connection
   */
  record Whole(int status, Map<String, String> headers, ByteBuffer body) implements HttpAnswer {
    public Whole {
      headers = Map.copyOf(headers);
      body = body.asReadOnlyBuffer();
    }
  }

  /**
   * Bit by bit, with status 200; the connection ends with it.
   *
   * @param source closed by the connection, whether it was asked to write or not
   */
  record Stream(Map<String, String> headers, Source source) implements HttpAnswer {
    public Stream {
      headers = Map.copyOf(headers);
    }
  }

  /** What writes the body of a {@link Stream}, in the thread of its request. */
  interface Source extends AutoCloseable {
    /**
     * Writes all of it.
     *
     * @throws IOException if the client is gone
     * @throws InterruptedException if the thread is to end
     */
    void writeTo(OutputStream out) throws IOException, InterruptedException;

    @Override
    void close();
  }
}
