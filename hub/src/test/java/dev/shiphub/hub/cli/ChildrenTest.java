package dev.shiphub.hub.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that the demo starts outlives it. */
final class ChildrenTest {
  @TempDir private Path root;

  private final BlockingQueue<DemoNews> news = new LinkedBlockingQueue<>();
  private Path folder = Path.of("");
  private Children children = start(Path.of(""), Duration.ZERO);

  @BeforeEach
  void open() throws IOException {
    folder = Files.createDirectory(root.resolve("demo"));
    children = start(folder, Duration.ofMillis(200));
  }

  @AfterEach
  void close() {
    children.close();
  }

  private static Children start(Path where, Duration grace) {
    return new Children(where, grace, InstantSource.system());
  }

  private void run(String script) throws IOException {
    children.start(1, List.of("/bin/sh", "-c", script), news::add);
  }

  private long pid() {
    await().until(() -> news.peek() != null);
    return ((DemoNews.Line) news.remove()).doc().number("pid");
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }

  @Test
  void linesOfJsonAndTheEndAreNews() throws IOException {
    run("echo hello; echo '{\"a\":1}'; exit 3");
    await().until(() -> news.size() == 2);
    assertEquals(1, ((DemoNews.Line) news.remove()).doc().number("a"));
    assertEquals(new DemoNews.Ended(1, 3), news.remove());
  }

  @Test
  void theLastWordsAreTheLastLinesOfStderr() throws IOException {
    run("for i in 1 2 3 4 5; do echo line $i >&2; done; exit 1");
    await().until(() -> news.peek() != null);
    assertEquals("line 3 | line 4 | line 5", children.lastWords(1));
    assertEquals("", children.lastWords(2));
  }

  @Test
  void oneThatDoesNotListenToReasonIsKilled() throws IOException {
    run("trap '' TERM; echo \"{\\\"pid\\\":$$}\"; while true; do sleep 1; done");
    long pid = pid();
    assertTrue(isAlive(pid));
    children.close();
    assertFalse(isAlive(pid));
  }

  @Test
  void aGrandchildIsStoppedToo() throws IOException {
    run("sleep 1000 & echo \"{\\\"pid\\\":$!}\"; exec cat");
    long pid = pid();
    assertTrue(isAlive(pid));
    children.close();
    await().until(() -> !isAlive(pid));
  }

  @Test
  void theFolderIsDeletedWithAllThatIsInIt() throws IOException {
    Files.createDirectories(folder.resolve("hub/deep"));
    Files.writeString(folder.resolve("hub/deep/file"), "x");
    run("exec cat");
    children.close();
    assertFalse(Files.exists(folder));
  }

  @Test
  void nothingStartsAfterTheClose() {
    children.close();
    children.close();
    assertTrue(children.isClosing());
    assertThrows(IOException.class, () -> run("exec cat"));
  }

  @Test
  void aLineIsTypedIntoTheLatestOfANumber() throws IOException {
    run("exit 0");
    await().until(() -> news.size() == 1);
    run("read first second; echo \"{\\\"pid\\\":$second}\"; exec cat");
    children.type(1, "pid 42");
    await().until(() -> news.size() == 2);
    news.remove();
    assertEquals(42, pid());
    assertThrows(IOException.class, () -> children.type(2, "nobody"));
  }

  @Test
  void oneIsKilledWithoutBeingAsked() throws IOException {
    run("trap 'exit 0' TERM; echo \"{\\\"pid\\\":$$}\"; while true; do :; done");
    long pid = pid();
    children.kill(1);
    await().until(() -> news.size() == 1);
    assertEquals(new DemoNews.Ended(1, 137), news.remove());
    assertFalse(isAlive(pid));
  }
}
