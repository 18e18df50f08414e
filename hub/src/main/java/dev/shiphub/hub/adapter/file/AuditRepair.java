package dev.shiphub.hub.adapter.file;

import dev.shiphub.ship.Ski;
import dev.shiphub.ship.file.DurableFile;
import dev.shiphub.ship.file.FileTrouble;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the audit log into a state from which it can go on, whatever a crash or a hand has left:
 * afterwards there is a whole file, and it is durable.
 */
final class AuditRepair {
  /** How an entry begins that says which file it stands in for. */
  static final String AFTER_BROKEN = "after audit.broken-";

  private static final Logger LOG = LoggerFactory.getLogger(AuditRepair.class);

  private final AuditFiles files;
  private final Ski own;
  private final InstantSource wall;

  AuditRepair(AuditFiles files, Ski own, InstantSource wall) {
    this.files = files;
    this.own = own;
    this.wall = wall;
  }

  /**
   * The chain that goes on.
   *
   * @throws IOException if the disk does not let it go on; what is there is not lost
   */
  AuditChain run() throws IOException {
    if (!files.hasCurrent()) {
      // A crash may have come between setting one aside and this.
      List<AuditFile> broken = files.broken();
      return anew(broken.isEmpty() ? Optional.empty() : Optional.of(broken.getLast()), "");
    }
    AuditFile file = files.current();
    AuditChain chain = AuditChain.fromAnyFile();
    AuditFile.Look look = file.follow(chain, _ -> {});
    if (!chain.gateway().equals(Optional.of(own)) && look.lines() > 0) {
      return insteadOf("it is the log of another gateway, " + chain.gateway().orElseThrow());
    }
    if (look.trouble().isEmpty()) {
      // A run that was killed may have left it unsynced.
      DurableFile.sync(file.path());
      return chain;
    }
    AuditFile.Trouble trouble = look.trouble().get();
    long behind = Files.size(file.path()) - look.size();
    if (trouble.isLast() && look.lines() > 0 && behind <= AuditEntry.LONGEST_LINE) {
      return cutOff(chain, look);
    }
    return insteadOf(trouble.words());
  }

  /** As {@link #run}, at a start: a file that cannot be read is not gone on with. */
  AuditChain runAtStart() throws IOException {
    try {
      return run();
    } catch (IOException unreadable) {
      if (!files.hasCurrent() || isReadable()) {
        throw unreadable;
      }
      return insteadOf("it cannot be read: " + FileTrouble.words(unreadable));
    }
  }

  private boolean isReadable() {
    try {
      files.current().hashOfLastLine();
      return true;
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** One step: the entry that tells of the torn line is written over it. */
  private AuditChain cutOff(AuditChain chain, AuditFile.Look look) throws IOException {
    AuditFile file = files.current();
    byte[] torn = file.behind(look.size(), AuditEntry.LONGEST_LINE);
    Path beside = files.torn(torn);
    DurableFile.write(beside, torn);
    String evidence = torn.length + " octets, SHA-256 " + AuditEntry.sha256(torn);
    String name = String.valueOf(beside.getFileName());
    AuditEntry entry =
        chain.next(
            wall.instant(), AuditWord.ofLog(AuditWord.TORN, Optional.empty(), name, evidence));
    file.end(look.size(), entry);
    chain.take(entry);
    LOG.warn("the last line of {} was torn or damaged; it is in {} now", file.path(), name);
    return chain;
  }

  private AuditChain insteadOf(String why) throws IOException {
    AuditFile broken = new AuditFile(files.nextBroken(wall.instant()));
    Files.move(files.current().path(), broken.path(), StandardCopyOption.ATOMIC_MOVE);
    DurableFile.sync(files.directory());
    LOG.error("the audit log cannot be gone on with, {}; it is kept as {}", why, broken.path());
    return anew(Optional.of(broken), why);
  }

  /**
   * A new file, that continues the last full one if there is one.
   *
   * @param broken in whose place it comes, as far as that is known
   */
  private AuditChain anew(Optional<AuditFile> broken, String why) throws IOException {
    Optional<AuditFile> full = files.newestFull();
    AuditChain chain = AuditChain.fromAnyFile();
    String unusable = full.isPresent() ? unusable(full.get(), chain) : "";
    AuditChain usable = unusable.isEmpty() ? chain : AuditChain.fromAnyFile();
    Optional<AuditFile> before = broken.or(() -> full);
    String evidence =
        Stream.of(broken.map(AuditRepair::lastLine).orElse(""), why, unusable)
            .filter(words -> !words.isEmpty())
            .collect(Collectors.joining("; "));
    return top(
        usable, before.map(file -> "after " + file.name()).orElse("the first file"), evidence);
  }

  private String unusable(AuditFile full, AuditChain chain) {
    try {
      Optional<AuditFile.Trouble> trouble = full.follow(chain, _ -> {}).trouble();
      boolean isOurs = chain.gateway().equals(Optional.of(own));
      return trouble
          .map(AuditFile.Trouble::words)
          .orElse(isOurs ? "" : "it is the log of another gateway");
    } catch (IOException unreadable) {
      return "it cannot be read: " + FileTrouble.words(unreadable);
    }
  }

  private static String lastLine(AuditFile file) {
    try {
      return file.hashOfLastLine()
          .map(hash -> "its last line has SHA-256 " + hash)
          .orElse("it has no line");
    } catch (IOException unreadable) {
      return "its last line cannot be read";
    }
  }

  /** Goes on in a new file, after this one got a name for full ones. */
  AuditChain turn(AuditChain chain) throws IOException {
    AuditFile full = files.nextFull();
    DurableFile.move(files.current().path(), full.path());
    return top(chain, "after " + full.name(), "");
  }

  private AuditChain top(AuditChain chain, String how, String evidence) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (AuditEntry entry : chain.top(wall.instant(), own, how, evidence)) {
      text.writeBytes(entry.line());
      text.write('\n');
    }
    DurableFile.write(files.current().path(), text.toByteArray());
    return chain;
  }
}
