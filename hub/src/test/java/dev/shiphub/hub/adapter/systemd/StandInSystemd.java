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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What listens at {@code NOTIFY_SOCKET} where no systemd runs, and remembers what it is told. */
public final class StandInSystemd implements AutoCloseable {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SHUT_RD = 0;
  private static final int ROOM = 512;

  private final int socket;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Thread reader;

  /**
   * Listens, and reads all.
   *
   * @param name a path, or {@code @} and an abstract name
   */
  public StandInSystemd(String name) {
    this(name, true);
  }

  private StandInSystemd(String name, boolean isReading) {
    byte[] bytes = name.replace('@', '\0').getBytes(StandardCharsets.UTF_8);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(2L + bytes.length);
      address.set(JAVA_SHORT, 0, (short) AF_UNIX);
      MemorySegment.copy(bytes, 0, address, JAVA_BYTE, 2, bytes.length);
      socket =
          (int)
              call("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT)
                  .invokeExact(AF_UNIX, SOCK_DGRAM, 0);
      int bound =
          (int)
              call("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT)
                  .invokeExact(socket, address, 2 + bytes.length);
      if (bound != 0) {
        throw new IllegalStateException("cannot listen at " + name);
      }
    } catch (RuntimeException refused) {
      throw refused;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
    reader = Thread.ofPlatform().daemon().unstarted(this::read);
    if (isReading) {
      reader.start();
    }
  }

  /** One that listens and reads nothing. */
  static StandInSystemd deaf(String name) {
    return new StandInSystemd(name, false);
  }

  private void read() {
    try (Arena arena = Arena.ofConfined()) {
      MethodHandle recv = call("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
      MemorySegment room = arena.allocate(ROOM);
      for (long length = receive(recv, room); length > 0; length = receive(recv, room)) {
        byte[] text = room.asSlice(0, length).toArray(JAVA_BYTE);
        told.add(new String(text, StandardCharsets.UTF_8));
      }
    }
  }

  private long receive(MethodHandle recv, MemorySegment room) {
    try {
      return (long) recv.invokeExact(socket, room, (long) ROOM, 0);
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Every datagram so far. */
  public List<String> told() {
    return List.copyOf(told);
  }

  /** Whether a datagram had this line. */
  public boolean hasHeard(String line) {
    return told.stream().anyMatch(it -> it.lines().anyMatch(line::equals));
  }

  @SuppressWarnings("restricted")
  private static MethodHandle call(String function, MemoryLayout result, MemoryLayout... taken) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(function), FunctionDescriptor.of(result, taken));
  }

  @Override
  public void close() {
    try {
      int shut = (int) call("shutdown", JAVA_INT, JAVA_INT, JAVA_INT).invokeExact(socket, SHUT_RD);
      reader.join();
      int closed = (int) call("close", JAVA_INT, JAVA_INT).invokeExact(socket);
      if (shut != 0 || closed != 0) {
        throw new IllegalStateException("the socket does not close");
      }
    } catch (RuntimeException refused) {
      throw refused;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
