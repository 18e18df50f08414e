package dev.shiphub.hub.adapter.systemd;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/**
 * Sends datagrams to the socket of {@code sd_notify(3)}, which the JDK has no class for: three
 * calls of the C library.
 *
 * <p>Never blocks. Any thread.
 */
final class NotifySocket {
  private static final short AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;

  /** Of {@code sockaddr_un}: the family, then the name. */
  private static final int NAME_AT = 2;

  private static final int LONGEST_NAME = 107;

  private static final MethodHandle SOCKET = call("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle SENDTO =
      call("sendto", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle CLOSE = call("close", JAVA_INT, JAVA_INT);

  private final byte[] name;

  private NotifySocket(byte[] name) {
    this.name = name;
  }

  /** Whether this is a name that {@link #named} takes: a path, or {@code @} and an abstract one. */
  static boolean isName(String name) {
    int length = name.getBytes(StandardCharsets.UTF_8).length;
    return (name.startsWith("/") || name.startsWith("@")) && length > 1 && length <= LONGEST_NAME;
  }

  /**
   * The socket of that name, whether or not somebody listens there.
   *
   * @throws IllegalArgumentException if it is no name
   */
  static NotifySocket named(String name) {
    if (!isName(name)) {
      throw new IllegalArgumentException("no socket of systemd: " + name);
    }
    return new NotifySocket(name.replace('@', '\0').getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Sends one datagram.
   *
   * @return false if it could not be taken at once
   */
  boolean send(String text) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment data = arena.allocateFrom(JAVA_BYTE, text.getBytes(StandardCharsets.UTF_8));
      int socket = (int) SOCKET.invokeExact((int) AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
      if (socket < 0) {
        return false;
      }
      long sent =
          (long)
              SENDTO.invokeExact(
                  socket,
                  data,
                  data.byteSize(),
                  MSG_DONTWAIT | MSG_NOSIGNAL,
                  address(arena),
                  NAME_AT + name.length);
      int closed = (int) CLOSE.invokeExact(socket);
      return sent == data.byteSize() && closed == 0;
    } catch (Throwable impossible) {
      throw new IllegalStateException("a call of the C library", impossible);
    }
  }

  private MemorySegment address(Arena arena) {
    MemorySegment address = arena.allocate(NAME_AT + (long) name.length);
    address.set(JAVA_SHORT, 0, AF_UNIX);
    MemorySegment.copy(name, 0, address, JAVA_BYTE, NAME_AT, name.length);
    return address;
  }

  @SuppressWarnings("restricted") // The launchers allow native access for this.
  private static MethodHandle call(String function, MemoryLayout result, MemoryLayout... taken) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(function), FunctionDescriptor.of(result, taken));
  }
}
