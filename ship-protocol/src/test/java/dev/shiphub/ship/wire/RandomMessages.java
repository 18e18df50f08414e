package dev.shiphub.ship.wire;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.RandomJson;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Messages from a seed, of every kind, as a well-behaved node could send them. */
final class RandomMessages {
  private final SplittableRandom random;
  private final RandomJson json;

  RandomMessages(long seed) {
    this.random = new SplittableRandom(seed);
    this.json = new RandomJson(seed);
  }

  ShipMessage next() {
    return switch (random.nextInt(11)) {
      case 0 -> new ConnectionInit(random.nextInt(256));
      case 1 -> hello();
      case 2 -> handshake();
      case 3 -> new ProtocolHandshakeError(random.nextInt(256));
      case 4 -> pinState();
      case 5 -> new PinInput("0123456789ABCDEF".substring(random.nextInt(9)));
      case 6 -> new PinError(random.nextInt(256));
      case 7 -> new AccessMethodsRequest();
      case 8 -> new AccessMethods(json.text());
      case 9 -> close();
      default ->
          new ShipData(json.text(), JsonValue.object().put("datagram", json.value(6)).build());
    };
  }

  private ConnectionHello hello() {
    return new ConnectionHello(
        oneOf(ConnectionHello.Phase.values()), duration(1_000), random.nextBoolean());
  }

  private ProtocolHandshake handshake() {
    return new ProtocolHandshake(
        oneOf(ProtocolHandshake.Type.values()),
        new ProtocolHandshake.Version(random.nextInt(65_536), random.nextInt(65_536)),
        IntStream.range(0, random.nextInt(4)).mapToObj(_ -> json.text()).toList());
  }

  private PinState pinState() {
    PinState.State state = oneOf(PinState.State.values());
    return switch (state) {
      case NONE, PIN_OK -> new PinState(state, Optional.empty());
      case REQUIRED, OPTIONAL ->
          new PinState(state, optional(oneOf(PinState.InputPermission.values())));
    };
  }

  private ConnectionClose close() {
    return random.nextBoolean()
        ? ConnectionClose.CONFIRM
        : new ConnectionClose(
            ConnectionClose.Phase.ANNOUNCE,
            duration(1),
            optional(oneOf(ConnectionClose.Reason.values())));
  }

  private Optional<Duration> duration(int leastMillis) {
    return optional(Duration.ofMillis(random.nextInt(leastMillis, 600_001)));
  }

  private <T> Optional<T> optional(T value) {
    return random.nextBoolean() ? Optional.of(value) : Optional.empty();
  }

  private <T> T oneOf(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
