package dev.shiphub.hub.loop;

import dev.shiphub.hub.core.Answer;
import dev.shiphub.hub.core.Connection;
import dev.shiphub.hub.core.HubEffect;
import dev.shiphub.hub.core.HubEvent;
import dev.shiphub.hub.core.Notice;
import dev.shiphub.hub.port.RecordStore;
import dev.shiphub.hub.session.SessionInput;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.Trouble;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.port.DialOutcome;
import dev.shiphub.ship.port.Dialer;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes the world as the core wants: one method for every effect, none of which waits.
 *
 * <p>Called by the loop's thread. Every dial comes back as exactly one event, and so does every
 * save.
 */
final class EffectRunner implements HubLoop.Effects {
  private static final Logger LOG = LoggerFactory.getLogger("hub");

  private final Tools tools;
  private final Predicate<HubEvent> outcomes;
  private final Map<Ski, DialTask> dials = new ConcurrentHashMap<>();

  /**
   * What the effects work with.
   *
   * @param addressBook is told of paired devices and where they are
   * @param answers takes the answers for users
   */
  record Tools(
      Dialer dialer,
      HubScope scope,
      Ledger ledger,
      RecordStore store,
      Sessions sessions,
      Notices notices,
      AddressBook addressBook,
      BiConsumer<Long, Answer> answers) {}

  EffectRunner(Tools tools, Predicate<HubEvent> outcomes) {
    this.tools = tools;
    this.outcomes = outcomes;
  }

  @Override
  public Optional<HubEvent> run(HubEffect effect) {
    switch (effect) {
      case HubEffect.Dial(Ski ski, Endpoint endpoint) -> {
        return dial(ski, endpoint);
      }
      case HubEffect.CancelDial(Ski ski) ->
          Optional.ofNullable(dials.get(ski)).ifPresent(dial -> dial.task().cancel());
      case HubEffect.YieldDial(Ski ski) ->
          Optional.ofNullable(dials.get(ski)).ifPresent(DialTask::giveWay);
      case HubEffect.StartSession(Connection connection, boolean isTrusted) -> {
        if (isTrusted) {
          tools.addressBook().met(connection);
        }
        tools.sessions().order(connection, new SessionInput.Start(isTrusted));
      }
      case HubEffect.Probe(Connection connection, var within) ->
          tools.sessions().order(connection, new SessionInput.Probe(within));
      case HubEffect.Route(Connection connection) -> tools.sessions().route(connection);
      case HubEffect.Tell(Connection connection, var decision) -> {
        if (decision == HubEffect.Decision.TRUST_GRANTED) {
          tools.addressBook().met(connection);
        }
        tools.sessions().order(connection, told(decision));
      }
      case HubEffect.GivePin(Connection connection, var pin) ->
          tools.sessions().order(connection, new SessionInput.GivePin(pin));
      case HubEffect.TellPin(Connection connection, var standing) ->
          tools.sessions().order(connection, new SessionInput.TellPin(standing));
      case HubEffect.Close(Connection connection, var reason, boolean isRemoval) ->
          tools.sessions().order(connection, new SessionInput.Close(reason, isRemoval));
      case HubEffect.Cut(Connection connection, String why) ->
          tools.sessions().cut(connection, why);
      case HubEffect.Save save -> {
        tools.addressBook().intended(save.state());
        return save(save);
      }
      case HubEffect.Notify(Notice notice) -> publish(notice);
      case HubEffect.Reply(long command, Answer answer) -> tools.answers().accept(command, answer);
      case HubEffect.Warn(String words) -> LOG.warn("{}", words);
      case HubEffect.Finish _ -> {}
    }
    return Optional.empty();
  }

  private static SessionInput told(HubEffect.Decision decision) {
    return switch (decision) {
      case TRUST_GRANTED -> new SessionInput.Trust(true);
      case TRUST_DENIED -> new SessionInput.Trust(false);
      case BIND -> new SessionInput.Bind();
    };
  }

