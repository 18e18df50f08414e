package dev.shiphub.hub.world;

import dev.shiphub.hub.session.Session;
import dev.shiphub.hub.session.SessionInput;
import dev.shiphub.hub.session.SessionReport;
import dev.shiphub.hub.session.SessionRules;
import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.port.Transport;
import dev.shiphub.ship.port.TransportEvents;
import dev.shiphub.ship.wire.MessageCodec;
import dev.shiphub.ship.wire.WireLimits;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Steps a real session in virtual time, as its pump does in real time. */
final class Stepper implements TransportEvents {
  private static final MessageCodec CODEC = new MessageCodec(WireLimits.USUAL);

  private final Calendar calendar;
  private final Transport transport;
  private final Session session;
  private final Desk<SessionInput> desk;
  private Instant planned = Instant.MAX;
  private boolean isDead;

  Stepper(
      Calendar calendar,
      RandomGenerator random,
      Transport transport,
      SessionRules rules,
      Predicate<SessionReport> reports) {
    this.calendar = calendar;
    this.transport = transport;
    session = new Session(transport, rules, reports, calendar.now());
    desk = new Desk<>(calendar, random, this::take);
  }

  void begin() {
    transport.begin(this);
    plan();
  }

  void order(SessionInput input) {
    desk.put(input);
  }

  void cut(String why) {
    transport.cut(why);
  }

  /** Its process has died: nothing happens here any more. */
  void die() {
    isDead = true;
    desk.close();
  }

  boolean isOver() {
    return session.isOver();
  }

  private void take(SessionInput input) {
    session.on(input, calendar.now());
    plan();
  }

  private void plan() {
    Instant deadline = session.deadline();
    if (isDead || session.isOver() || deadline.equals(planned)) {
      return;
    }
    planned = deadline;
    calendar.at(deadline, () -> due(deadline));
  }

  private void due(Instant deadline) {
    if (isDead || session.isOver() || !deadline.equals(planned)) {
      return;
    }
    planned = Instant.MAX;
    if (!session.deadline().isAfter(calendar.now())) {
      session.onDeadline(calendar.now());
    }
    plan();
  }

  @Override
  public void onMessage(byte[] message) {
    desk.put(new SessionInput.Message(CODEC.decode(message), message.length));
  }

  @Override
  public void onSignOfLife() {
    desk.put(new SessionInput.SignOfLife());
  }

  @Override
  public void onClosed(CloseReason reason) {
    desk.put(new SessionInput.Gone(reason));
  }
}
