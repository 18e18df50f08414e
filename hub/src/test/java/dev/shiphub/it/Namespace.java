package dev.shiphub.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A host of its own: a network namespace. Needs root and iproute2. */
final class Namespace implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final AtomicInteger MADE = new AtomicInteger();

  private final String name =
      "shiphub-" + ProcessHandle.current().pid() + "-" + MADE.incrementAndGet();

  private Namespace() {}

  /** A host without cables. */
  static Namespace make() throws IOException, InterruptedException {
    Namespace host = new Namespace();
    ip("netns", "add", host.name);
    host.does("link", "set", "lo", "up");
    return host;
  }

  /** What a command needs in front to run on this host. */
  List<String> host() {
    return List.of("ip", "netns", "exec", name);
  }

  /** Lays a cable to another host; both of its ends are up. */
  void cable(String own, Namespace other, String theirs) throws IOException, InterruptedException {
    ip(
        "link",
        "add",
        own,
        "netns",
        name,
        "type",
        "veth",
        "peer",
        "name",
        theirs,
        "netns",
        other.name);
    up(own);
    other.up(theirs);
  }

  /** The end of a cable loses its link; that of the other host has no carrier then. */
  void down(String device) throws IOException, InterruptedException {
    does("link", "set", device, "down");
  }

  void up(String device) throws IOException, InterruptedException {
    does("link", "set", device, "up");
  }

  /**
   * Gives it one more address.
   *
   * @param address with the length of its prefix
   */
  void address(String device, String address) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("addr", "add", address, "dev", device));
    if (address.indexOf(':') >= 0) {
      // The kernel of this host need not ask whether it is unique: it is.
      arguments.add("nodad");
    }
    does(arguments.toArray(String[]::new));
  }

  /** Takes an address that {@link #address} gave it. */
  void dropAddress(String device, String address) throws IOException, InterruptedException {
    does("addr", "del", address, "dev", device);
  }

  /** Takes all addresses: without any it neither takes nor sends a packet. */
  void dropAddresses(String device) throws IOException, InterruptedException {
    does("addr", "flush", "dev", device);
  }

  private void does(String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("-n", name));
    all.addAll(List.of(arguments));
    ip(all.toArray(String[]::new));
  }

  private static void ip(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder();
    builder.command().add("ip");
    builder.command().addAll(List.of(arguments));
    Process process = Births.start(builder.redirectErrorStream(true));
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    boolean isDone = process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    if (!isDone || process.exitValue() != 0) {
      throw new IOException(
          "this test makes network namespaces, which needs root and iproute2: ip "
              + String.join(" ", arguments)
              + " said: "
              + said);
    }
  }

  @Override
  public void close() {
    try {
      ip("netns", "del", name);
    } catch (IOException | InterruptedException neverMade) {
      System.err.println("not removed: " + neverMade.getMessage());
    }
  }
}
