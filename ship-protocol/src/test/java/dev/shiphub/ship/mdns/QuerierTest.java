package dev.shiphub.ship.mdns;

import static dev.shiphub.ship.mdns.Samples.ETH0;
import static dev.shiphub.ship.mdns.Samples.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuerierTest {
  private static final String BROWSE = "PTR " + ServiceCache.TYPE;
  private static final String NAME = "EVSE." + ServiceCache.TYPE;

  private RecordedDns dns;
  private Duration later = Duration.ZERO;
  private ServiceCache cache;
  private Querier querier;

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
    InstantSource wall = () -> system.instant().plus(later);
    cache = new ServiceCache(dns, ETH0, wall, 256);
    querier = new Querier(dns, cache, wall, at(0));
    dns.asked();
  }

  private List<String> ask(long second) throws IOException {
    querier.ask(cache.names().pointers(), at(second * 1_000));
    return dns.asked();
  }

  /** The seconds in which something was asked that contains the text. */
  private List<Integer> secondsAsking(String text, int until) throws IOException {
    List<Integer> seconds = new ArrayList<>();
    for (int second = 0; second <= until; second++) {
      if (ask(second).stream().anyMatch(question -> question.contains(text))) {
        seconds.add(second);
      }
    }
    return seconds;
  }

  // RFC 6762 5.2: the interval at least doubles, up to an hour.
  @Test
  void browsesEverMoreRarely() throws IOException {
    assertEquals(
        List.of(0, 1, 3, 7, 15, 31, 63, 127, 255, 511, 1023, 2047, 4095, 7695, 11295),
        secondsAsking(BROWSE, 14_000));
  }

  @Test
  void resolvesWhatIsIncompleteLessAndLessOftenButEachMinute() throws IOException {
    dns.pointer("EVSE");
    assertEquals(List.of(0, 1, 3, 7, 15, 31, 63, 123, 183, 243), secondsAsking("SRV " + NAME, 250));
  }

  @Test
  void asksForTheAddressesOnceTheHostIsKnown() throws IOException {
    dns.pointer("EVSE");
    dns.service("EVSE", RecordedDns.NEIGHBOUR);
    List<String> asked = ask(0);
    assertTrue(asked.contains("A host.local."), asked::toString);
    assertTrue(asked.contains("AAAA host.local."), asked::toString);
  }

  @Test
  void asksForAFewNamesAtATime() throws IOException {
    IntStream.range(0, 256).forEach(i -> dns.pointer("Flood " + i));
    assertEquals(20, ask(0).stream().filter(question -> question.startsWith("SRV ")).count());
  }

  @Test
  void asksAgainForWhatNearsItsEndFourTimes() throws IOException {
    dns.all("EVSE");
    secondsAsking(BROWSE, 600);
    List<Integer> asked = new ArrayList<>();
    for (int age = 60; age < RecordedDns.TTL_SECONDS; age++) {
      later = Duration.ofSeconds(age);
      if (ask(600 + age).contains(BROWSE)) {
        asked.add(age);
      }
    }
    assertTrue(asked.size() >= 3 && asked.size() <= 5, asked::toString);
    assertTrue(asked.getFirst() >= 95, asked::toString);
  }

  @Test
  void browsesAtOnceWhenANameIsMissing() throws IOException {
    dns.all("EVSE");
    secondsAsking(BROWSE, 20);
    dns.getCache().clear();
    assertEquals(List.of(BROWSE), ask(21));
    assertEquals(List.of(BROWSE), ask(22));
  }

  @Test
  void browsesAtMostOnceASecondHoweverFastTheNamesChange() throws IOException {
    int browsed = 0;
    for (int i = 0; i < 400; i++) {
      dns.getCache().clear();
      dns.all("Churn " + i);
      querier.ask(cache.names().pointers(), at(i * 25L));
      browsed += dns.asked().contains(BROWSE) ? 1 : 0;
    }
    assertEquals(10, browsed);
  }

  @Test
  void saysWhatItKnowsAlready() throws IOException {
    dns.all("EVSE");
    querier.ask(cache.names().pointers(), at(0));
    assertEquals(1, dns.knownAnswers());
  }
}
