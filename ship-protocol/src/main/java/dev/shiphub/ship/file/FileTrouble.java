package dev.shiphub.ship.file;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a file could not be used, for people: the platform often says its name and nothing else. */
public final class FileTrouble {
  private FileTrouble() {}

  /** The reason alone, without the name of the file. */
  public static String words(IOException trouble) {
    return switch (trouble) {
      case NoSuchFileException _ -> "there is no such file";
      case FileAlreadyExistsException _ -> "there is a file of that name";
      case AccessDeniedException _ -> "permission denied";
      case CharacterCodingException _ -> "it is not UTF-8";
      case FileSystemException named -> reason(named.getReason(), named);
      default -> reason(trouble.getMessage(), trouble);
    };
  }

  private static String reason(@Nullable String words, IOException trouble) {
    return Optional.ofNullable(words).orElse(trouble.getClass().getSimpleName());
  }
}
