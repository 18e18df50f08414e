package dev.shiphub.sim.bench;

import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.sim.raw.Heard;
import dev.shiphub.sim.raw.RawFrame;
import dev.shiphub.sim.raw.RawLink;
import dev.shiphub.sim.raw.Transcript;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One connection to the device, seen as messages: what is awaited, what must not come, when it
 * ends. Messages that nobody has asked for yet are kept. Belongs to the thread of its case.
 */
public final class Talk implements AutoCloseable {
  /** How long the suite waits where its text gives no number. */
  public static final Duration USUAL = Duration.ofSeconds(10);

  private final String name;
  private final RawLink link;
  private final Transcript transcript;
  private final InstantSource clock;
  private final Instant openedAt;
  private final List<Said> unread = new ArrayList<>();
  private final List<Heard.Message> all = new ArrayList<>();
  private final List<Heard.Pong> pongs = new ArrayList<>();
  private Optional<Heard.End> end = Optional.empty();

  /** One over an open connection; its name is for the transcript. */
  public Talk(String name, RawLink link, Transcript transcript, InstantSource clock) {
    this.name = name;
    this.link = link;
    this.transcript = transcript;
    this.clock = clock;
    openedAt = clock.instant();
    transcript.add(name + ": WebSocket open");
  }

  /** When the WebSocket was open. */
  public Instant openedAt() {
    return openedAt;
  }

  /** What the device showed before the first message. */
  public RawLink.Opening opening() {
    return link.opening();
  }

  /** Every message so far, as it came. */
  public List<Heard.Message> all() {
    return List.copyOf(all);
  }

  /** The time, steady. */
  public Instant now() {
    return clock.instant();
  }

  /** Sends one message. */
  public void send(byte[] message) {
    transcript.add(name + " tool   > " + Said.excerpt(message));
    if (!link.send(message)) {
      transcript.add(name + " could not be written any more");
    }
  }

  /** Sends one frame. */
  public void send(RawFrame frame) {
    write(frame.bytes(link.isClient()));
  }

  /** Writes bytes into TLS as they are. */
  public void write(byte[] bytes) {
    transcript.add(name + " tool writes " + bytes.length + " bytes of frames");
    if (!link.write(bytes)) {
      transcript.add(name + " could not be written any more");
    }
  }

  /** The next pong must come, with this payload. */
  public void needPong(byte[] payload) throws InterruptedException, CaseEnded {
    Instant until = clock.instant().plus(USUAL);
    while (pongs.isEmpty() && end.isEmpty() && clock.instant().isBefore(until)) {
      hear(until);
    }
    if (pongs.isEmpty() || !Arrays.equals(payload, pongs.removeFirst().payload())) {
      throw CaseEnded.fault("no pong with the payload of the ping" + others());
    }
  }

  /**
   * The first message that fits, kept or yet to come; empty if the time is over or the connection.
   */
  public Optional<Said> await(Predicate<Said> wanted, Duration atMost) throws InterruptedException {
    Instant until = clock.instant().plus(atMost);
    Optional<Said> found = takeKept(wanted);
    while (found.isEmpty() && end.isEmpty() && clock.instant().isBefore(until)) {
      hear(until);
      found = takeKept(wanted);
    }
    return found;
  }

  /** The same, and a fault if it does not come. */
  public Said need(String what, Predicate<Said> wanted, Duration atMost)
      throws InterruptedException, CaseEnded {
    Optional<Said> found = await(wanted, atMost);
    if (found.isEmpty()) {
      throw CaseEnded.fault(
          end.map(news -> "instead of " + what + ": " + news.how())
                  .orElse("no " + what + " within " + seconds(atMost))
              + others());
    }
    return found.get();
  }

  /** The same for the usual time. */
  public Said need(String what, Predicate<Said> wanted) throws InterruptedException, CaseEnded {
    return need(what, wanted, USUAL);
  }

