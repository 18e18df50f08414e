package dev.shiphub.hub.adapter.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the records say of who has decided. */
final class CallerTest {
  private static final InetAddress LAPTOP = InetAddress.ofLiteral("192.168.1.9");

  @Test
  void whoHasATokenIsItsName() {
    Caller caller =
        new Caller(
            LAPTOP, true, Optional.of(KnownToken.of("laptop", "x")), Optional.of("login-secret"));
    assertEquals("token laptop from 192.168.1.9", caller.words());
    assertFalse(caller.toString().contains("login-secret"));
  }

  @Test
  void whoNeedsNoneIsOnLoopback() {
    Caller caller = Caller.nameless(InetAddress.getLoopbackAddress(), false);
    assertEquals("the admin API on loopback", caller.words());
  }

  @Test
  void whoHasNoneIsSaidToHaveNone() {
    assertEquals("somebody without a token at 192.168.1.9", Caller.nameless(LAPTOP, true).words());
  }
}
