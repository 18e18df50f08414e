package dev.shiphub.sim.spine;

import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a peer has subscribed and bound over one connection, at most {@value #MOST} of each. Not
 * thread-safe.
 */
public final class Registrations {
  private static final int MOST = 32;

  private final List<Pair> subscriptions = new ArrayList<>();
  private final List<Pair> bindings = new ArrayList<>();

  /** Who wants what. */
  record Pair(SpineAddress client, SpineAddress server) {
    private boolean isOf(Pair other) {
      return server.entity().equals(other.server.entity())
          && server.feature().equals(other.server.feature())
          && client.entity().equals(other.client.entity())
          && client.feature().equals(other.client.feature());
    }
  }

  /** Whether nobody wants to be told anything. */
  public boolean hasNoSubscription() {
    return subscriptions.isEmpty();
  }

  List<Pair> subscriptions() {
    return List.copyOf(subscriptions);
  }

  boolean isBound(SpineAddress client, SpineAddress server) {
    return bindings.stream().anyMatch(new Pair(client, server)::isOf);
  }

  /** Does what a call wants; false if it is none of these, or there are too many. */
  boolean take(SpineCommand call) {
    return switch (call.function()) {
      case "nodeManagementSubscriptionRequestCall" ->
          pair(call, "subscriptionRequest").filter(it -> add(it, subscriptions)).isPresent();
      case "nodeManagementBindingRequestCall" ->
          pair(call, "bindingRequest").filter(it -> add(it, bindings)).isPresent();
      case "nodeManagementSubscriptionDeleteCall" ->
          pair(call, "subscriptionDelete")
              .filter(it -> subscriptions.removeIf(it::isOf))
              .isPresent();
      case "nodeManagementBindingDeleteCall" ->
          pair(call, "bindingDelete").filter(it -> bindings.removeIf(it::isOf)).isPresent();
      default -> false;
    };
  }

  private static boolean add(Pair pair, List<Pair> pairs) {
    boolean isThere = pairs.stream().anyMatch(pair::isOf);
    return isThere || (pairs.size() < MOST && pairs.add(pair));
  }

  private static Optional<Pair> pair(SpineCommand call, String name) {
    Optional<JsonObject> content = call.data().object(name);
    Optional<SpineAddress> client =
        content.flatMap(it -> it.object("clientAddress")).flatMap(SpineAddress::read);
    Optional<SpineAddress> server =
        content.flatMap(it -> it.object("serverAddress")).flatMap(SpineAddress::read);
    return client.flatMap(from -> server.map(to -> new Pair(from, to)));
  }
}
