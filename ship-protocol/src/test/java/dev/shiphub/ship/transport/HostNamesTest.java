package dev.shiphub.ship.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class HostNamesTest {
  private final CountDownLatch released = new CountDownLatch(1);

  private static HostNames names(Duration limit, HostNames.Lookup lookup) {
    return new HostNames(new ConnectionThreads(), limit, lookup);
  }

  private InetAddress[] stuck(String host) throws UnknownHostException {
    try {
      released.await();
    } catch (InterruptedException unexpected) {
      throw new AssertionError("a resolver cannot be interrupted", unexpected);
    }
    throw new UnknownHostException(host);
  }

  @AfterEach
  void release() {
    released.countDown();
  }

  @Test
  void putNamesOfMulticastDnsLast() {
    assertEquals(
        List.of("192.168.1.5", "device", "fe80::1%1", "a.local", "B.LOCAL."),
        HostNames.inOrder(List.of("a.local", "192.168.1.5", "device", "B.LOCAL.", "fe80::1%1")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.168.1.5", "::1", "2001:db8::7"})
  void takeLiteralsAsTheyAreWithoutAskingAnybody(String literal) throws Exception {
    HostNames names =
        names(
            Duration.ofSeconds(1),
            host -> {
              throw new AssertionError("asked for " + host);
            });

    assertEquals(List.of(InetAddress.ofLiteral(literal)), names.addresses(literal));
  }

  @Test
  void keepTheScopeOfALinkLocalAddress() throws Exception {
    NetworkInterface link = Collections.list(NetworkInterface.getNetworkInterfaces()).getFirst();
    HostNames names = names(Duration.ofSeconds(1), InetAddress::getAllByName);

    InetAddress address = names.addresses("fe80::1%" + link.getIndex()).getFirst();

    assertEquals(link.getIndex(), assertInstanceOf(Inet6Address.class, address).getScopeId());
  }

  @Test
  void tryFewOfManyAddresses() throws Exception {
    InetAddress[] many = new InetAddress[20];
    Arrays.fill(many, InetAddress.getLoopbackAddress());

    assertEquals(4, names(Duration.ofSeconds(1), _ -> many).addresses("device").size());
  }

  @Test
  void sayThatANameIsUnknown() {
    HostNames names =
        names(
            Duration.ofSeconds(1),
            host -> {
              throw new UnknownHostException(host);
            });

    assertThrows(UnknownHostException.class, () -> names.addresses("device.local"));
  }

  @Test
  void giveUpInTime() {
    HostNames names = names(Duration.ofMillis(100), this::stuck);

    assertThrows(UnknownHostException.class, () -> names.addresses("device.local"));
  }

  @Test
  void letGoAtOnceWhenInterrupted() throws Exception {
    HostNames names = names(Duration.ofSeconds(60), this::stuck);
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    ended.completeExceptionally(
                        new AssertionError(names.addresses("device.local").toString()));
                  } catch (IOException | InterruptedException end) {
                    ended.complete(end);
                  }
                });
    Eventually.isTrue(() -> caller.getState() == Thread.State.TIMED_WAITING);
    caller.interrupt();

    assertInstanceOf(InterruptedException.class, ended.get(3, TimeUnit.SECONDS));
  }

  @Test
  void leaveFewThreadsBehind() {
    HostNames names = names(Duration.ofMillis(20), this::stuck);
    for (int i = 0; i < 4; i++) {
      assertThrows(UnknownHostException.class, () -> names.addresses("device.local"));
    }

    var refused = assertThrows(UnknownHostException.class, () -> names.addresses("device.local"));
    assertTrue(refused.toString().contains("too many"), refused::toString);
    released.countDown();
    Eventually.isTrue(() -> isFreeAgain(names));
  }

  private static boolean isFreeAgain(HostNames names) throws InterruptedException {
    try {
      return names.addresses("device.local").isEmpty();
    } catch (IOException unknown) {
      return !String.valueOf(unknown.getMessage()).contains("too many");
    }
  }
}