  private void publish(Notice notice) {
    LOG.info(
        "{}  {}{}{}",
        notice.ski().map(Ski::brief).orElse("hub     "),
        notice.type().label(),
        notice.session().map(session -> " " + session).orElse(""),
        notice.cause().isEmpty() ? "" : "  because " + notice.cause());
    tools.notices().publish(notice);
  }

  // ---- dials

  private Optional<HubEvent> dial(Ski ski, Endpoint endpoint) {
    DialTask dial = new DialTask(self -> dialInScope(ski, endpoint, self));
    // Stored before it can end; the core never has two dials to one device under way.
    dials.put(ski, dial);
    if (tools.scope().start(dial.task())) {
      return Optional.empty();
    }
    dials.remove(ski);
    return Optional.of(cancelled(ski, endpoint));
  }

  /** Exactly one outcome leaves this method, and an open transport leaves it with an owner. */
  private void dialInScope(Ski ski, Endpoint endpoint, DialTask dial) {
    Runnable outcome = () -> fail(unopened(cancelled(ski, endpoint), dial));
    try {
      outcome = outcome(ski, endpoint, dial);
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error bug) {
      LOG.error("{}  the dial broke", ski.brief(), bug);
      outcome =
          () -> fail(failed(ski, endpoint, "internal", Trouble.INTERNAL, "internal error: " + bug));
    } finally {
      dials.remove(ski);
      outcome.run();
    }
  }

  private Runnable outcome(Ski ski, Endpoint endpoint, DialTask dial) throws InterruptedException {
    return switch (tools.dialer().dial(ski, endpoint, dial::mayUpgrade)) {
      case DialOutcome.Opened(var transport) -> {
        Connection connection = tools.sessions().adopt(transport);
        yield () -> tools.sessions().begin(connection);
      }
      case DialOutcome.Failed failed ->
          () ->
              fail(
                  unopened(
                      failed(
                          ski,
                          endpoint,
                          failed.furthest().label(),
                          failed.trouble(),
                          failed.words()),
                      dial));
    };
  }

  /** A dial that has given way has not failed. */
  private static HubEvent unopened(HubEvent.DialFailed failed, DialTask dial) {
    return dial.hasYielded() ? new HubEvent.DialYielded(failed.ski()) : failed;
  }

  /** Whether a dial to this device is under way. Any thread. */
  boolean isDialling(Ski ski) {
    return dials.containsKey(ski);
  }

  private void fail(HubEvent failed) {
    if (!outcomes.test(failed)) {
      LOG.debug("too late: {}", failed);
    }
  }

  private static HubEvent.DialFailed cancelled(Ski ski, Endpoint endpoint) {
    return failed(ski, endpoint, "cancelled", Trouble.CANCELLED, "the dial was cancelled");
  }

  private static HubEvent.DialFailed failed(
      Ski ski, Endpoint endpoint, String phase, Trouble trouble, String cause) {
    return new HubEvent.DialFailed(ski, endpoint.toString(), phase, trouble, cause);
  }

  // ---- records

  private Optional<HubEvent> save(HubEffect.Save save) {
    boolean isQueued = tools.ledger().write(() -> saveInLedger(save));
    return isQueued
        ? Optional.empty()
        : Optional.of(new HubEvent.SaveFailed(save.version(), "the hub has stopped"));
  }

  /** Exactly one outcome leaves this method. */
  private void saveInLedger(HubEffect.Save save) {
    HubEvent outcome;
    try {
      tools.store().save(save.state(), save.audit());
      tools.addressBook().saved(save.state());
      outcome = new HubEvent.Saved(save.version());
    } catch (IOException | RuntimeException | Error failed) {
      LOG.error("the records could not be saved", failed);
      outcome = new HubEvent.SaveFailed(save.version(), String.valueOf(failed.getMessage()));
    }
    if (!outcomes.test(outcome)) {
      LOG.debug("save {} ended after the loop", save.version());
    }
  }
}
