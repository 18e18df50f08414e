package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.core.HubSnapshot;

/** A look at the hub, or why it could not be had. */
sealed interface Glance permits Glance.Seen, Problem {
  /** How things stand. */
  record Seen(HubSnapshot snapshot) implements Glance {}
}
