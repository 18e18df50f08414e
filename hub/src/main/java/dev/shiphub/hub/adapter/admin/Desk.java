package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.core.Answer;
import dev.shiphub.hub.core.HubSnapshot;
import dev.shiphub.hub.core.Request;
import dev.shiphub.hub.port.HubControl;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Passes requests to the hub and waits for the answer, but not for ever. Any thread. */
final class Desk {
  private final HubControl hub;
  private final Duration patience;

  /**
   * @param patience how long the hub may take
   */
  Desk(HubControl hub, Duration patience) {
    this.hub = hub;
    this.patience = patience;
  }

  /** How things stand. */
  Glance look() throws InterruptedException {
    return look(patience);
  }

  /** How things stand, if the hub says it in that time. */
  Glance look(Duration within) throws InterruptedException {
    Optional<Answer> answer = result(hub.ask(new Request.Look()), within);
    if (answer.isEmpty()) {
      return silent(within, "");
    }
    return switch (answer.get()) {
      case Answer.Picture(HubSnapshot snapshot) -> new Glance.Seen(snapshot);
      case Answer.Refused refused -> problem(refused);
      case Answer.Done _ -> Problem.internal();
    };
  }

  /** Which device a text names; a whole SKI is not looked up. */
  Resolution find(String text) throws InterruptedException {
    Optional<Resolution.Found> whole = DeviceFinder.whole(text);
    if (whole.isPresent()) {
      return whole.get();
    }
    return switch (look()) {
      case Problem problem -> problem;
      case Glance.Seen(HubSnapshot snapshot) -> DeviceFinder.find(text, snapshot);
    };
  }

  /** Has something done for a device. */
  Reply command(Ski ski, Request request, String by) throws InterruptedException {
    return switch (command(request, by)) {
      case Problem problem -> problem.about(ski);
      case Done(String words) ->
          Reply.Document.ok(JsonValue.object().put("ski", ski.hex()).put("result", words).build());
    };
  }

  /** What became of a command. */
  sealed interface Fate permits Done, Problem {}

  /** It is done, in words. */
  record Done(String words) implements Fate {}

  /** Has something done. */
  Fate command(Request request, String by) throws InterruptedException {
    Optional<Answer> answer = result(hub.ask(request, by), patience);
    if (answer.isEmpty()) {
      return silent(patience, "; whether this takes effect is not known");
    }
    return switch (answer.get()) {
      case Answer.Done(String words) -> new Done(words);
      case Answer.Refused refused -> problem(refused);
      case Answer.Picture _ -> Problem.internal();
    };
  }

  /**
   * What comes of a future in that time; empty if nothing does.
   *
   * @throws IllegalStateException if it broke, which is a bug
   */
  static <T> Optional<T> result(CompletableFuture<T> future, Duration within)
      throws InterruptedException {
    try {
      return Optional.of(future.get(within.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException late) {
      return Optional.empty();
    } catch (ExecutionException broken) {
      throw new IllegalStateException("the hub broke off a request", broken.getCause());
    }
  }

  private static Problem silent(Duration waited, String consequence) {
    return Problem.of(
        503,
        "hub-silent",
        "The hub does not answer",
        "the hub gave no answer within " + waited.toSeconds() + " s" + consequence,
        "look into the daemon's log, and restart the daemon if it stays silent");
  }

  private static Problem problem(Answer.Refused refused) {
    String words = refused.words();
    return switch (refused.kind()) {
      case UNKNOWN ->
          Problem.of(
              404,
              "unknown-device",
              "There is no such device, or it is not in that state",
              words,
              "see what is known with 'shiphub devices'");
      case CONFLICT ->
          Problem.of(
              409,
              "conflict",
              "This contradicts how things stand",
              words,
              "see how it stands with 'shiphub devices'");
      case LIMIT ->
          Problem.of(
              409,
              "limit-reached",
              "A limit is reached",
              words,
              "make room, or raise the limit in the configuration");
      case NOT_SAVED ->
          Problem.of(
              500,
              "not-saved",
              "The disk did not take it",
              words,
              "see to the disk of the state directory, then try again");
      case STOPPING ->
          Problem.of(
              503,
              "stopping",
              "The hub is stopping",
              words,
              "try again when the daemon has started again");
    };
  }
}
