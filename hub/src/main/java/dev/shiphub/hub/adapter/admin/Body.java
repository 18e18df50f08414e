package dev.shiphub.hub.adapter.admin;

import dev.shiphub.ship.json.JsonLimits;
import dev.shiphub.ship.json.JsonReader;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.json.Parsed;
import java.util.Optional;
import java.util.Set;

/** What a client sends with a request, or why it cannot be read. */
sealed interface Body permits Body.Members, Problem {
  /** The members of the object; none if there was no body. */
  record Members(JsonObject object) implements Body {}

  static Body of(AdminRequest request) {
    if (!request.body().hasRemaining()) {
      return new Members(JsonObject.EMPTY);
    }
    JsonReader reader = new JsonReader(JsonLimits.ofBytes(AdminLimits.BODY_BYTES));
    return switch (reader.read(request.body())) {
      case Parsed.Ok(JsonObject object) -> new Members(object);
      case Parsed.Ok _ -> Problem.badRequest("the body is no JSON object", "send one, in braces");
      case Parsed.Failed(String what) ->
          Problem.badRequest("the body is no JSON: " + what, "correct the JSON");
    };
  }

  /** This body, or the problem that it has other members than these: nothing is ignored. */
  default Body only(String... names) {
    Set<String> known = Set.of(names);
    return switch (this) {
      case Problem problem -> problem;
      case Members(JsonObject object) -> {
        Optional<String> unknown =
            object.members().keySet().stream().filter(name -> !known.contains(name)).findFirst();
        yield unknown.isPresent() ? excess(names) : this;
      }
    };
  }

  private static Problem excess(String... names) {
    return Problem.badRequest(
        "the body has a member that is not known here",
        names.length == 0 ? "send no body" : "send only the members " + String.join(", ", names));
  }
}
