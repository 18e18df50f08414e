package dev.shiphub.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that runs on the host of a daemon, whose API is on the loopback interface there: takes
 * questions from standard input, such as {@code GET devices}, and prints the answers, a line each.
 */
final class ApiPipe {
  private ApiPipe() {}

  /** How it is started: one process for all questions. */
  static List<String> command(List<String> host, int port) {
    String classes = ApiPipe.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    List<String> command = new ArrayList<>(host);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", classes, ApiPipe.class.getName(), String.valueOf(port)));
    return command;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (HttpClient http = HttpClient.newHttpClient()) {
      String line = questions.readLine();
      while (line != null) {
        String[] question = line.split(" ", 2);
        HttpRequest.BodyPublisher body =
            question[0].equals("POST")
                ? HttpRequest.BodyPublishers.ofString("{}")
                : HttpRequest.BodyPublishers.noBody();
        HttpRequest request =
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + arguments[0] + "/api/v1/" + question[1]))
                .method(question[0], body)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(15))
                .build();
        String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        System.out.println(answer.replaceAll("\\s*\\n\\s*", " "));
        line = questions.readLine();
      }
    }
  }
}
