package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.adapter.http.HttpRequest;
import dev.shiphub.hub.adapter.http.Network;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may use a locked admin API: who shows a token with each request (RFC 6750), or has shown one
 * to log in and has the cookie since. Any thread; time is a parameter, from a steady clock.
 */
final class Access {
  private static final Logger LOG = LoggerFactory.getLogger(Access.class);
  private static final Pattern BEARER =
      Pattern.compile("bearer +([A-Za-z0-9._~+/=-]{1,256})", Pattern.CASE_INSENSITIVE);

  private final Tokens tokens;
  private final Logins logins;
  private final Throttle throttle;

  Access(Doorway.Lock lock) {
    tokens = lock.tokens();
    logins =
        new Logins(
            AdminLimits.LOGINS, AdminLimits.LOGIN_IDLE, AdminLimits.LOGIN_AGE, lock.random());
    throttle =
        new Throttle(AdminLimits.FAILURES_PER_NETWORK, AdminLimits.FAILURES, AdminLimits.NETWORKS);
  }

  /** Who sends a request; who shows nothing is nameless, who shows a wrong token is refused. */
  Identified identify(HttpRequest request, Instant now) {
    Caller nameless = Caller.nameless(request.client(), request.isSecret());
    List<String> shown = request.values("Authorization");
    if (shown.isEmpty()) {
      return LoginCookie.ids(request.values("Cookie"), request.isSecret()).stream()
          .flatMap(id -> byLogin(nameless, id, now).stream())
          .findFirst()
          .orElse(nameless);
    }
    Matcher bearer = BEARER.matcher(shown.size() == 1 ? shown.getFirst() : "");
    return bearer.matches() ? byToken(nameless, bearer.group(1), now) : wrong(nameless, now);
  }

  private Identified byToken(Caller nameless, String secret, Instant now) {
    Optional<KnownToken> token = tokens.find(secret);
    return token.isPresent()
        ? new Caller(nameless.address(), nameless.isSecret(), token, Optional.empty())
        : wrong(nameless, now);
  }

  private Optional<Caller> byLogin(Caller nameless, String id, Instant now) {
    return logins
        .use(id, now)
        .filter(tokens::has)
        .map(
            token ->
                new Caller(
                    nameless.address(), nameless.isSecret(), Optional.of(token), Optional.of(id)));
  }

  private Problem wrong(Caller nameless, Instant now) {
    InetAddress from = nameless.address();
    Throttle.Verdict verdict = throttle.wrong(Network.of(from), now);
    if (verdict.isWorthALine()) {
      LOG.warn(
          "a wrong token for the admin API from {}, {} within a minute",
          from.getHostAddress(),
          verdict.count());
    }
    return verdict.isTooMany() ? tooMany() : wrong();
  }

  /**
   * Logs in with a token.
   *
   * @return the secret of the login, or why there is none
   */
  LoginOutcome logIn(Caller caller, String secret, Instant now) {
    Optional<KnownToken> token = tokens.find(secret);
    if (token.isEmpty()) {
      return wrong(caller, now);
    }
    LOG.info("login with token {} from {}", token.get().name(), caller.address().getHostAddress());
    return new LoginOutcome.Begun(token.get().name(), logins.begin(token.get(), now));
  }

  void logOut(Caller caller) {
    caller.login().ifPresent(logins::end);
  }

  /** Whether somebody who was let in may stay. */
  boolean isStillWelcome(Caller caller, Instant now) {
    return caller.token().filter(tokens::has).isPresent()
        && caller.login().map(id -> logins.isOpen(id, now)).orElse(true);
  }

  /** For those who show nothing. */
  static Problem missing() {
    return Problem.of(
        401,
        "token-required",
        "A token is required",
        "the request has neither a token nor the cookie of a login that goes on",
        "send 'Authorization: Bearer TOKEN', or log in at /login; 'shiphub token create' makes"
            + " tokens");
  }

  private static Problem wrong() {
    return Problem.of(
        401,
        "wrong-token",
        "The token is wrong",
        "the token is none of this daemon's, or was taken back",
        "use another one; 'shiphub token create' on the gateway makes them");
  }

  private static Problem tooMany() {
    return Problem.of(
        429,
        "too-many-wrong-tokens",
        "There were too many wrong tokens",
        "there were too many wrong tokens within a minute; a right one is taken all the same",
        "look which program uses an old token");
  }
}
