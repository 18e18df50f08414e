package dev.shiphub.hub.adapter.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens in their file: made, found, taken back, and files that let nobody in. */
final class TokenFileTest {
  private final SecureRandom random = new SecureRandom();
  @TempDir private Path directory;
  private Path path;
  private TokenFile file;

  @BeforeEach
  void place() {
    path = directory.resolve("tokens");
    file = new TokenFile(path);
  }

  private String refusal() {
    return String.valueOf(assertThrows(IOException.class, () -> Tokens.in(file)).getMessage());
  }

  @Test
  void aTokenHas256BitsAndIsNotInTheFile() throws IOException {
    String token = file.add("laptop", random);
    assertTrue(token.matches("shiphub_[A-Za-z0-9_-]{43}"), token);
    assertNotEquals(token, file.add("other", random));
    assertFalse(Files.readString(path).contains(token.substring(KnownToken.PREFIX.length())));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
  }

  @Test
  void eachTokenIsFoundUnderItsName() throws IOException {
    String laptop = file.add("laptop", random);
    String phone = file.add("phone", random);
    Tokens tokens = Tokens.in(file);
    assertEquals(Optional.of("laptop"), tokens.find(laptop).map(KnownToken::name));
    assertEquals(Optional.of("phone"), tokens.find(phone).map(KnownToken::name));
    assertEquals(Optional.empty(), tokens.find(phone + "x"));
    assertEquals(Optional.empty(), tokens.find(""));
    assertEquals(Optional.empty(), tokens.find(KnownToken.digest(laptop)));
  }

  @Test
  void aLineThatIsDeletedIsATokenThatIsTakenBackAtOnce() throws IOException {
    String laptop = file.add("laptop", random);
    String phone = file.add("phone", random);
    Tokens tokens = Tokens.in(file);
    KnownToken known = tokens.find(laptop).orElseThrow();
    assertTrue(tokens.has(known));
    List<String> lines = Files.readAllLines(path);
    Files.write(path, lines.stream().filter(line -> !line.startsWith("laptop")).toList());
    assertEquals(Optional.empty(), tokens.find(laptop));
    assertFalse(tokens.has(known));
    assertTrue(tokens.find(phone).isPresent());
  }

  @Test
  void aTokenThatIsAddedCountsAtOnce() throws IOException {
    file.add("laptop", random);
    Tokens tokens = Tokens.in(file);
    String phone = file.add("phone", random);
    assertTrue(tokens.find(phone).isPresent());
  }

  @Test
  void aFileThatBecomesUnusableLetsNobodyInUntilItIsGoodAgain() throws IOException {
    String laptop = file.add("laptop", random);
    Tokens tokens = Tokens.in(file);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw----"));
    assertEquals(Optional.empty(), tokens.find(laptop));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    assertTrue(tokens.find(laptop).isPresent());
    Files.delete(path);
    assertEquals(Optional.empty(), tokens.find(laptop));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-"})
  void aFileThatOthersCanReadOrWriteIsRefusedWithTheRemedy(String mode) throws IOException {
    file.add("laptop", random);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    assertTrue(refusal().contains("chmod 600 " + path), refusal());
    assertThrows(IOException.class, () -> file.add("other", random));
  }

  @Test
  void aMissingFileIsRefusedWithTheRemedy() {
    assertTrue(refusal().contains("shiphub token create --file " + path), refusal());
  }

  @Test
  void aFileWithoutTokensIsRefusedWithTheRemedy() throws IOException {
    file.add("laptop", random);
    Files.writeString(path, "# nobody\n\n");
    assertTrue(refusal().contains("shiphub token create --file " + path), refusal());
  }

  // It may be a token that somebody has put there instead of its digest.
  @ParameterizedTest
  @ValueSource(strings = {"laptop", "shiphub_c2VjcmV0", "laptop c2VjcmV0", "a/b c2VjcmV0", "x y z"})
  void aLineThatIsNoneIsNamedByItsNumberAndNotQuoted(String line) throws IOException {
    file.add("laptop", random);
    Files.writeString(path, "# head\n" + line + "\n");
    assertTrue(refusal().contains("in line 2;"), refusal());
    assertFalse(refusal().contains("c2VjcmV0"), refusal());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "a\nb", "123456789012345678901234567890123", "#x"})
  void whatIsNoNameIsRefused(String name) {
    assertThrows(IOException.class, () -> file.add(name, random));
    assertFalse(Files.exists(path));
  }

  @Test
  void aNameIsTakenOnce() throws IOException {
    String token = file.add("laptop", random);
    assertThrows(IOException.class, () -> file.add("laptop", random));
    assertTrue(Tokens.in(file).find(token).isPresent());
  }

  @Test
  void whatPeopleHaveWrittenIntoTheFileStays() throws IOException {
    String laptop = file.add("laptop", random);
    Files.writeString(path, Files.readString(path) + "# Anna's, until May");
    file.add("phone", random);
    assertTrue(Files.readString(path).contains("# Anna's, until May\nphone "));
    assertTrue(Tokens.in(file).find(laptop).isPresent());
  }
}
