package dev.shiphub.races;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Makes the classes under test anew, with seams, and with a planted fault if one is wanted.
 * Everything of ours but the machinery of this module is made here: each workshop has its own.
 */
final class Workshop extends ClassLoader {
  /** The classes whose objects threads share, and the rounds. */
  private static final List<String> WITH_SEAMS =
      List.of(
          "hub.core.ConnectionRegistry",
          "hub.session.Mailbox",
          "hub.session.SessionPump",
          "hub.adapter.admin.EventStream",
          "hub.loop.DialTask",
          "hub.loop.HubScope",
          "hub.loop.Ledger",
          "hub.loop.Notices",
          "hub.loop.Outlet",
          "hub.loop.Sessions",
          "ship.transport.WriteQueue");

  private static final String OURS = "dev.shiphub.";
  private static final List<String> MACHINERY =
      List.of("dev.shiphub.races.", "dev.shiphub.hub.race.");

  private final Optional<Path> planted;
  private final Weaver weaver;

  /**
   * @param planted the folder of the classes that have a fault
   * @param weaver what puts seams into the classes
   */
  Workshop(Optional<Path> planted, Weaver weaver) {
    super(Workshop.class.getClassLoader());
    this.planted = planted;
    this.weaver = weaver;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    boolean isMadeHere = name.startsWith(OURS) && MACHINERY.stream().noneMatch(name::startsWith);
    if (!isMadeHere) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> made = findLoadedClass(name);
      return made == null ? make(name) : made;
    }
  }

  private Class<?> make(String name) throws ClassNotFoundException {
    try {
      byte[] bytes = bytes(name.replace('.', '/') + ".class");
      byte[] made = isShared(name) ? weaver.woven(bytes) : bytes;
      return defineClass(name, made, 0, made.length);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static boolean isShared(String name) {
    String outer = name.substring(OURS.length()).replaceFirst("\\$.*", "");
    return WITH_SEAMS.contains(outer) || outer.endsWith("Round");
  }

  private byte[] bytes(String path) throws IOException, ClassNotFoundException {
    Optional<Path> faulty = planted.map(folder -> folder.resolve(path)).filter(Files::exists);
    if (faulty.isPresent()) {
      return Files.readAllBytes(faulty.get());
    }
    try (InputStream original = getParent().getResourceAsStream(path)) {
      if (original == null) {
        throw new ClassNotFoundException(path);
      }
      return original.readAllBytes();
    }
  }
}