  /** The next message, whatever it is, must fit. */
  public Said needNext(String what, Predicate<Said> wanted) throws InterruptedException, CaseEnded {
    Said next = need(what, _ -> true, USUAL);
    if (!wanted.test(next)) {
      throw CaseEnded.fault("instead of " + what + ": " + Said.excerpt(next.bytes()));
    }
    return next;
  }

  /** The connection must not end for so long; what comes is kept. */
  public void staysOpen(Duration howLong) throws InterruptedException, CaseEnded {
    staysOpenUntil(clock.instant().plus(howLong));
  }

  /** The connection must not end before that; what comes is kept. */
  public void staysOpenUntil(Instant until) throws InterruptedException, CaseEnded {
    Instant start = clock.instant();
    while (end.isEmpty() && clock.instant().isBefore(until)) {
      hear(until);
    }
    if (end.isPresent()) {
      throw CaseEnded.fault(
          "the device closed after "
              + seconds(Duration.between(start, end.get().at()))
              + " of a wait of "
              + seconds(Duration.between(start, until))
              + ": "
              + end.get().how());
    }
  }

  /** The device must end the connection within that; returns when and how. */
  public Heard.End closes(Duration within) throws InterruptedException, CaseEnded {
    Instant until = clock.instant().plus(within);
    while (end.isEmpty() && clock.instant().isBefore(until)) {
      hear(until);
    }
    return end.orElseThrow(
        () -> CaseEnded.fault("the device did not close within " + seconds(within) + others()));
  }

  /** The device must end the connection without another message. */
  public Heard.End closesWithoutAWord(Duration within) throws InterruptedException, CaseEnded {
    Heard.End how = closes(within);
    if (!unread.isEmpty()) {
      throw CaseEnded.fault("before it closed, the device sent" + others());
    }
    return how;
  }

  /** Whether the device has not ended it, as far as was heard. */
  public boolean isOpen() {
    return end.isEmpty();
  }

  /** How the connection ended, if it has. */
  public Optional<Heard.End> end() {
    return end;
  }

  private void hear(Instant until) throws InterruptedException {
    Optional<Heard> heard = link.next(Duration.between(clock.instant(), until));
    heard.ifPresent(
        news -> {
          switch (news) {
            case Heard.Message message -> {
              transcript.add(
                  name
                      + " device > "
                      + Said.excerpt(message.bytes())
                      + (message.isBinary() ? "" : " (in text frames)"));
              all.add(message);
              unread.add(Said.of(message.at(), message.bytes()));
            }
            case Heard.Pong pong -> pongs.add(pong);
            case Heard.End over -> {
              transcript.add(name + " device: " + over.how());
              end = Optional.of(over);
            }
          }
        });
  }

  private Optional<Said> takeKept(Predicate<Said> wanted) {
    for (Iterator<Said> each = unread.iterator(); each.hasNext(); ) {
      Said said = each.next();
      if (wanted.test(said)) {
        each.remove();
        return Optional.of(said);
      }
    }
    return Optional.empty();
  }

  private String others() {
    return unread.isEmpty() ? "" : "; unasked for: " + Said.excerpt(unread.getLast().bytes());
  }

  /** Answers no ping and no close frame any more. */
  public void mute() {
    transcript.add(name + " tool answers nothing any more");
    link.mute();
  }

  /** Ends TCP with a reset, and TLS not at all. */
  public void reset() {
    transcript.add(name + " tool resets TCP");
    link.reset();
  }

  /** Ends TCP in order, and TLS not at all. */
  public void endTcp() {
    transcript.add(name + " tool ends TCP");
    link.end();
  }

  /** A number of seconds, for people. */
  public static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }

  /** The text of a member, for evidence. */
  public static String member(JsonObject object, String name) {
    return object.text(name).or(() -> object.integer(name).map(String::valueOf)).orElse("nothing");
  }

  @Override
  public void close() {
    link.close();
  }
}
