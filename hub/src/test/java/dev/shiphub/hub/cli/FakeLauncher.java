package dev.shiphub.hub.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A program that pretends to be the daemon or a device, as a small shell script. */
final class FakeLauncher {
  /** Prints what the daemon prints when it listens. */
  private static final String DAEMON =
      "echo starting; echo '{\"event\":\"listening\",\"ski\":\""
          + "8".repeat(40)
          + "\",\"shipPort\":4712,\"adminPort\":%d}'";

  private static final String DEVICE =
      "echo '{\"event\":\"listening\",\"ski\":\"'$ski'\",\"shipId\":\"x\",\"port\":5000'$n'}'";

  private final Path folder;
  private String daemon = "exit 1";
  private String device = DEVICE + "; exec cat";

  FakeLauncher(Path folder) {
    this.folder = folder;
  }

  FakeLauncher daemonAt(int adminPort) {
    return daemon(DAEMON.formatted(adminPort) + "; exec cat");
  }

  /** The daemon ends in 3 as soon as one of the devices has ended. */
  FakeLauncher daemonOfOneLife(int adminPort) {
    return daemon(
        DAEMON.formatted(adminPort)
            + "; while sleep 0.05; do for pid in $(cat '%s/pids'); do".formatted(folder)
            + " kill -0 $pid || exit 3; done; done");
  }

  FakeLauncher daemon(String script) {
    daemon = script;
    return this;
  }

  /** A device of which the script may use {@code $profile}. */
  FakeLauncher device(String script) {
    device = script;
    return this;
  }

  static String deviceListens() {
    return DEVICE;
  }

  /** The SKI of the device with that profile. */
  static String ski(String profile) {
    return switch (profile) {
      case "heat-pump" -> "a".repeat(40);
      case "wallbox" -> "b".repeat(40);
      case "inverter" -> "c".repeat(40);
      default -> "d".repeat(40);
    };
  }

  Path write() throws IOException {
    String script =
        """
        #!/bin/sh
        echo $$ >> '%1$s/pids'
        echo "$@" >> '%1$s/calls'
        if [ "$1" = run ]; then
          pwd > '%1$s/folder'
          %2$s
        else
          profile=$4
          case $profile in
            heat-pump) n=1; ski=%3$s;;
            wallbox) n=2; ski=%4$s;;
            inverter) n=3; ski=%5$s;;
            *) n=4; ski=%6$s;;
          esac
          %7$s
        fi
        """
            .formatted(
                folder,
                daemon,
                ski("heat-pump"),
                ski("wallbox"),
                ski("inverter"),
                ski("control-box"),
                device);
    Path file = Files.writeString(folder.resolve("launcher"), script);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  List<String> calls() throws IOException {
    return Files.readAllLines(folder.resolve("calls"));
  }

  /** Where the daemon ran. */
  Path workFolder() throws IOException {
    return Path.of(Files.readString(folder.resolve("folder")).strip());
  }

  /** Whether none of the processes is left. */
  boolean isAllGone() throws IOException {
    return Files.readAllLines(folder.resolve("pids")).stream()
        .noneMatch(
            pid ->
                ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isPresent());
  }
}
