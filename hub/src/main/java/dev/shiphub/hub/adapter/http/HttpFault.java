package dev.shiphub.hub.adapter.http;

/** What is wrong with a request that cannot even be handed on. The connection ends with it. */
public enum HttpFault implements HeadOutcome {
  /** It is no HTTP/1.1 request. */
  MALFORMED(400, "Bad Request"),

  /** It did not arrive in time. */
  LATE(408, "Request Timeout"),

  /** The length of its body is not said beforehand. */
  NO_LENGTH(411, "Length Required"),

  /** Its body is too long. */
  BODY_TOO_LONG(413, "Content Too Large"),

  /** Its first line is too long. */
  TARGET_TOO_LONG(414, "URI Too Long"),

  /** Its headers are too long or too many. */
  HEADERS_TOO_LONG(431, "Request Header Fields Too Large"),

  /** It is of another version of HTTP. */
  OTHER_VERSION(505, "HTTP Version Not Supported");

  private final int status;
  private final String words;

  HttpFault(int status, String words) {
    this.status = status;
    this.words = words;
  }

  /** The status code of HTTP. */
  public int status() {
    return status;
  }

  /** What RFC 9110 calls it. */
  public String words() {
    return words;
  }
}
