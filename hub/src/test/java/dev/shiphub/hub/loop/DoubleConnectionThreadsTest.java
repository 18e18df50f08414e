package dev.shiphub.hub.loop;

import static dev.shiphub.hub.loop.HubFixture.DEVICE;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.shiphub.hub.loop.ScriptedTransport.Manners;
import dev.shiphub.ship.Role;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left of the connections that lost, while the hub goes on. */
@Timeout(60)
final class DoubleConnectionThreadsTest {
  /** Threads of ours: of the connection, its dial, its arbitration; not those of the test. */
  private static final Pattern OURS =
      Pattern.compile("\"name\": \"((session-|hub|read-|write-|notices|ledger|ship-)[^\"]*)\"");

  private final HubFixture fixture = new HubFixture();

  @TempDir private Path directory;
  private int dumps;

  /** The names of our threads, virtual ones included. */
  private Set<String> threads() throws IOException {
    Path dump = directory.resolve("threads-" + dumps++ + ".json");
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.JSON);
    return OURS.matcher(Files.readString(dump))
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Regression of field lesson A15. */
  @Test
  void doubleConnectionsLeaveOneSessionAndNoThreadWhileTheHubRuns() throws IOException {
    Hub hub = fixture.start();
    Set<String> idle = threads();
    for (int i = 0; i < 50; i++) {
      fixture.port.arrivals.opened(new ScriptedTransport(DEVICE, Role.SERVER, Manners.POLITE));
    }
    await()
        .untilAsserted(
            () -> {
              Set<String> more = threads();
              more.removeAll(idle);
              assertEquals(1, more.size(), more::toString);
            });
    assertTrue(hub.stop());
  }
}
