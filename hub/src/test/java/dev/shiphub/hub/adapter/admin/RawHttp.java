package dev.shiphub.hub.adapter.admin;

import dev.shiphub.ship.json.JsonLimits;
import dev.shiphub.ship.json.JsonReader;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.Parsed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sends requests as they are written, headers that no browser would let through included. */
final class RawHttp {
  private static final int PATIENCE_MILLIS = 10_000;

  private final int port;

  RawHttp(int port) {
    this.port = port;
  }

  /** An answer; header names are in lower case. Status 0 if the server hung up without one. */
  record Response(int status, Map<String, String> headers, String body) {
    JsonObject json() {
      Parsed parsed = new JsonReader(JsonLimits.ofBytes(1 << 20)).read(body);
      if (parsed instanceof Parsed.Ok(JsonObject object)) {
        return object;
      }
      throw new AssertionError("no JSON object: " + body);
    }

    String text(String name) {
      return json().text(name).orElse("");
    }
  }

  Response get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  Response post(String path, String body) {
    return send("POST", path, body, "Content-Type: application/json");
  }

  /** Sends with a Host header of this machine unless there is one among the headers. */
  Response send(String method, String path, String body, String... headers) {
    List<String> lines = new ArrayList<>(List.of(method + " " + path + " HTTP/1.1"));
    if (Arrays.stream(headers).noneMatch(line -> line.startsWith("Host:"))) {
      lines.add("Host: 127.0.0.1:" + port);
    }
    lines.addAll(List.of(headers));
    byte[] octets = body.getBytes(StandardCharsets.UTF_8);
    if (octets.length > 0 || method.equals("POST")) {
      lines.add("Content-Length: " + octets.length);
    }
    lines.add("Connection: close");
    return exchange(String.join("\r\n", lines) + "\r\n\r\n" + body);
  }

  Response exchange(String request) {
    try (Socket socket = open()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return read(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (SocketException reset) {
      return new Response(0, Map.of(), "");
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  Socket open() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static Response read(String answer) {
    int end = answer.indexOf("\r\n\r\n");
    if (end < 0) {
      return new Response(0, Map.of(), answer);
    }
    List<String> head = answer.substring(0, end).lines().toList();
    Map<String, String> headers = new TreeMap<>();
    for (String line : head.subList(1, head.size())) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int status = Integer.parseInt(head.getFirst().substring(9, 12));
    return new Response(status, headers, answer.substring(end + 4));
  }

  /** A follower of the events. */
  Follower follow(String query, String... headers) {
    return followAt("/api/v1/events" + query, headers);
  }

  /** A follower of something else. */
  Follower followAt(String path, String... headers) {
    try {
      Socket socket = open();
      String head =
          "GET "
              + path
              + " HTTP/1.1\r\nHost: localhost\r\n"
              + String.join("", Arrays.stream(headers).map(line -> line + "\r\n").toList())
              + "\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      return new Follower(socket);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Reads server-sent events line by line, through the chunks of HTTP. */
  static final class Follower implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader lines;

    private Follower(Socket socket) throws IOException {
      this.socket = socket;
      lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Reads up to a line that holds this text, and returns the line. */
    String await(String text) {
      String all = "";
      try {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.contains(text)) {
            return line;
          }
          all += line + "\n";
        }
      } catch (IOException broken) {
        throw new UncheckedIOException(all, broken);
      }
      throw new AssertionError("ended without " + text + ": " + all);
    }

    /** Reads to the end; whether it was an orderly one. */
    boolean awaitEnd() {
      try {
        String last = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          last = line.isEmpty() ? last : line;
        }
        return last.equals("0");
      } catch (IOException cut) {
        return false;
      }
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }
}
