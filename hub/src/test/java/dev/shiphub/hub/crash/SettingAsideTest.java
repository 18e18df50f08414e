package dev.shiphub.hub.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.FreshStart;
import dev.shiphub.hub.core.StoredState;
import dev.shiphub.hub.core.TrustRecord;
import dev.shiphub.hub.disk.Deed;
import dev.shiphub.hub.disk.Disk;
import dev.shiphub.hub.disk.PowerCut;
import dev.shiphub.hub.disk.Tree;
import dev.shiphub.ship.Ski;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Wherever the power is cut while an entry is set aside: it is neither lost nor trusted. */
final class SettingAsideTest {
  private static final Ski DEVICE = new Ski("a".repeat(40));
  private static final int CUTS = 20;

  private final SecureRandom keys = new SecureRandom();

  @Test
  void anEntryThatIsNoneIsNeitherLostNorTrustedByACrash() throws IOException {
    Disk disk = new Disk(new Tree());
    spoil(disk);
    int begun = disk.deeds().size();
    start(disk);
    List<Deed> deeds = disk.deeds();
    PowerCut cut = new PowerCut(new SplittableRandom(1));
    for (int at = begun; at <= deeds.size(); at++) {
      for (int time = 0; time < CUTS; time++) {
        Disk left = new Disk(cut.after(disk.before(), deeds.subList(0, at)));
        assertEquals(List.of(DEVICE), start(left), "after deed " + at);
        assertTrue(rejected(left).contains("pending"), "after deed " + at);
      }
    }
  }

  /** A whole entry, and one that some other program wrote. */
  private void spoil(Disk disk) throws IOException {
    TrustRecord trusted =
        new TrustRecord(
            DEVICE,
            Optional.empty(),
            TrustRecord.Origin.USER_INPUT,
            TrustRecord.Origin.USER_INPUT.userTrust(),
            GatewayLife.NOW);
    try (FreshStart first = fresh(disk)) {
      first.trust().save(new StoredState(List.of(trusted), List.of()));
    }
    Path file = disk.path(GatewayLife.STATE).resolve("trust.json");
    String whole = Files.readString(file);
    String other = DEVICE.hex().replace('a', 'b');
    Files.writeString(
        file,
        whole.replace(
            "}],\n\"peers\"", "},{\"ski\":\"" + other + "\",\"pending\":true}],\n\"peers\""));
    disk.writeBack();
  }

  private FreshStart fresh(Disk disk) throws IOException {
    return FreshStart.of(disk.path(GatewayLife.STATE), () -> GatewayLife.NOW, keys);
  }

  /** Whom a hub trusts that starts on this disk. */
  private List<Ski> start(Disk disk) throws IOException {
    try (FreshStart start = fresh(disk)) {
      return start.stored().trusted().stream().map(TrustRecord::ski).toList();
    }
  }

  private static String rejected(Disk disk) throws IOException {
    StringBuilder all = new StringBuilder();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(disk.path(GatewayLife.STATE), "trust.rejected-*.json")) {
      for (Path file : files) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }
}
