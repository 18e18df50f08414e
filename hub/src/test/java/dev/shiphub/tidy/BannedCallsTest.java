package dev.shiphub.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.tidy.Sources.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that only the few classes meant for them may make. */
final class BannedCallsTest {
  /**
   * One rule.
   *
   * @param call what is banned
   * @param instead what to use
   * @param allowed the classes that are meant for it
   */
  private record Ban(Pattern call, String instead, Set<String> allowed) {
    Ban(String call, String instead, String... allowed) {
      this(Pattern.compile(call), instead, Set.of(allowed));
    }
  }

  private static final List<Ban> BANS =
      List.of(
          new Ban(
              "\\b(Instant|LocalDate|LocalTime|LocalDateTime|ZonedDateTime|OffsetDateTime)(\\.|::)now\\b",
              "an injected InstantSource",
              "SteadyClock"),
          new Ban(
              "\\bSystem(\\.|::)(currentTimeMillis|nanoTime)\\b|new (java\\.util\\.)?Date\\(\\)",
              "an injected InstantSource",
              "SteadyClock"),
          new Ban("\\b(Clock|InstantSource)\\.system", "SteadyClock", "SteadyClock"),
          new Ban("\\bThread\\.sleep\\(|\\bTimeUnit\\.\\w+\\.sleep\\(", "a deadline"),
          new Ban("\\bThreadLocalRandom\\b|\\bMath\\.random\\(", "an injected RandomGenerator"),
          new Ban(
              "new ([a-z]+\\.)*(Secure|Splittable)?Random\\(|RandomGenerator\\.(of|getDefault)\\(",
              "an injected RandomGenerator",
              "SelfSigned",
              "LocalIdentity",
              "HubMain",
              "SimMain"),
          new Ban(
              "new ([a-z]+\\.)*Thread\\(|\\bThread(\\.|::)(ofVirtual|ofPlatform|startVirtualThread)\\b",
              "HubScope, Ledger, or the class of its package that starts threads",
              "HubScope",
              "Ledger",
              "Outlet",
              "Sessions",
              "Hub",
              "StopSignals",
              "Heartbeat",
              "ConnectionThreads",
              "MdnsThreads",
              "Deadlines",
              "Examination",
              "HttpListener",
              "MqttBridge",
              "DemoThreads",
              "DeviceThreads",
              "ProcessThreads",
              "RawThreads"),
          new Ban(
              "\\bExecutors\\.|new \\w*ThreadPool\\w*\\(|\\bForkJoinPool\\b|\\.parallelStream\\(",
              "HubScope or Ledger",
              "HubScope",
              "Ledger",
              "Deadlines",
              "Examination",
              "HttpListener"),
          new Ban("\\bCompletableFuture\\.(supply|run)Async\\(", "HubScope"),
          new Ban("new Timer\\(|\\bTimerTask\\b", "a deadline"),
          new Ban(
              "\\bSystem\\.(out|err)\\b|printStackTrace\\(",
              "a logger, or the injected console",
              "LogLines",
              "HubMain",
              "SimMain"),
          new Ban("\\bSystem\\.exit\\(|\\bhalt\\(", "an exit code", "HubMain", "SimMain"));

  private static final List<Ban> BANS_IN_TESTS =
      List.of(
          new Ban("\\bThread\\.sleep\\(|\\bTimeUnit\\.\\w+\\.sleep\\(", "Awaitility"),
          new Ban("@Disabled|@Ignore|\\bassume(True|False|That)\\(", "a test that runs"),
          new Ban("\\bThreadLocalRandom\\b|new Random\\(\\)", "a seed"));

  @Test
  void productionCallsOnlyWhatItMay() {
    assertEquals(List.of(), faults(Sources.production(), BANS));
  }

  @Test
  void testsNeitherSleepNorSkip() {
    assertEquals(List.of(), faults(Sources.tests(), BANS_IN_TESTS));
  }

  /**
   * Every ban finds the call that it is there for, and looks neither into comments nor into texts.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Instant.now()",
        "call(Instant::now)",
        "LocalDate.now(ZONE)",
        "new Date()",
        "System.nanoTime()",
        "call(System::nanoTime)",
        "InstantSource.system()",
        "Thread.sleep(1)",
        "ThreadLocalRandom.current()",
        "new Random()",
        "new java.util.Random()",
        "new Thread(task)",
        "new java.lang.Thread(task)",
        "call(Thread::startVirtualThread)",
        "Thread.ofVirtual()",
        "Executors.newCachedThreadPool()",
        "CompletableFuture.runAsync(task)",
        "new Timer()",
        "System.out.println()",
        "System.exit(0)"
      })
  void findsAPlantedCall(String call) {
    assertEquals(1, faults(planted("void f() { " + call + "; }"), BANS).size());
    assertEquals(0, faults(planted("// " + call), BANS).size());
    assertEquals(0, faults(planted("String s = \"" + call + "\";"), BANS).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Thread.sleep(1);", "@Disabled", "assumeTrue(isRoot);", "new Random()"})
  void findsAPlantedCallInATest(String call) {
    assertEquals(1, faults(planted(call), BANS_IN_TESTS).size());
  }

  private static List<Source> planted(String line) {
    return List.of(Sources.planted("m/Planted.java", "package dev.shiphub.ship;\n" + line));
  }

  private static List<String> faults(List<Source> sources, List<Ban> bans) {
    List<String> faults = new ArrayList<>();
    for (Source source : sources) {
      for (Ban ban : bans) {
        Matcher call = ban.call().matcher(source.code());
        while (call.find() && !ban.allowed().contains(source.name())) {
          int line = source.line(call.start());
          faults.add(source.path() + ":" + line + ": " + call.group() + "; use " + ban.instead());
        }
      }
    }
    return faults;
  }
}
