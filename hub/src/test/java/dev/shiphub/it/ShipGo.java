package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The versions of enbility/ship-go that the hub is run against; each is a build of ours. */
enum ShipGo {
  V0_6_0("v0.6.0", List.of("-modfile=v060.mod", "-tags=shipgo060")),
  NEWEST("v0.6.1-0.20260720110450", List.of());

  private final String label;
  private final List<String> options;

  ShipGo(String label, List<String> options) {
    this.label = label;
    this.options = options;
  }

  /** The version, without the hash of a commit. */
  String label() {
    return label;
  }

  /** Where the build goes. */
  Path binary() {
    return Program.root().resolve("device-sim/target/interop/" + name());
  }

  /** Builds it; fails loudly without Go. */
  void build() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("go", "build", "-mod=readonly"));
    command.add("-buildvcs=false");
    command.addAll(options);
    command.addAll(List.of("-o", binary().toString(), "."));
    Process go =
        new ProcessBuilder(command)
            .directory(Program.root().resolve("device-sim/interop").toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(go.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, go.waitFor(), String.join(" ", command) + " said: " + said);
  }
}
