package dev.shiphub.bench;

import dev.shiphub.ship.identity.LocalIdentity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A process of bad company for a hub at a port: paired devices that flap, flood and do not read,
 * and strangers that connect and say nothing. Says the SKIs that are to be paired; {@code on} and
 * {@code off} come by stdin, and its end is ours.
 */
public final class FoesMain {
  private static final int FLAPPING = 5;
  private static final long FLAP_MS = 1_000;
  private static final long DATA_PAUSE_MS = 2;
  private static final int PINGS = 300;
  private static final int SILENT = 200;
  private static final byte[] PING = {(byte) 0x89, (byte) 0x84, 0, 0, 0, 0, 'p', 'i', 'n', 'g'};

  private final int port;
  private final Map<Deed, LongAdder> done = new ConcurrentSkipListMap<>();
  private volatile boolean isOn;

  /** What they have done, to be seen by whoever measures. */
  enum Deed {
    FLAPS,
    PINGS,
    QUESTIONS,
    UNREAD,
    SILENT
  }

  private FoesMain(int port) {
    this.port = port;
  }

  /** One foe: what it does over and over while it is on. */
  @FunctionalInterface
  private interface Habit {
    void once() throws IOException, InterruptedException;
  }

  /** Starts; the one argument is the port of the hub. */
  public static void main(String[] arguments) throws IOException {
    FoesMain foes = new FoesMain(Integer.parseInt(arguments[0]));
    List<LocalIdentity> devices =
        Stream.generate(BenchKeys::fresh).limit(FLAPPING + 3L).collect(Collectors.toList());
    for (LocalIdentity device : devices.subList(0, FLAPPING)) {
      foes.keep("flaps", () -> foes.flap(device));
    }
    foes.keep("pings", () -> foes.ping(devices.get(FLAPPING)));
    foes.keep("floods", () -> foes.flood(devices.get(FLAPPING + 1)));
    foes.keep("stalls", () -> foes.stall(devices.get(FLAPPING + 2)));
    foes.keep("silent", foes::saysNothing);
    System.out.println(
        devices.stream().map(device -> device.ski().hex()).collect(Collectors.joining(" ")));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      foes.isOn = line.equals("on");
      if (!foes.isOn) {
        System.out.println("did " + foes.done);
      }
    }
    System.exit(0);
  }

  private void keep(String name, Habit habit) {
    Thread.ofPlatform()
        .daemon()
        .name(name)
        .start(
            () -> {
              while (true) {
                try {
                  rest(isOn ? 1 : 20);
                  if (isOn) {
                    habit.once();
                  }
                } catch (IOException refused) {
                  rest(FLAP_MS);
                } catch (InterruptedException never) {
                  return;
                }
              }
            });
  }

  private void did(Deed deed) {
    done.computeIfAbsent(deed, _ -> new LongAdder()).increment();
  }

  private static void rest(long millis) {
    LockSupport.parkNanos(millis * 1_000_000);
  }

  /** In data exchange, and gone again without a word. */
  private void flap(LocalIdentity device) throws IOException {
    try (EchoLink _ = Paired.reconnect(port, device)) {
      did(Deed.FLAPS);
      rest(FLAP_MS);
    }
    rest(FLAP_MS);
  }

  /** More pings than anybody may send; is closed for it, and comes back. */
  private void ping(LocalIdentity device) throws IOException {
    try (EchoLink link = Paired.reconnect(port, device)) {
      for (int i = 0; i < PINGS && isOn; i++) {
        link.send(PING);
        did(Deed.PINGS);
      }
      rest(FLAP_MS);
    }
  }

  /** Asks a kilobyte 500 times a second, and takes the answers. */
  private void flood(LocalIdentity device) throws IOException {
    try (EchoLink link = Paired.reconnect(port, device)) {
      byte[] read = link.framed(Paired.read());
      while (isOn) {
        link.send(read);
        byte[] _ = link.receive(0);
        did(Deed.QUESTIONS);
        rest(DATA_PAUSE_MS);
      }
    }
  }

  /** Asks and takes no answer, until it is cut off. */
  private void stall(LocalIdentity device) throws IOException {
    try (EchoLink link = Paired.reconnect(port, device)) {
      byte[] read = link.framed(Paired.read());
      while (isOn) {
        link.send(read);
        did(Deed.UNREAD);
        rest(DATA_PAUSE_MS);
      }
    }
  }

  /** So many TCP connections at once, all silent, until the hub has had enough of them. */
  private void saysNothing() throws IOException, InterruptedException {
    List<Socket> held = new ArrayList<>();
    try {
      while (held.size() < SILENT && isOn) {
        held.add(new Socket(InetAddress.getLoopbackAddress(), port));
        did(Deed.SILENT);
        rest(DATA_PAUSE_MS);
      }
      while (isOn) {
        rest(FLAP_MS / 10);
      }
    } finally {
      for (Socket socket : held) {
        socket.close();
      }
    }
  }
}
