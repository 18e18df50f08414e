package dev.shiphub.ship.mdns;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which responder serves which link: makes what is missing, gives up what is dead or not wanted,
 * and never waits for it.
 *
 * <p>Owned by the supervisor's thread.
 */
final class Roster {
  /** With more responders than this still closing, no new one is opened. */
  private static final int MOST_RETIRED = 32;

  private static final Logger LOG = LoggerFactory.getLogger(Roster.class);

  private record Retired(Responder responder, boolean goodbye) {}

  private final Responder.Factory factory;
  private final Runnable changed;
  private final Map<Link, Post> posts = new TreeMap<>();
  private final List<Retired> retired = new ArrayList<>();

  Roster(Responder.Factory factory, Runnable changed) {
    this.factory = factory;
    this.changed = changed;
  }

  /** Makes the running responders those of the wanted links. */
  void step(List<Link> wanted, Wish wish, Instant now) {
    retireUnwanted(Set.copyOf(wanted));
    bury();
    for (Link link : wanted) {
      Post post = posts.computeIfAbsent(link, _ -> new Post(now));
      abandonIfDead(link, post, now);
      if (post.isVacant(now) && retired.size() < MOST_RETIRED) {
        post.fill(factory.open(link, changed), now);
      }
      post.responder().ifPresent(responder -> responder.want(wish));
    }
  }

  /** The links that have a post, in order. */
  Map<Link, Post> posts() {
    return posts;
  }

  /** Closes everything with a goodbye. */
  void retireAll() {
    posts
        .values()
        .forEach(post -> post.responder().ifPresent(responder -> retire(responder, true)));
    posts.clear();
  }

  /** Cuts short the farewell of all that are closing. */
  void hurry() {
    retired.forEach(one -> one.responder().hurry());
  }

  /** How many responders are still closing. */
  int closing() {
    bury();
    return retired.size();
  }

  /** When a link without responder gets the next one; empty if none waits. */
  Optional<Instant> deadline() {
    return posts.values().stream()
        .filter(post -> post.responder().isEmpty())
        .map(Post::retryAt)
        .min(Instant::compareTo);
  }

  private void retireUnwanted(Set<Link> wanted) {
    Iterator<Map.Entry<Link, Post>> all = posts.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Link, Post> one = all.next();
      if (!wanted.contains(one.getKey())) {
        one.getValue().responder().ifPresent(responder -> lose(one.getKey(), responder));
        all.remove();
      }
    }
  }

  private void lose(Link link, Responder responder) {
    LOG.info("mdns {}: link lost", link);
    retire(responder, false);
  }

  private void abandonIfDead(Link link, Post post, Instant now) {
    post.responder()
        .ifPresent(
            responder -> {
              switch (responder.state()) {
                case Responder.State.Opening() -> {}
                case Responder.State.Running _ -> post.prove();
                case Responder.State.Dead(String why) -> {
                  retire(responder, false);
                  if (post.fail(why, now)) {
                    LOG.warn("mdns {}: {}; tried again, less and less often", link, why);
                  }
                }
              }
            });
  }

  private void retire(Responder responder, boolean goodbye) {
    responder.close(goodbye);
    retired.add(new Retired(responder, goodbye));
  }

  /**
   * Forgets those that are closed, and keeps those that say no goodbye from waiting for answers.
   */
  private void bury() {
    retired.removeIf(one -> one.responder().isFinished());
    retired.stream().filter(one -> !one.goodbye()).forEach(one -> one.responder().hurry());
  }
}
