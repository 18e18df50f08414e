package dev.shiphub.hub;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the word to stop: SIGTERM, SIGINT, or the end of stdin. A second signal ends the
 * process at once.
 *
 * <p>A shutdown hook could not tell a second signal, and could not choose the exit code. The class
 * behind it is not part of the Java API but exported by {@code jdk.unsupported}; it is reached by
 * reflection, because the compiler warns of it.
 */
final class StopSignals {
  private static final Logger LOG = LoggerFactory.getLogger(StopSignals.class);

  private final CompletableFuture<String> first = new CompletableFuture<>();
  private final AtomicBoolean hasHeardSignal = new AtomicBoolean();
  private final Runnable atOnce;

  /**
   * Hears nothing yet.
   *
   * @param atOnce ends the process
   */
  StopSignals(Runnable atOnce) {
    this.atOnce = atOnce;
  }

  /** Listens for signals from now on. */
  void listen() {
    for (String name : new String[] {"TERM", "INT", "HUP"}) {
      try {
        handle(name);
      } catch (ReflectiveOperationException missing) {
        LOG.warn("SIG{} ends the process without an orderly stop: {}", name, missing.toString());
      }
    }
  }

  /** Completes with what was heard first. */
  CompletableFuture<String> first() {
    return first;
  }

  /** Takes the end of this stream, too, for the word to stop. */
  void listenTo(InputStream stdin) {
    Thread.ofPlatform().daemon().name("stdin").start(() -> awaitEnd(stdin));
  }

  private void awaitEnd(InputStream stdin) {
    try {
      while (stdin.read() >= 0) {
        // Whatever is typed means nothing.
      }
    } catch (IOException gone) {
      LOG.debug("stdin is gone: {}", gone.toString());
    }
    first.complete("stdin closed");
  }

  void heard(String name) {
    if (hasHeardSignal.getAndSet(true)) {
      atOnce.run();
    }
    first.complete("SIG" + name);
  }

  private void handle(String name) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    Object ours =
        Proxy.newProxyInstance(
            StopSignals.class.getClassLoader(),
            new Class<?>[] {handler},
            (proxy, method, arguments) -> invoked(name, proxy, method));
    signal
        .getMethod("handle", signal, handler)
        .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
  }

  private Object invoked(String name, Object proxy, Method method) {
    return switch (method.getName()) {
      case "handle" -> {
        heard(name);
        yield 0;
      }
      case "hashCode" -> System.identityHashCode(proxy);
      case "toString" -> "stop on SIG" + name;
      default -> false;
    };
  }
}
