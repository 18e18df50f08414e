package dev.shiphub.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Where the threads of this process run: a client must not take the core of its server. */
final class OwnCores {
  private static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final int MOST_TRIES = 10;

  /** Leaves the first core to servers, if there is another one. */
  void leaveTheFirst() throws IOException, InterruptedException {
    if (CORES > 1) {
      set("1-" + (CORES - 1));
    }
  }

  /** Takes all cores again. */
  void takeAll() {
    try {
      if (CORES > 1) {
        set("0-" + (CORES - 1));
      }
    } catch (IOException | InterruptedException impossible) {
      throw new IllegalStateException("what was taken cannot be given back", impossible);
    }
  }

  private static void set(String cores) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("taskset", "-a", "-p", "-c", cores));
    command.add(String.valueOf(ProcessHandle.current().pid()));
    // A thread that ends while all are looked through makes it fail; the next time it is gone.
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Process taskset =
          new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      if (taskset.waitFor() == 0) {
        return;
      }
    }
    throw new IOException(command + " failed " + MOST_TRIES + " times");
  }
}
