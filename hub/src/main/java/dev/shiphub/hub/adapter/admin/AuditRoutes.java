package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.port.DecisionLog;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of decisions, page by page. Any thread. */
final class AuditRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(AuditRoutes.class);
  private static final int USUAL = 50;

  /** Nine digits are read without further thought, and nobody decides more often. */
  private static final int LONGEST_NUMBER = 9;

  private final DecisionLog decisions;

  AuditRoutes(DecisionLog decisions) {
    this.decisions = decisions;
  }

  Route route() {
    return Route.of("GET", "/api/v1/audit", this::entries);
  }

  private Reply entries(AdminRequest request) {
    Optional<Long> limit = number(request, "limit", USUAL);
    Optional<Long> before = number(request, "before", Long.MAX_VALUE);
    if (before.isEmpty() || limit.filter(it -> it <= AdminLimits.AUDIT_PAGE).isEmpty()) {
      return Problem.badRequest(
          "limit must be a number from 1 to "
              + AdminLimits.AUDIT_PAGE
              + ", and before the seq of an entry",
          "correct them, or leave both out");
    }
    return entries(before.get(), Math.toIntExact(limit.get()));
  }

  private Reply entries(long before, int limit) {
    try {
      DecisionLog.Excerpt excerpt = decisions.before(before, limit);
      JsonArray entries = new JsonArray(List.<JsonValue>copyOf(excerpt.entries()));
      return Reply.Document.ok(
          JsonValue.object().put("entries", entries).put("more", excerpt.hasMore()).build());
    } catch (IOException unreadable) {
      LOG.error("the audit log cannot be read", unreadable);
      return Problem.of(
          500,
          "not-read",
          "The disk did not give it",
          "the audit log cannot be read",
          "see to the disk of the state directory, then try again");
    }
  }

  /** What it says, or what is usual; empty if it is no positive number. */
  private static Optional<Long> number(AdminRequest request, String name, long usual) {
    String text = request.query().get(name);
    if (text == null) {
      return Optional.of(usual);
    }
    boolean isNumber = text.length() <= LONGEST_NUMBER && text.matches("[1-9][0-9]*");
    return isNumber ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }
}
