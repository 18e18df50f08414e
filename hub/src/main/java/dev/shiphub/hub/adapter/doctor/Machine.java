package dev.shiphub.hub.adapter.doctor;

import java.nio.file.Path;

/**
 * Where the machine says how it is.
 *
 * @param proc what the kernel tells
 * @param etc what the operator has configured
 * @param run what programs tell while they run
 * @param groups what the kernel tells about groups of processes
 */
public record Machine(Path proc, Path etc, Path run, Path groups) {
  /** As on every Linux. */
  public static final Machine LINUX =
      new Machine(Path.of("/proc"), Path.of("/etc"), Path.of("/run"), Path.of("/sys/fs/cgroup"));
}
