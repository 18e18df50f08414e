package dev.shiphub.hub.adapter.admin;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Login and logout of a browser, which shows the token once. Any thread. */
final class AccessRoutes {
  private final Access access;
  private final InstantSource steady;

  AccessRoutes(Access access, InstantSource steady) {
    this.access = access;
    this.steady = steady;
  }

  List<Route> routes() {
    return List.of(
        Route.open("POST", "/login", this::logIn), Route.of("POST", "/logout", this::logOut));
  }

  private Reply logIn(AdminRequest request) {
    return switch (Body.of(request).only("token")) {
      case Problem problem -> problem;
      case Body.Members(JsonObject members) -> {
        Optional<String> token = members.text("token");
        yield token.isPresent()
            ? logIn(request.from(), token.get())
            : Problem.badRequest("there is no token in the body", "send {\"token\": \"...\"}");
      }
    };
  }

  private Reply logIn(Caller caller, String token) {
    return switch (access.logIn(caller, token, steady.instant())) {
      case Problem problem -> problem;
      case LoginOutcome.Begun(String name, String id) ->
          new Reply.Cookie(
              LoginCookie.of(id, caller.isSecret()),
              JsonValue.object()
                  .put("token", name)
                  .put("idleSeconds", AdminLimits.LOGIN_IDLE.toSeconds())
                  .put("longestSeconds", AdminLimits.LOGIN_AGE.toSeconds())
                  .build());
    };
  }

  private Reply logOut(AdminRequest request) {
    access.logOut(request.from());
    return new Reply.Cookie(
        LoginCookie.none(request.from().isSecret()),
        JsonValue.object().put("result", "logged out").build());
  }
}
