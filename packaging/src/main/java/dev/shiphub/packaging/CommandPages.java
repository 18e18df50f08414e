package dev.shiphub.packaging;

import dev.shiphub.hub.cli.Console;
import dev.shiphub.hub.cli.Custodian;
import dev.shiphub.hub.cli.ShiphubCommand;
import dev.shiphub.sim.SimMain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Writes a manual page for each command, the completion of bash for all, and the changelog. */
public final class CommandPages {
  /** In the head of a gzip file (RFC 1952), and what says there that the compression is best. */
  private static final int EXTRA_FLAGS = 8;

  private static final byte SLOWEST = 2;

  private CommandPages() {}

  /**
   * Writes {@code man/*.1.gz}, {@code completion} and {@code changelog.gz}.
   *
   * @param arguments version of the program, time of the build, folder to write to
   */
  public static void main(String[] arguments) throws IOException {
    String version = arguments[0];
    OffsetDateTime built = OffsetDateTime.parse(arguments[1]);
    Path folder = Path.of(arguments[2]);
    Path man = Files.createDirectories(folder.resolve("man"));
    CommandLine all = commands();
    for (CommandLine command : withBelow(all)) {
      String page = ManPage.of(command.getCommandSpec(), version, built.toLocalDate().toString());
      String name = ManPage.name(command.getCommandSpec()) + ".1.gz";
      Files.write(man.resolve(name), zipped(page));
    }
    Files.writeString(folder.resolve("completion"), AutoComplete.bash("shiphub", all));
    Files.write(folder.resolve("changelog.gz"), zipped(changelog(version, built)));
  }

  /** As Debian wants it; what has changed stands in the project's own. */
  private static String changelog(String version, OffsetDateTime built) {
    return """
    shiphub (%s) trixie; urgency=medium

      * See CHANGELOG.md of the project.

     -- shiphub developers <shiphub@shiphub.dev>  %s
    """
        .formatted(version, DateTimeFormatter.RFC_1123_DATE_TIME.format(built));
  }

  /** All commands, those of the simulator included. */
  static CommandLine commands() {
    CommandLine all = ShiphubCommand.line(List.of(), _ -> 1, nobody(), nowhere());
    CommandLine sim = SimMain.commandLine();
    sim.setCommandName("sim");
    return all.addSubcommand("sim", sim);
  }

  /** The commands are looked at and not run. */
  private static Custodian nobody() {
    return (Custodian)
        Proxy.newProxyInstance(
            Custodian.class.getClassLoader(),
            new Class<?>[] {Custodian.class},
            (_, method, _) -> {
              throw new IllegalStateException("nobody is there for " + method.getName());
            });
  }

  private static Console nowhere() {
    return new Console(
        System.out,
        System.err,
        false,
        _ -> Optional.empty(),
        () -> Instant.EPOCH,
        _ -> false,
        _ -> Optional.empty());
  }

  /** This command and all below it. */
  static List<CommandLine> withBelow(CommandLine command) {
    List<CommandLine> found = new ArrayList<>(List.of(command));
    command.getSubcommands().values().forEach(below -> found.addAll(withBelow(below)));
    return found;
  }

  /** Without a time, so that two builds are equal, and as small as Debian wants it. */
  private static byte[] zipped(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream zip = new Smallest(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    byte[] zipped = bytes.toByteArray();
    zipped[EXTRA_FLAGS] = SLOWEST;
    return zipped;
  }

  private static final class Smallest extends GZIPOutputStream {
    Smallest(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
