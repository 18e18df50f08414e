package dev.shiphub.hub.adapter.admin;

import dev.shiphub.ship.file.DurableFile;
import dev.shiphub.ship.file.FileTrouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The file that says who may use the admin API from elsewhere: mode 0600, a name and a digest in
 * each line. A token is taken back by deleting its line.
 */
public final class TokenFile {
  private static final int MOST_BYTES = 64 * 1024;
  private static final int MOST_TOKENS = 256;
  private static final String HEAD =
      """
      # Who may use the admin API of shiphub: a name, and the SHA-256 of a token.
      # A line that is deleted is a token that is taken back, at once.
      """;
  private static final Set<PosixFilePermission> FOR_OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private final Path file;

  /** The file need not exist. */
  public TokenFile(Path file) {
    this.file = file.toAbsolutePath();
  }

  /** Where it is, as an absolute path. */
  public Path path() {
    return file;
  }

  /**
   * Adds a token.
   *
   * @param name who is to have it
   * @return the token itself, which nobody can find out again
   * @throws IOException if the name is none or is taken, or the file cannot be used; the message
   *     says what to do
   */
  public String add(String name, RandomGenerator random) throws IOException {
    if (!KnownToken.isName(name)) {
      throw new IOException(
          "a token is named with 1 to 32 letters, digits, dots, dashes and underscores;"
              + " give another --name");
    }
    boolean isThere = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    List<KnownToken> known = isThere ? load() : List.of();
    if (known.stream().anyMatch(token -> token.name().equals(name))) {
      throw new IOException(
          file + " has a token named " + name + "; give another --name, or delete its line");
    }
    String secret = KnownToken.secret(random);
    String text = isThere ? Files.readString(file) : HEAD;
    String separator = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
    String added = text + separator + KnownToken.of(name, secret).line() + "\n";
    DurableFile.writeAmongOthers(file, added.getBytes(StandardCharsets.UTF_8));
    return secret;
  }

  /**
   * What changes whenever the file does; empty if it cannot be told.
   *
   * <p>With the key of the file, because a replaced one may be as long and as old.
   */
  Optional<Object> stamp() {
    try {
      PosixFileAttributes now = Files.readAttributes(file, PosixFileAttributes.class);
      return Optional.of(
          List.of(
              now.lastModifiedTime(),
              now.size(),
              String.valueOf(now.fileKey()),
              now.permissions()));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /**
   * All tokens; there may be none.
   *
   * @throws IOException if the file cannot be used; the message says what to do
   */
  List<KnownToken> load() throws IOException {
    requirePrivate(got(() -> Files.readAttributes(file, PosixFileAttributes.class)));
    return parse(got(() -> Files.readAllLines(file)));
  }

  /** Asks something of a file system. */
  private interface Question<T> {
    T ask() throws IOException;
  }

  private <T> T got(Question<T> question) throws IOException {
    try {
      return question.ask();
    } catch (NoSuchFileException missing) {
      throw new IOException("there is no token file " + file + "; " + remedy(), missing);
    } catch (IOException unreadable) {
      throw new IOException(
          "the token file "
              + file
              + " cannot be read: "
              + FileTrouble.words(unreadable)
              + "; make it readable for the user that runs the daemon",
          unreadable);
    }
  }

  /** How to come to a token. */
  String remedy() {
    return "make one with 'shiphub token create --file " + file + "'";
  }

  private void requirePrivate(PosixFileAttributes attributes) throws IOException {
    if (!attributes.isRegularFile() || attributes.size() > MOST_BYTES) {
      throw new IOException(
          "what is at " + file + " is no token file; choose another with admin.tokenFile");
    }
    if (attributes.permissions().stream().anyMatch(FOR_OTHERS::contains)) {
      throw new IOException(
          "the token file "
              + file
              + " is open to other users, who may have added a token of theirs; look whether all"
              + " of its lines are yours, then run: chmod 600 "
              + file);
    }
  }

  private List<KnownToken> parse(List<String> lines) throws IOException {
    List<KnownToken> tokens = new ArrayList<>();
    for (int at = 0; at < lines.size(); at++) {
      String line = lines.get(at).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        // What stands there instead may be a token, and is not quoted.
        int number = at + 1;
        tokens.add(
            KnownToken.parse(line)
                .orElseThrow(
                    () ->
                        new IOException(
                            "the token file "
                                + file
                                + " has no name and digest in line "
                                + number
                                + "; delete that line, and make a token with 'shiphub token"
                                + " create'")));
      }
    }
    if (tokens.size() > MOST_TOKENS) {
      throw new IOException(
          "the token file " + file + " has more than " + MOST_TOKENS + " tokens; delete some");
    }
    return List.copyOf(tokens);
  }
}
