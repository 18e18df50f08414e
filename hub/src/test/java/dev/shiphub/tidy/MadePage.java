package dev.shiphub.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page of docs that is made of the sources, or of what tests have found.
 *
 * @param file its name in docs
 * @param property set to true, it has the page written
 */
public record MadePage(String file, String property) {
  /**
   * Checks that the page is of today, or writes it.
   *
   * @throws IOException if the page cannot be read or written
   */
  public void assertIs(String text) throws IOException {
    Path page = Sources.root().resolve("docs").resolve(file);
    if (Boolean.getBoolean(property)) {
      Files.writeString(page, text);
    }
    assertEquals(text, Files.readString(page), "write it: mvn verify -D" + property + "=true");
  }
}
