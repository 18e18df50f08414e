package dev.shiphub.ship.mdns;

import dev.shiphub.ship.port.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps a responder on every chosen link and turns what they hear into sightings, one step at a
 * time.
 *
 * <p>Reads no clock and starts nothing. Owned by one thread.
 */
final class Supervisor {
  private final LinkWatch watch;
  private final Duration poll;
  private final Roster roster;
  private final SightingTable table;
  private final OwnServices own = new OwnServices();
  private LinkWatch.Sight sight = LinkWatch.Sight.NOTHING;
  private Optional<Instant> lookAt = Optional.empty();
  private boolean hasMoved;

  Supervisor(MdnsSettings settings, LinkWatch watch, Roster roster) {
    this.watch = watch;
    this.poll = settings.poll();
    this.roster = roster;
    this.table = new SightingTable(settings.mostServices());
  }

  /**
   * What a step brought.
   *
   * @param sightings to be told, in order
   * @param next when the next step is due, unless something changes before
   */
  record Step(List<Sighting> sightings, Instant next) {}

  Step step(Wish wish, Instant now) {
    Instant nextLook = lookIfDue(now);
    if (wish.isIdle()) {
      roster.retireAll();
    } else {
      roster.step(sight.links(), wish, now);
    }
    observe(now);
    own.update(ownServices(wish), sight.local(), now);
    List<Sighting> told = new ArrayList<>();
    if (hasMoved) {
      hasMoved = false;
      told.add(new Sighting.NetworkChanged());
    }
    told.addAll(table.due(now, own::isOurs));
    Instant next =
        Stream.of(table.deadline(), roster.deadline())
            .flatMap(Optional::stream)
            .filter(now::isBefore)
            .min(Instant::compareTo)
            .filter(nextLook::isAfter)
            .orElse(nextLook);
    return new Step(List.copyOf(told), next);
  }

  /** One line for each link, and for what cannot be used. */
  List<String> report(Instant now) {
    List<String> lines = new ArrayList<>();
    roster.posts().forEach((link, post) -> lines.add(link + ": " + words(link, post, now)));
    if (lines.isEmpty()) {
      return List.of(
          "no usable interface"
              + (sight.notes().isEmpty() ? "" : ": " + String.join(", ", sight.notes())));
    }
    lines.addAll(sight.notes());
    return List.copyOf(lines);
  }

  private Instant lookIfDue(Instant now) {
    Instant due = lookAt.orElse(now);
    if (now.isBefore(due)) {
      return due;
    }
    LinkWatch.Sight before = sight;
    sight = watch.look(roster.posts().keySet());
    hasMoved = lookAt.isPresent() && !before.links().equals(sight.links());
    Instant next = now.plus(poll);
    lookAt = Optional.of(next);
    return next;
  }

  private void observe(Instant now) {
    table.observeOnly(Set.copyOf(roster.posts().keySet()), now);
    roster
        .posts()
        .forEach(
            (link, post) ->
                table.observe(
                    link, post.responder().map(Responder::heard).orElse(Heard.NOTHING), now));
  }

  private List<OwnServices.Own> ownServices(Wish wish) {
    return wish.own().stream()
        .flatMap(
            offer ->
                roster.posts().values().stream()
                    .flatMap(post -> post.responder().stream())
                    .flatMap(responder -> own(offer, responder.state())))
        .toList();
  }

  private static Stream<OwnServices.Own> own(Offer offer, Responder.State state) {
    return state
            instanceof
            Responder.State.Running(String host, Optional<Responder.OwnInstance> instance)
        ? instance.stream()
            .map(one -> new OwnServices.Own(offer.ski(), offer.port(), one.name(), host))
        : Stream.empty();
  }

  private String words(Link link, Post post, Instant now) {
    return post.responder()
        .map(responder -> words(link, responder.state()))
        .orElseGet(
            () ->
                post.trouble().orElse("not started")
                    + ", next try in "
                    + Math.max(0, Duration.between(now, post.retryAt()).toSeconds())
                    + " s");
  }

  private String words(Link link, Responder.State state) {
    return switch (state) {
      case Responder.State.Opening() -> "starting";
      case Responder.State.Dead(String why) -> why;
      case Responder.State.Running(String _, Optional<Responder.OwnInstance> instance) ->
          instance.map(Supervisor::words).orElse("listening")
              + services(table.countOf(link, own::isOurs));
    };
  }

  private static String words(Responder.OwnInstance own) {
    return (own.announced() ? "announcing as \"" : "asking whether the name is free: \"")
        + own.name()
        + '"';
  }

  private static String services(int count) {
    return ", " + count + (count == 1 ? " service" : " services");
  }
}
