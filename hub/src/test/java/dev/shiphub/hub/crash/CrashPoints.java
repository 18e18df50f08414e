package dev.shiphub.hub.crash;

import dev.shiphub.hub.FreshStart;
import dev.shiphub.hub.adapter.file.EventLog;
import dev.shiphub.hub.core.Notice;
import dev.shiphub.hub.core.NoticeType;
import dev.shiphub.hub.core.StoredState;
import dev.shiphub.hub.disk.Deed;
import dev.shiphub.hub.disk.Disk;
import dev.shiphub.hub.disk.PowerCut;
import dev.shiphub.hub.disk.Tree;
import dev.shiphub.hub.port.PublishedNotice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Crash after crash of one gateway: it lives, its power is cut somewhere in that life or its
 * process is killed, it starts anew, what it has said must still be true, and it lives on with what
 * it has.
 *
 * <p>Of each life so many crashes are looked at; the last of them is where the next life begins.
 */
final class CrashPoints {
  /** The crash points of one story. */
  static final int A_STORY = 40;

  private static final int A_LIFE = 10;
  private static final Set<String> BELONGINGS =
      Set.of(
          "identity.p12",
          "trust.json",
          "ship-id",
          "events.jsonl",
          "events.1.jsonl",
          "audit.jsonl",
          "lock");

  private final long story;
  private final SplittableRandom random;
  private final SecureRandom keys;
  private final CrashFigures figures;
  private Disk disk = new Disk(new Tree());
  private Reliance before = new Reliance();

  private CrashPoints(long seed, long story, CrashFigures figures) {
    this.story = story;
    this.figures = figures;
    random = new SplittableRandom(seed * 1_000_003 + story);
    keys = seeded(random.nextLong());
  }

  /** Goes through one story; returns what the first crash point that breaks something broke. */
  static Optional<String> story(long seed, long story, CrashFigures figures) {
    CrashPoints points = new CrashPoints(seed, story, figures);
    for (int life = 0; life < A_STORY / A_LIFE; life++) {
      Optional<String> broken = points.life(story * A_STORY + (long) life * A_LIFE);
      if (broken.isPresent()) {
        return broken.map(words -> "-Dseed=" + seed + " " + words);
      }
    }
    return Optional.empty();
  }

  private Optional<String> life(long firstPoint) {
    int begun = disk.deeds().size();
    boolean isFull = random.nextInt(4) == 0;
    if (isFull) {
      int from = begun + random.nextInt(60);
      disk.fillUp(from, from + 1 + random.nextInt(12));
    }
    try {
      GatewayLife.live(disk, random, keys, 4 + random.nextInt(12));
    } catch (IOException refused) {
      if (disk.faults() == 0) {
        return Optional.of("-Dpoint=" + firstPoint + ": does not start: " + refused);
      }
    }
    figures.lived(disk.faults());
    Optional<String> broken = Optional.empty();
    for (int crash = 0; crash < A_LIFE && broken.isEmpty(); crash++) {
      int at = begun + random.nextInt(disk.deeds().size() - begun + 1);
      broken = crash(firstPoint + crash, at, crash == A_LIFE - 1);
    }
    return broken;
  }

  /** One crash point: the first so many deeds were done. */
  private Optional<String> crash(long point, int at, boolean isLast) {
    List<Deed> done = disk.deeds().subList(0, at);
    Reliance reliance = before.and(done);
    boolean isKill = random.nextInt(5) == 0;
    Disk left =
        isKill
            ? new Disk(disk.before(), done)
            : new Disk(new PowerCut(random).after(disk.before(), done));
    figures.crashed(done, isKill);
    List<String> broken = new ArrayList<>();
    Optional<StoredState> found = startAnew(copy(left), reliance, broken);
    if (isLast && found.isPresent()) {
      disk = left;
      before = isKill ? before : reliance.found(found.get());
    }
    return broken.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "-Dpoint=%d: %s after deed %d of %s: %s"
                .formatted(point, isKill ? "killed" : "cut", at, last(done), broken));
  }

  private static Disk copy(Disk disk) {
    return new Disk(disk.before(), disk.deeds());
  }

  private static List<Deed> last(List<Deed> done) {
    return done.subList(Math.max(0, done.size() - 8), done.size());
  }

  /** Starts on what is left, and has it do what a gateway does next. */
  private Optional<StoredState> startAnew(Disk left, Reliance reliance, List<String> broken) {
    try (FreshStart start =
        FreshStart.of(left.path(GatewayLife.STATE), () -> GatewayLife.NOW, keys)) {
      Path state = start.directory().path();
      EventLog events =
          new EventLog(
              state,
              write -> {
                write.run();
                return true;
              });
      long seq = events.lastSeq();
      broken.addAll(reliance.broken(start.ski(), start.stored(), seq));
      try (Stream<Path> files = Files.list(state)) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> !BELONGINGS.contains(name) && !name.startsWith("audit.torn-"))
            .forEach(name -> broken.add(name + " is left over"));
      }
      broken.addAll(AuditTrail.broken(state, start.stored(), reliance.noted()));
      start.records().save(StoredState.EMPTY, List.of());
      start.records().save(start.stored(), List.of());
      broken.addAll(AuditTrail.broken(state, start.stored(), reliance.noted()));
      Notice notice =
          new Notice(NoticeType.HUB_STARTED, Optional.empty(), Optional.empty(), "anew");
      events.onNotice(new PublishedNotice(seq + 1, GatewayLife.NOW, 0, notice));
      if (events.lastSeq() <= seq + 1) {
        broken.add("the first event after the crash cannot be read");
      }
      return Optional.of(start.stored());
    } catch (IOException | RuntimeException refused) {
      broken.add("does not start: " + refused);
      return Optional.empty();
    }
  }

  private static SecureRandom seeded(long seed) {
    try {
      SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
      random.setSeed(seed);
      return random;
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  @Override
  public String toString() {
    return "story " + story;
  }
}
