package dev.shiphub.races;

import dev.shiphub.hub.race.Race;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Runs virtual threads one at a time on the calling thread; a seed chooses who goes on, and at
 * which seams a thread gives way. The same seed gives the same run.
 *
 * <p>Threads that these threads start run here too, as a virtual thread inherits the scheduler of
 * the one that makes it. Nothing here may wait for a clock: a wait with a time limit is a wait for
 * ever.
 */
final class SeededScheduler implements Executor, Seam.Hook {
  private static final int RAREST = 12;

  private final SplittableRandom luck;
  private final int rarity;
  private final List<Runnable> ready = new ArrayList<>();
  private final Set<Thread> seen = new LinkedHashSet<>();
  private final Optional<List<String>> trace;
  private final AtomicReference<Throwable> thrown = new AtomicReference<>();

  /**
   * @param trace where to note who went on where; empty notes nothing
   */
  SeededScheduler(long seed, Optional<List<String>> trace) {
    luck = new SplittableRandom(seed);
    rarity = 1 + luck.nextInt(RAREST);
    this.trace = trace;
  }

  /** Called by threads of ours, and by those of the JDK that wake one of ours. */
  @Override
  public synchronized void execute(Runnable next) {
    ready.add(next);
    notifyAll();
  }

  /** Makes a round and runs it to its end; returns what went wrong, if something did. */
  Optional<String> run(Supplier<Race.Round> rounds) {
    Seam.use(this);
    List<Race.Round> made = new ArrayList<>();
    // Made by a thread of ours too: what it starts is to run here.
    Optional<String> unmade = finish(List.of(start("maker", () -> made.add(rounds.get()))));
    if (unmade.isPresent()) {
      return unmade;
    }
    Race.Round round = made.getFirst();
    List<Thread> threads = new ArrayList<>();
    for (Runnable actor : round.threads()) {
      threads.add(start("thread " + threads.size(), actor));
    }
    Optional<String> wrong = finish(threads);
    return wrong.isPresent() ? wrong : round.fault();
  }

  private Thread start(String name, Runnable actor) {
    Thread thread = builder().name(name).start(() -> guarded(actor));
    seen.add(thread);
    return thread;
  }

  /** Lets everybody go on until nobody can. */
  private Optional<String> finish(List<Thread> threads) {
    Optional<Runnable> next = next();
    while (next.isPresent()) {
      next.get().run();
      next = next();
    }
    if (thrown.get() != null) {
      return Optional.of("threw " + thrown.get());
    }
    return threads.stream()
        .filter(Thread::isAlive)
        .findFirst()
        .map(stuck -> stuck.getName() + " waits for ever in " + Where.in(stuck.getStackTrace()));
  }

  private void guarded(Runnable actor) {
    try {
      actor.run();
    } catch (RuntimeException | Error bug) {
      thrown.compareAndSet(null, bug);
    }
  }

  @Override
  @SuppressWarnings("ThreadPriorityCheck") // This is the scheduler.
  public void pass() {
    Thread self = Thread.currentThread();
    if (!self.isVirtual()) {
      return;
    }
    seen.add(self);
    if (luck.nextInt(rarity) == 0) {
      trace.ifPresent(
          notes -> notes.add(self.getName() + " gives way in " + Where.in(self.getStackTrace())));
      Thread.yield();
    }
  }

  /** Empty when nobody can go on. */
  private synchronized Optional<Runnable> next() {
    try {
      while (ready.isEmpty() && seen.stream().anyMatch(SeededScheduler::isOnItsWay)) {
        wait(1);
      }
    } catch (InterruptedException nobodyDoes) {
      throw new IllegalStateException(nobodyDoes);
    }
    return ready.isEmpty()
        ? Optional.empty()
        : Optional.of(ready.remove(luck.nextInt(ready.size())));
  }

  /** Whether the JDK is about to hand it over. */
  private static boolean isOnItsWay(Thread thread) {
    Thread.State state = thread.getState();
    return state == Thread.State.RUNNABLE || state == Thread.State.BLOCKED;
  }

  private Thread.Builder.OfVirtual builder() {
    try {
      Constructor<?> maker =
          Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
              .getDeclaredConstructor(Executor.class);
      maker.setAccessible(true);
      return (Thread.Builder.OfVirtual) maker.newInstance(this);
    } catch (ReflectiveOperationException changed) {
      throw new IllegalStateException("this JDK has no scheduler to choose", changed);
    }
  }
}
