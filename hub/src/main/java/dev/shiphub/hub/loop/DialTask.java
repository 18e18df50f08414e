package dev.shiphub.hub.loop;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A dial under way: can be cancelled at any time, and gives way as long as nobody has noticed it.
 *
 * <p>Any thread.
 */
final class DialTask {
  private final HubScope.Task task;
  private final AtomicReference<State> state = new AtomicReference<>(State.UNNOTICED);

  private enum State {
    UNNOTICED,
    NOTICED,
    YIELDED
  }

  DialTask(Consumer<DialTask> work) {
    task = new HubScope.Task(() -> work.accept(this));
  }

  HubScope.Task task() {
    return task;
  }

  /** The dial comes to the device's notice now; false if it has given way before. */
  boolean mayUpgrade() {
    return state.compareAndSet(State.UNNOTICED, State.NOTICED) || state.get() == State.NOTICED;
  }

  /** Ends the dial, unless it has come to the device's notice. */
  void giveWay() {
    if (state.compareAndSet(State.UNNOTICED, State.YIELDED)) {
      task.cancel();
    }
  }

  boolean hasYielded() {
    return state.get() == State.YIELDED;
  }
}
