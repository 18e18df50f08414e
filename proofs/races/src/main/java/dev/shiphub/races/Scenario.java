package dev.shiphub.races;

import dev.shiphub.hub.race.Race;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What is done at the same time. Its planted fault is the patch of the same name; every layer that
 * runs the scenario has to find it.
 */
enum Scenario {
  REGISTRY_LIMIT("hub.core.RegistryRound", "limit", Layers.LOCKS),
  REGISTRY_STOP("hub.core.RegistryRound", "stop", Layers.LOCKS),
  REGISTRY_SUCCESSOR("hub.core.RegistryRound", "successor", Layers.LOCKS),
  MAILBOX_CLOSING("hub.session.MailboxRound", "closing", Layers.LOCKS),
  MAILBOX_WAITING("hub.session.MailboxRound", "waiting", Layers.LOCKS),
  MAILBOX_FREED("hub.session.MailboxRound", "freed", Layers.HANGS),
  QUEUE_ENDING("ship.transport.WriteQueueRound", "ending", Layers.LOCKS),
  EVENTS_FOLLOWING("hub.adapter.admin.EventStreamRound", "following", Layers.LOCKS),
  DIAL_YIELDING("hub.loop.DialTaskRound", "yielding", Layers.LOCKS),
  NOTICES_PUBLISHING("hub.loop.NoticesRound", "publishing", Layers.VIRTUAL),
  SCOPE_STOP("hub.loop.HubScopeRound", "stop", Layers.VIRTUAL),
  SCOPE_CANCELLING("hub.loop.CancelRound", "cancelling", Layers.VIRTUAL),
  LEDGER_CLOSING("hub.loop.LedgerRound", "closing", Layers.PLATFORM);

  private final String type;
  private final String factory;
  private final Set<Layer> layers;

  Scenario(String type, String factory, Set<Layer> layers) {
    this.type = "dev.shiphub." + type;
    this.factory = factory;
    this.layers = layers;
  }

  /** Who can see what. jcstress has tests of its own. */
  private static final class Layers {
    /** Locks and fields only. */
    static final Set<Layer> LOCKS = Set.of(Layer.LINCHECK, Layer.SEEDED, Layer.BARRIER);

    /** Its fault is a thread that waits for ever: real threads only ever look slow. */
    static final Set<Layer> HANGS = Set.of(Layer.LINCHECK, Layer.SEEDED);

    /** The class starts virtual threads, which Lincheck does not know. */
    static final Set<Layer> VIRTUAL = Set.of(Layer.SEEDED, Layer.BARRIER);

    /** The class has an executor of platform threads. */
    static final Set<Layer> PLATFORM = Set.of(Layer.BARRIER);
  }

  static List<Scenario> of(Layer layer) {
    return Arrays.stream(values()).filter(scenario -> scenario.layers.contains(layer)).toList();
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Scenario labelled(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Makes rounds with the classes that this loader makes. */
  @SuppressWarnings("unchecked")
  Supplier<Race.Round> rounds(ClassLoader loader) {
    try {
      return (Supplier<Race.Round>) loader.loadClass(type).getMethod(factory).invoke(null);
    } catch (ReflectiveOperationException bug) {
      throw new IllegalStateException("no round of " + this, bug);
    }
  }
}
