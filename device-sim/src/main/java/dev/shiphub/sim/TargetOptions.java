package dev.shiphub.sim;

import dev.shiphub.ship.Ski;
import dev.shiphub.sim.bench.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Who is tried, and where it is; a group, because one makes no sense without the other. */
final class TargetOptions {
  @Option(
      names = "--target",
      required = true,
      paramLabel = "HOST:PORT",
      description = "Where it listens for SHIP.")
  private String place = "";

  @Option(names = "--ski", required = true, paramLabel = "SKI", description = "Who it is.")
  private @Nullable Ski ski;

  /**
   * The target that was typed, and our address on the way there.
   *
   * @param typed null if there was none
   * @param path of its WebSocket
   * @throws ParameterException if there was none, or there is no way to it
   */
  static Target target(@Nullable TargetOptions typed, String path, Usage usage) {
    if (typed == null) {
      throw usage.wrong("--target and --ski are missing: where is it, and who is it?");
    }
    InetSocketAddress address = usage.address("--target", typed.place);
    InetAddress own = usage.made("--target", () -> HostPort.wayTo(address));
    return new Target(address, path, Objects.requireNonNull(typed.ski, "a required option"), own);
  }
}
