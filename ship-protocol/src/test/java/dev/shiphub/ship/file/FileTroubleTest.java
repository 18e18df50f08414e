package dev.shiphub.ship.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

final class FileTroubleTest {
  @Test
  void isNamedWhereThePlatformOnlyNamesTheFile() {
    assertEquals("there is no such file", FileTrouble.words(new NoSuchFileException("/x")));
    assertEquals(
        "there is a file of that name", FileTrouble.words(new FileAlreadyExistsException("/x")));
    assertEquals("permission denied", FileTrouble.words(new AccessDeniedException("/x")));
    assertEquals("it is not UTF-8", FileTrouble.words(new MalformedInputException(1)));
    assertEquals("FileSystemException", FileTrouble.words(new FileSystemException("/x")));
  }

  @Test
  void isWhatThePlatformSaysOtherwise() {
    FileSystemException named = new FileSystemException("/x", null, "Is a directory");
    assertEquals("Is a directory", FileTrouble.words(named));
    assertEquals("disk on fire", FileTrouble.words(new IOException("disk on fire")));
  }
}
