package dev.shiphub.planted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A unified patch: found by the lines that it shows, not by their numbers, so that it ages well.
 */
public final class Patch {
  private static final String FILE = "+++ b/";

  private Patch() {}

  /**
   * One place of a change.
   *
   * @param path of the file, from the root of the repository
   * @param before the lines that are there, each with its end
   * @param after what stands there instead
   */
  public record Edit(String path, String before, String after) {}

  /** The places of a unified patch. */
  public static List<Edit> edits(List<String> lines) {
    List<Edit> edits = new ArrayList<>();
    String path = "";
    for (String line : lines) {
      if (line.startsWith(FILE)) {
        path = line.substring(FILE.length());
      } else if (line.startsWith("@@")) {
        edits.add(new Edit(path, "", ""));
      } else if (!edits.isEmpty() && !line.startsWith("---")) {
        edits.add(with(edits.removeLast(), line));
      }
    }
    return edits;
  }

  private static Edit with(Edit edit, String line) {
    String text = line.substring(Math.min(1, line.length())) + "\n";
    return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
      case '-' -> new Edit(edit.path(), edit.before() + text, edit.after());
      case '+' -> new Edit(edit.path(), edit.before(), edit.after() + text);
      default -> new Edit(edit.path(), edit.before() + text, edit.after() + text);
    };
  }

  /**
   * The changed files, by their paths.
   *
   * @throws IllegalStateException if the lines of an edit are not there, or more than once
   */
  public static Map<String, String> applied(List<Edit> edits, Path root) throws IOException {
    Map<String, String> changed = new LinkedHashMap<>();
    for (Edit edit : edits) {
      String text =
          changed.containsKey(edit.path())
              ? changed.get(edit.path())
              : Files.readString(root.resolve(edit.path()));
      int at = text.indexOf(edit.before());
      if (at < 0 || text.indexOf(edit.before(), at + 1) >= 0) {
        throw new IllegalStateException(
            edit.path() + " does not have, or not once:\n" + edit.before());
      }
      changed.put(
          edit.path(),
          text.substring(0, at) + edit.after() + text.substring(at + edit.before().length()));
    }
    return changed;
  }
}
