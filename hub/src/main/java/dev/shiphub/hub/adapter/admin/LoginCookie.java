package dev.shiphub.hub.adapter.admin;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The cookie that keeps a login (RFC 6265): no script can read it, no other site's page makes the
 * browser send it, and over HTTPS no other host or path can set it ({@code __Host-}).
 */
final class LoginCookie {
  private static final String NAME = "shiphub-login";
  private static final String SECRET_NAME = "__Host-" + NAME;
  private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Strict";

  /** More than one of that name is another site's doing; each is tried, but not any number. */
  private static final int MOST = 4;

  private LoginCookie() {}

  /** What sets it; it ends with the browser, or when the daemon says so. */
  static String of(String id, boolean isSecret) {
    return name(isSecret) + "=" + id + attributes(isSecret);
  }

  /** What removes it. */
  static String none(boolean isSecret) {
    return name(isSecret) + "=; Max-Age=0" + attributes(isSecret);
  }

  /** The ids in the headers of a request. */
  static List<String> ids(List<String> headers, boolean isSecret) {
    String begin = name(isSecret) + "=";
    return headers.stream()
        .flatMap(header -> Pattern.compile(";").splitAsStream(header))
        .map(String::strip)
        .filter(pair -> pair.startsWith(begin))
        .map(pair -> pair.substring(begin.length()))
        .limit(MOST)
        .toList();
  }

  private static String name(boolean isSecret) {
    return isSecret ? SECRET_NAME : NAME;
  }

  private static String attributes(boolean isSecret) {
    return isSecret ? ATTRIBUTES + "; Secure" : ATTRIBUTES;
  }
}
