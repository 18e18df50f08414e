package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.core.Attempt;
import dev.shiphub.hub.core.HubSnapshot;
import dev.shiphub.hub.why.Verdict;
import dev.shiphub.hub.why.Wording;
import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.ServiceRecord;
import dev.shiphub.ship.json.JsonObjectBuilder;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Why a device stands as it does, as JSON: a code for programs, a sentence and a remedy for people
 * in both languages, and what it is concluded from.
 *
 * @param hub our own SKI
 */
record WhyView(Ski hub, Times times) {
  private static final Wording ENGLISH = Wording.of("en");
  private static final Wording GERMAN = Wording.of("de");

  /** Without the evidence. */
  JsonObjectBuilder brief(Verdict verdict) {
    JsonObjectBuilder json =
        JsonValue.object()
            .put("ski", verdict.device().ski().hex())
            .put("code", verdict.cause().label())
            .put("sentence", inBoth(verdict, Wording::sentence))
            .put("remedy", inBoth(verdict, Wording::remedy))
            .put("actor", verdict.cause().actor().label());
    verdict
        .since()
        .ifPresent(at -> json.put("since", times.iso(at)).put("sinceAgo", times.ago(at)));
    return json;
  }

  private JsonObjectBuilder inBoth(
      Verdict verdict, BiFunction<Wording, Wording.Told, String> text) {
    Wording.Told told = new Wording.Told(verdict, hub, times.steadyNow());
    return JsonValue.object()
        .put("en", text.apply(ENGLISH, told))
        .put("de", text.apply(GERMAN, told));
  }

  /** With the evidence. */
  JsonObjectBuilder whole(Verdict verdict) {
    HubSnapshot.Device device = verdict.device();
    JsonObjectBuilder evidence =
        JsonValue.object()
            .put(
                "records",
                new JsonArray(
                    device.services().stream().map(service -> record(device, service)).toList()))
            .put(
                "addresses", new JsonArray(device.candidates().stream().map(this::place).toList()));
    verdict.phase().ifPresent(phase -> evidence.put("phase", phase));
    verdict.attempt().ifPresent(attempt -> evidence.put("lastWords", words(attempt)));
    asked(device.past(), evidence);
    device
        .nextDialAt()
        .ifPresent(
            at -> evidence.put("nextAttemptAt", times.iso(at)).put("nextAttemptIn", times.in(at)));
    return brief(verdict).put("evidence", evidence);
  }

  private JsonValue record(HubSnapshot.Device device, ServiceRecord service) {
    JsonObjectBuilder json =
        JsonValue.object()
            .put("instance", service.instance())
            .put("host", service.hostName())
            .put("port", service.port())
            .put("addresses", JsonValue.texts(service.addresses()));
    device.candidates().stream()
        .filter(candidate -> candidate.endpoint().equals(service.endpoint()))
        .flatMap(candidate -> candidate.heardAt().stream())
        .findFirst()
        .ifPresent(at -> json.put("heardAt", times.iso(at)).put("heardAgo", times.ago(at)));
    return json.build();
  }

  private JsonValue place(HubSnapshot.Candidate candidate) {
    JsonObjectBuilder json =
        DeviceView.endpoint(candidate.endpoint()).put("static", candidate.isFixed());
    candidate
        .tried()
        .ifPresent(
            tried ->
                json.put("result", tried.words())
                    .put("triedAt", times.iso(tried.at()))
                    .put("triedAgo", times.ago(tried.at())));
    return json.build();
  }

  /** What ended the last attempt: whose decision it was, with its close code, if it had one. */
  private JsonObjectBuilder words(Attempt attempt) {
    Optional<CloseReason> said = attempt.said();
    JsonObjectBuilder json =
        JsonValue.object()
            .put("by", said.map(reason -> by(reason.origin())).orElse("network"))
            .put("trouble", attempt.trouble().label())
            .put("phase", attempt.phase())
            .put("text", attempt.outcome())
            .put("at", times.iso(attempt.at()))
            .put("ago", times.ago(attempt.at()));
    said.map(CloseReason::code)
        .filter(code -> code != CloseReason.NO_CLOSE_FRAME)
        .ifPresent(code -> json.put("code", code));
    return json;
  }

  private static String by(CloseReason.Origin origin) {
    return switch (origin) {
      case US -> "hub";
      case PEER -> "device";
      case NETWORK -> origin.name().toLowerCase(Locale.ROOT);
    };
  }

  private void asked(HubSnapshot.Past past, JsonObjectBuilder evidence) {
    past.askedAt()
        .ifPresent(
            at ->
                evidence.put(
                    "asked",
                    JsonValue.object().put("count", past.asked()).put("lastAt", times.iso(at))));
  }
}
