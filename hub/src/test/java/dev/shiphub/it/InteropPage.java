package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page of the documentation that is made of what the interop runs have seen. */
final class InteropPage {
  private static final String END = "<!-- generated: end -->";

  private InteropPage() {}

  /**
   * Writes a table of which every run gives the same, if that is wished; else checks that the page
   * shows it.
   *
   * @param name of its place on the page
   */
  static void publish(String name, String table) throws IOException {
    if (!write(name, table)) {
      assertEquals(
          table,
          part(Files.readString(page()), name),
          page() + " shows another; to write it: mvn verify -P interop -Dinterop.write=true");
    }
  }

  /** Writes a table that is another in every run, if that is wished; tells whether it was. */
  static synchronized boolean write(String name, String table) throws IOException {
    boolean isWished = Boolean.getBoolean("interop.write");
    if (isWished) {
      String text = Files.readString(page());
      Files.writeString(page(), text.replace(begin(name) + part(text, name), begin(name) + table));
    }
    return isWished;
  }

  private static Path page() {
    return Program.root().resolve("docs/interop.md");
  }

  private static String begin(String name) {
    return "<!-- generated: " + name + " -->\n";
  }

  private static String part(String text, String name) {
    int from = text.indexOf(begin(name)) + begin(name).length();
    return text.substring(from, text.indexOf(END, from));
  }
}
