package dev.shiphub.hub.adapter.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.core.AuditRecord.Deed;
import dev.shiphub.hub.disk.Deed.Said;
import dev.shiphub.hub.disk.Disk;
import dev.shiphub.hub.disk.PowerCut;
import dev.shiphub.hub.disk.Tree;
import dev.shiphub.ship.Ski;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Wherever the power is cut while an audit log goes on in new files: the chain is whole. */
final class AuditTurnTest {
  private static final Ski STRANGER = new Ski("2".repeat(40));
  private static final int CUTS = 20;

  @Test
  void aPowerCutLeavesOneChainWithAllThatWasWritten() throws IOException {
    Disk disk = new Disk(new Tree());
    AuditBench bench = new AuditBench(Files.createDirectories(disk.path("/state")));
    disk.writeBack();
    int begun = disk.deeds().size();
    live(bench, disk);
    PowerCut cut = new PowerCut(new SplittableRandom(1));
    int turned = 0;
    for (int at = begun; at <= disk.deeds().size(); at++) {
      var done = disk.deeds().subList(0, at);
      for (int time = 0; time < CUTS; time++) {
        Disk left = new Disk(cut.after(disk.before(), done));
        turned += isGood(new AuditBench(left.path("/state")), noted(done)) ? 1 : 0;
      }
    }
    assertTrue(turned > CUTS, "no new file in any of them");
  }

  private static void live(AuditBench bench, Disk disk) throws IOException {
    AuditLog log = bench.openSmall();
    log.append(List.of(AuditBench.word(Deed.PAIRED, AuditBench.DEVICE)));
    for (int entry = 0; entry < 14; entry++) {
      disk.say(log.head().orElseThrow().hash());
      log.append(List.of(AuditBench.word(Deed.DENIED, STRANGER)));
    }
  }

  private static Optional<String> noted(List<dev.shiphub.hub.disk.Deed> done) {
    return done.stream()
        .filter(Said.class::isInstance)
        .map(said -> (String) ((Said) said).word())
        .reduce((_, later) -> later);
  }

  /** Starts on what is left and goes on; returns whether there was more than one file. */
  private static boolean isGood(AuditBench left, Optional<String> noted) throws IOException {
    AuditLog log = left.openSmall();
    assertEquals(List.of(), log.warnings());
    if (noted.isPresent()) {
      assertTrue(log.trusted().contains(AuditBench.DEVICE), "forgotten");
    }
    log.append(List.of(AuditBench.word(Deed.DENIED, STRANGER)));
    assertEquals(List.of(), left.verdict(noted).faults());
    return left.names().contains("audit-0001.jsonl");
  }
}
