package dev.shiphub.sim.attack;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.shiphub.ship.Pin;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Lab;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Daemons besides the one that has the bystanders: one that requires a PIN, which cases share, and
 * any that cases start and end as they like. Any thread.
 */
public final class Spares implements AutoCloseable {
  /** Long enough for a shorter PIN to be its beginning. */
  static final Pin PIN = new Pin("C0FFEE0123456789");

  private final Optional<String> command;
  private final Lab like;

  @GuardedBy("this")
  private final List<Path> folders = new ArrayList<>();

  @GuardedBy("this")
  private Optional<Spare> pinned = Optional.empty();

  /**
   * @param command starts a daemon in its own process: is given a state directory, and a PIN if it
   *     is to require one; empty if there is none
   * @param like for the clocks and the random numbers
   */
  public Spares(Optional<String> command, Lab like) {
    this.command = command;
    this.like = like;
  }

  /** A state directory for a new one. */
  synchronized Path folder() throws IOException {
    Path folder = Files.createTempDirectory("shiphub-attack");
    folders.add(folder);
    return folder.resolve("state");
  }

  /** Starts one in that state directory. */
  Spare start(Path state, Optional<Pin> pin) throws IOException, InterruptedException, CaseEnded {
    return Spare.start(line(state, pin), like);
  }

  /** The command line for one. */
  List<String> line(Path state, Optional<Pin> pin) throws CaseEnded {
    if (command.isEmpty()) {
      throw CaseEnded.unmet("there is no --spare command to start another daemon");
    }
    List<String> line =
        new ArrayList<>(List.of("sh", "-c", "exec " + command.get() + " \"$@\"", "spare"));
    line.add(state.toString());
    pin.ifPresent(it -> line.add(it.digits()));
    return line;
  }

  /** The one that requires {@link #PIN}; started when it is asked for first. */
  synchronized Spare pinned() throws IOException, InterruptedException, CaseEnded {
    if (pinned.isEmpty()) {
      pinned = Optional.of(start(folder(), Optional.of(PIN)));
    }
    return pinned.get();
  }

  @Override
  public synchronized void close() {
    pinned.ifPresent(Spare::close);
    for (Path folder : folders) {
      delete(folder.toFile());
    }
  }

  private static void delete(File file) {
    File[] inside = file.listFiles();
    for (File each : inside == null ? new File[0] : inside) {
      delete(each);
    }
    boolean _ = file.delete();
  }
}
