package dev.shiphub.ship.mdns;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Responders that are what the test says they are. */
final class FakeResponders implements Responder.Factory {
  final List<Fake> opened = new CopyOnWriteArrayList<>();

  /** Why every new one is dead at once; empty lets them live. */
  Optional<String> failure = Optional.empty();

  /** Whether closing is done as soon as it is asked for. */
  boolean closeAtOnce = true;

  @Override
  public Responder open(Link link, Runnable changed) {
    Fake fake = new Fake(link, changed);
    failure.ifPresent(why -> fake.state = new Responder.State.Dead(why));
    opened.add(fake);
    return fake;
  }

  Fake last() {
    return opened.getLast();
  }

  final class Fake implements Responder {
    final Link link;
    final Runnable changed;
    volatile State state = new State.Opening();
    volatile Heard heard = Heard.NOTHING;
    volatile Wish wish = Wish.NOTHING;
    volatile Optional<Boolean> closedWithGoodbye = Optional.empty();
    volatile boolean hurried;
    volatile boolean finished;

    private Fake(Link link, Runnable changed) {
      this.link = link;
      this.changed = changed;
    }

    void run(String instance) {
      state = new State.Running("hub.local", Optional.of(new OwnInstance(instance, true)));
      changed.run();
    }

    void hear(HeardService... services) {
      heard = Samples.heard(services);
      changed.run();
    }

    @Override
    public State state() {
      return state;
    }

    @Override
    public void want(Wish wanted) {
      wish = wanted;
    }

    @Override
    public Heard heard() {
      return heard;
    }

    @Override
    public void close(boolean goodbye) {
      closedWithGoodbye = Optional.of(goodbye);
      finished = closeAtOnce;
    }

    @Override
    public void hurry() {
      hurried = true;
    }

    @Override
    public boolean isFinished() {
      return finished;
    }
  }
}
