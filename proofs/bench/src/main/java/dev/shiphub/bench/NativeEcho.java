package dev.shiphub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Echo servers that are not Java, made of a source in this module by whatever compiler is here. */
final class NativeEcho {
  private static final Path LIBWEBSOCKETS = Path.of("/usr/include/libwebsockets.h");
  private static final Path SOURCES = Path.of("proofs", "bench", "src", "main");
  private static final int MOST_SECONDS = 120;

  private NativeEcho() {}

  /** A small program over libwebsockets; empty without compiler or library. */
  static Optional<Program> libwebsockets(Workplace place, Path keys)
      throws IOException, InterruptedException {
    Optional<Path> gcc = Program.find("gcc");
    if (gcc.isEmpty() || !Files.exists(LIBWEBSOCKETS)) {
      return Optional.empty();
    }
    Path program = place.folder("lws").resolve("echo");
    Path folder = place.root().resolve(SOURCES).resolve("c");
    make(folder, List.of(gcc.get() + "", "-O2", "-o", program + "", "echo.c", "-lwebsockets"));
    return Optional.of(start(place, program, keys));
  }

  /** A small program over the WebSocket library of ship-go; empty without Go. */
  static Optional<Program> go(Workplace place, Path keys) throws IOException, InterruptedException {
    Optional<Path> go =
        Program.find("go")
            .or(() -> Optional.of(Path.of("/usr/local/go/bin/go")))
            .filter(Files::isExecutable);
    if (go.isEmpty()) {
      return Optional.empty();
    }
    Path program = place.folder("go").resolve("echo");
    make(
        place.root().resolve(SOURCES).resolve("go"),
        List.of(go.get() + "", "build", "-o", program + "", "."));
    return Optional.of(start(place, program, keys));
  }

  private static void make(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Process compiler = new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start();
    if (!compiler.waitFor(MOST_SECONDS, TimeUnit.SECONDS) || compiler.exitValue() != 0) {
      compiler.destroyForcibly();
      throw new IOException("failed: " + String.join(" ", command));
    }
  }

  private static Program start(Workplace place, Path program, Path keys) throws IOException {
    return Program.start(
        place,
        Workplace.serverCore(),
        List.of(program + "", keys.resolve("certificate.pem") + "", keys.resolve("key.pem") + ""));
  }
}
