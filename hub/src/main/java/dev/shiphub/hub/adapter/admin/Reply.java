package dev.shiphub.hub.adapter.admin;

import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** What a client gets. */
sealed interface Reply
    permits Reply.Document,
        Reply.Cookie,
        Reply.Content,
        Reply.WrongMethod,
        Reply.Feed,
        Reply.Live,
        Problem {
  /** A JSON document. */
  record Document(int status, JsonObject body) implements Reply {
    static Document ok(JsonObject body) {
      return new Document(200, body);
    }
  }

  /**
   * What is no JSON: a picture, a file of the page, a trace.
   *
   * @param headers its own, the type among them; they go before those of all answers
   */
  record Content(int status, Map<String, String> headers, ByteBuffer body) implements Reply {
    public Content {
      headers = Map.copyOf(headers);
      body = body.asReadOnlyBuffer();
    }

    /** All of it, of this media type. */
    static Content of(String type, ByteBuffer body) {
      return new Content(200, Map.of("Content-Type", type), body);
    }
  }

  /**
   * A JSON document with a cookie.
   *
   * @param cookie what the browser is to keep
   */
  record Cookie(String cookie, JsonObject body) implements Reply {
    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
      return "a cookie and " + body;
    }
  }

  /**
   * Something that the client follows.
   *
   * @param type its media type
   */
  record Live(String type, LiveBody body) implements Reply {}

  /** The path has only these methods. */
  record WrongMethod(List<String> allowed) implements Reply {
    public WrongMethod {
      allowed = List.copyOf(allowed);
    }

    Problem problem() {
      return Problem.of(
          405,
          "wrong-method",
          "This cannot be done here",
          "this path does not have that method",
          "use " + String.join(" or ", allowed));
    }
  }

  /**
   * The events, as they happen.
   *
   * @param after the number of the last one that the client knows
   */
  record Feed(long after) implements Reply {}
}
