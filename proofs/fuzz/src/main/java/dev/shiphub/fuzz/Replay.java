package dev.shiphub.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Gives a target what the fuzzer has found worth keeping, without the fuzzer in between. */
public final class Replay {
  private Replay() {}

  /**
   * Replays.
   *
   * @param args the target, then the folders with inputs
   */
  public static void main(String[] args) throws IOException {
    Target target = Target.valueOf(args[0]);
    Cost.watch();
    for (String folder : Arrays.copyOfRange(args, 1, args.length)) {
      for (Path file : files(Path.of(folder))) {
        try {
          target.take(Files.readAllBytes(file));
        } catch (RuntimeException finding) {
          System.out.println(file);
          throw finding;
        }
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }
}
