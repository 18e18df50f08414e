package dev.shiphub.sim;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.Ski;
import dev.shiphub.sim.device.SimDevice;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Consumer;

/** What a user, or a program, types while a device runs: one command a line. */
final class UserCommands implements Runnable {
  private final BufferedReader in;
  private final PrintStream complaints;
  private final SimDevice device;
  private final boolean isEndTheEnd;

  /**
   * @param isEndTheEnd whether the device stops when nothing more can be read
   */
  UserCommands(BufferedReader in, PrintStream complaints, SimDevice device, boolean isEndTheEnd) {
    this.in = in;
    this.complaints = complaints;
    this.device = device;
    this.isEndTheEnd = isEndTheEnd;
  }

  /** Reads until the end. */
  @Override
  public void run() {
    Optional<String> line = next();
    while (line.isPresent() && !line.get().strip().equals("quit")) {
      order(line.get());
      line = next();
    }
    if (line.isPresent() || isEndTheEnd) {
      device.close();
    }
  }

  private Optional<String> next() {
    try {
      return Optional.ofNullable(in.readLine());
    } catch (IOException closed) {
      return Optional.empty();
    }
  }

  private void order(String line) {
    String[] words = line.strip().split("\\s+", 2);
    Optional<Consumer<Ski>> order =
        switch (words[0]) {
          case "trust" -> Optional.of(device::trust);
          case "untrust" -> Optional.of(device::untrust);
          case "dial" -> Optional.of(device::dial);
          default -> Optional.empty();
        };
    Optional<Ski> ski = words.length == 2 ? Ski.parse(words[1]) : Optional.empty();
    if (order.isPresent() && ski.isPresent()) {
      order.get().accept(ski.get());
    } else if (!isPin(words) && !line.isBlank()) {
      complaints.println(
          "not a command; there are: trust SKI, untrust SKI, pin SKI PIN, dial SKI, quit");
    }
  }

  /** Takes {@code pin SKI PIN}; neither may have blanks. */
  private boolean isPin(String[] words) {
    String[] both = words.length == 2 ? words[1].split("\\s+") : new String[0];
    if (!words[0].equals("pin") || both.length != 2) {
      return false;
    }
    Optional<Ski> ski = Ski.parse(both[0]);
    Optional<Pin> pin = Pin.parse(both[1]);
    if (ski.isEmpty() || pin.isEmpty()) {
      return false;
    }
    device.enterPin(ski.get(), pin.get());
    return true;
  }
}
