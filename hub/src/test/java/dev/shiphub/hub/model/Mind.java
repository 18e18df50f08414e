package dev.shiphub.hub.model;

import dev.shiphub.hub.core.HubEffect;
import dev.shiphub.hub.core.HubEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What decides in a node: the same events lead to the same effects. */
interface Mind {
  List<HubEffect> on(HubEvent event, Instant now);

  List<HubEffect> onDeadline(Instant now);

  Optional<Instant> deadline();
}
