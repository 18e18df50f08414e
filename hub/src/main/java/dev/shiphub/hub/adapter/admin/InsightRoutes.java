package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.core.HubSnapshot;
import dev.shiphub.hub.port.MetricsSource.Exposition;
import dev.shiphub.hub.trace.FrameJson;
import dev.shiphub.hub.trace.Redaction;
import dev.shiphub.hub.trace.TraceForm;
import dev.shiphub.hub.trace.TracePage;
import dev.shiphub.hub.trace.Traces;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What shows the inside: frames, figures, and what is logged of a device. Any thread. */
final class InsightRoutes {
  private final Served served;
  private final Insight insight;
  private final Desk desk;

  InsightRoutes(Served served, Desk desk) {
    this.served = served;
    insight = served.insight();
    this.desk = desk;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/metrics", this::metrics),
        Route.of("GET", "/api/v1/devices/{}/trace", this::trace),
        Route.of("GET", "/api/v1/debug", _ -> debugged()),
        Route.of("POST", "/api/v1/devices/{}/debug", this::debug));
  }

  private Reply metrics(AdminRequest request) throws InterruptedException {
    Exposition figures = insight.metrics().figures(request.accept());
    return Reply.Content.of(figures.mediaType(), figures.page());
  }

  private Reply trace(AdminRequest request) throws InterruptedException {
    return switch (TraceQuery.of(request)) {
      case TraceQuery.Wrong(Problem problem) -> problem;
      case TraceQuery.Wanted(TraceQuery query) ->
          switch (desk.look()) {
            case Problem problem -> problem;
            case Glance.Seen(HubSnapshot snapshot) ->
                switch (DeviceFinder.find(request.argument(), snapshot)) {
                  case Problem problem -> problem;
                  case Resolution.Found(Ski ski, _) -> trace(ski, query, snapshot);
                };
          };
    };
  }

  private Reply trace(Ski ski, TraceQuery query, HubSnapshot snapshot) {
    Traces traces = insight.traces();
    TracePage page =
        query.since().isPresent()
            ? traces.after(ski, query.since().get(), query.limit())
            : traces.latest(ski, query.limit());
    boolean isKnown = snapshot.devices().stream().anyMatch(it -> it.ski().equals(ski));
    if (!isKnown && page.frames().isEmpty()) {
      return DeviceFinder.unknown(ski.hex()).about(ski);
    }
    Redaction redaction = query.isRedacted() ? insight.redaction() : Redaction.NONE;
    if (query.format().equals("json")) {
      return json(page, new FrameJson(this::wall, redaction));
    }
    TraceForm form = TraceForm.named(query.format(), this::wall, redaction);
    return query.isFollowing()
        ? new Reply.Live(form.mediaType(), live(ski, query, form))
        : Reply.Content.of(form.mediaType(), ByteBuffer.wrap(whole(page, form)));
  }

  /** Without a number, events begin with what comes, and all else with what is kept. */
  private TraceFeed live(Ski ski, TraceQuery query, TraceForm form) {
    Traces traces = insight.traces();
    long oldest = query.format().equals("events") ? traces.latest(ski, 1).last() : 0;
    return new TraceFeed(traces, ski, form, query.since().orElse(oldest), served.steady());
  }

  private static Reply json(TracePage page, FrameJson json) {
    JsonArray frames = new JsonArray(page.frames().stream().<JsonValue>map(json::of).toList());
    return Reply.Document.ok(
        JsonValue.object()
            .put("frames", frames)
            .put("dropped", page.dropped())
            .put("last", page.last())
            .build());
  }

  private static byte[] whole(TracePage page, TraceForm form) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(form.head());
    if (page.isGap()) {
      whole.writeBytes(form.gap());
    }
    whole.writeBytes(form.of(page.frames()));
    return whole.toByteArray();
  }

  /** The time that people read, of an instant of the steady clock. */
  private Instant wall(Instant steady) {
    Duration ago = Duration.between(steady, served.steady().instant());
    return served.wall().instant().minus(ago);
  }

  private Reply debugged() {
    List<JsonValue> skis =
        insight.debug().debugged().stream().<JsonValue>map(ski -> JsonValue.of(ski.hex())).toList();
    return Reply.Document.ok(JsonValue.object().put("debugged", new JsonArray(skis)).build());
  }

  private Reply debug(AdminRequest request) throws InterruptedException {
    return switch (Body.of(request).only("on")) {
      case Problem problem -> problem;
      case Body.Members(JsonObject members)
          when members.get("on").isPresent() && members.flag("on").isEmpty() ->
          Problem.badRequest("on is true or false", "correct it, or leave it out");
      case Body.Members(JsonObject members) ->
          switch (desk.find(request.argument())) {
            case Problem problem -> problem;
            case Resolution.Found(Ski ski, _) -> debug(ski, members.flag("on").orElse(true));
          };
    };
  }

  private Reply debug(Ski ski, boolean isOn) {
    if (!isOn) {
      insight.debug().usual(ski);
      return said(ski, "the log has of it what it has of all");
    }
    return insight.debug().debug(ski)
        ? said(ski, "the log has all of it, until the daemon ends")
        : Problem.of(
                409,
                "limit-reached",
                "A limit is reached",
                "all is logged of too many devices",
                "end it for one of them with 'shiphub debug SKI --off'")
            .about(ski);
  }

  private static Reply said(Ski ski, String words) {
    return Reply.Document.ok(JsonValue.object().put("ski", ski.hex()).put("result", words).build());
  }
}
