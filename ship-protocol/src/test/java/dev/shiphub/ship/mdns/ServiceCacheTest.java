package dev.shiphub.ship.mdns;

import static dev.shiphub.ship.mdns.Samples.ETH0;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServiceCacheTest {
  private static final int MOST = 8;
  private static final InetAddress BEYOND_THE_ROUTER = InetAddress.ofLiteral("8.8.8.8");

  private RecordedDns dns;
  private Duration later = Duration.ZERO;
  private ServiceCache cache;

  @BeforeAll
  void open() throws IOException {
    dns = new RecordedDns();
  }

  @AfterAll
  void close() {
    dns.close();
  }

  @BeforeEach
  void empty() {
    dns.getCache().clear();
    later = Duration.ZERO;
    InstantSource system = InstantSource.system();
    cache = new ServiceCache(dns, ETH0, () -> system.instant().plus(later), MOST);
  }

  private List<String> names() {
    return cache.names().pointers().stream()
        .map(pointer -> pointer.getAlias().replace("." + ServiceCache.TYPE, ""))
        .toList();
  }

  @Test
  void readsACompleteService() {
    dns.all("My EVSE");
    HeardService heard = cache.read(cache.names()).services().getFirst();
    assertEquals("My EVSE", heard.instance());
    assertEquals("host.local", heard.hostName());
    assertEquals(4712, heard.port());
    assertEquals(TxtBytes.of(Samples.entries(Samples.ski('b'))), heard.txt());
  }

  @Test
  void leavesOutWhatIsIncomplete() {
    dns.pointer("Bare");
    dns.pointer("Half");
    dns.service("Half", RecordedDns.NEIGHBOUR);
    assertEquals(List.of(), cache.read(cache.names()).services());
    assertEquals(List.of("Bare", "Half"), names());
  }

  @Test
  void leavesOutWhatHasExpiredThoughJmdnsStillKeepsIt() {
    dns.all("EVSE");
    later = Duration.ofSeconds(RecordedDns.TTL_SECONDS - 1);
    assertEquals(List.of("EVSE"), names());
    later = Duration.ofSeconds(RecordedDns.TTL_SECONDS + 1);
    assertEquals(List.of(), names());
  }

  // RFC 6762 11
  @Test
  void leavesOutWhatCameFromBeyondARouter() {
    dns.pointer("Far", BEYOND_THE_ROUTER);
    assertEquals(List.of(), names());
    dns.all("Near");
    dns.getCache().remove("near." + ServiceCache.TYPE);
    dns.service("Near", BEYOND_THE_ROUTER);
    assertEquals(List.of(), cache.read(cache.names()).services());
  }

  @Test
  void takesANameOnce() {
    dns.pointer("EVSE");
    dns.pointer("evse");
    assertEquals(List.of("EVSE"), names());
  }

  @Test
  void leavesOutNamesThatAreTooLongToAskFor() {
    dns.pointer("x".repeat(250));
    assertEquals(List.of(), names());
  }

  @Test
  void showsTheNewestOfTooMany() {
    IntStream.range(0, 20).forEach(i -> dns.all("Flood " + i));
    Heard heard = cache.read(cache.names());
    assertTrue(heard.truncated());
    assertEquals(MOST, heard.services().size());
    assertEquals("Flood 19", heard.services().getLast().instance());
  }

  @Test
  void keepsRecordsWhileThereAreFew() {
    dns.all("EVSE");
    dns.service("Stranger", RecordedDns.NEIGHBOUR);
    cache.trim();
    assertEquals(3, dns.getCache().size());
  }

  @Test
  void throwsStrangersAndOldNamesAwayWhenThereAreTooMany() {
    IntStream.range(0, 2_000).forEach(i -> dns.all("Flood " + i));
    cache.trim();
    assertEquals(MOST, cache.read(cache.names()).services().size());
    assertTrue(dns.getCache().allValues().size() <= 3 * MOST);
    assertEquals("Flood 1999", names().getLast());
  }

  @Test
  void throwsAwayWhatIsHeapedOnOneName() {
    dns.all("EVSE");
    IntStream.rangeClosed(0, ServiceCache.MOST_RECORDS)
        .forEach(_ -> dns.service("EVSE", RecordedDns.NEIGHBOUR));
    cache.trim();
    assertTrue(dns.getCache().allValues().size() < 100);
  }
}
