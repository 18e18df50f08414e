package dev.shiphub.hub.adapter.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.MqttClientExecutorConfig;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientTransportConfig;
import com.hivemq.client.mqtt.MqttClientTransportConfigBuilder;
import com.hivemq.client.mqtt.exceptions.ConnectionClosedException;
import com.hivemq.client.mqtt.exceptions.MqttClientStateException;
import com.hivemq.client.mqtt.exceptions.MqttSessionExpiredException;
import dev.shiphub.ship.Ski;
import io.reactivex.schedulers.Schedulers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A broker by way of the HiveMQ client; a client for each connection, so that nothing of the last
 * one is left in the next.
 */
final class HiveBroker implements Broker {
  /** Pings of MQTT, in seconds: a broker that is silent for one and a half of it is gone. */
  static final int KEEP_ALIVE = 30;

  /** What connecting may take in TCP, in TLS and in MQTT, each. */
  private static final int CONNECT_SECONDS = 10;

  static {
    // Netty's defaults are for servers: pools of megabytes. Ours are a few small messages.
    preset("io.netty.allocator.type", "unpooled");
    preset("io.netty.noPreferDirect", "true");
    preset("io.netty.noUnsafe", "true");
  }

  private final MqttSettings settings;
  private final String clientId;
  private final BrokerTls tls;
  private final Optional<byte[]> password;

  private HiveBroker(
      MqttSettings settings, String clientId, BrokerTls tls, Optional<byte[]> password) {
    this.settings = settings;
    this.clientId = clientId;
    this.tls = tls;
    this.password = password;
  }

  /**
   * The broker of these settings, for the hub of that SKI.
   *
   * @throws IOException if a file that they name cannot be used; says which and why
   */
  static HiveBroker of(MqttSettings settings, Ski ski) throws IOException {
    Optional<byte[]> password = Optional.empty();
    if (settings.passwordFile().isPresent()) {
      try {
        password =
            Optional.of(
                Files.readString(settings.passwordFile().get())
                    .strip()
                    .getBytes(StandardCharsets.UTF_8));
      } catch (IOException unreadable) {
        throw new IOException(
            "mqtt.passwordFile: "
                + settings.passwordFile().get()
                + " cannot be read: "
                + Trouble.words(unreadable),
            unreadable);
      }
    }
    return new HiveBroker(settings, "shiphub-" + ski.hex(), BrokerTls.of(settings), password);
  }

  private static void preset(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  @Override
  public CompletableFuture<Link> connect(
      Publication will, Consumer<Arrived> inbox, Consumer<Throwable> down) {
    AtomicBoolean isDown = new AtomicBoolean();
    MqttClientBuilder builder =
        MqttClient.builder()
            .identifier(clientId)
            .transportConfig(transport())
            .executorConfig(
                MqttClientExecutorConfig.builder()
                    .nettyThreads(1)
                    .applicationScheduler(Schedulers.trampoline())
                    .build())
            .addDisconnectedListener(
                context -> {
                  if (!isDown.getAndSet(true)) {
                    down.accept(context.getCause());
                  }
                });
    return switch (settings.version()) {
      case FIVE ->
          Hive5Link.connect(
              builder.useMqttVersion5().buildAsync(), settings.user(), password, will, inbox);
      case THREE ->
          Hive3Link.connect(
              builder.useMqttVersion3().buildAsync(), settings.user(), password, will, inbox);
    };
  }

  private MqttClientTransportConfig transport() {
    BrokerAddress address = settings.broker().orElseThrow();
    MqttClientTransportConfigBuilder transport =
        MqttClientTransportConfig.builder()
            .serverHost(address.host())
            .serverPort(address.port())
            .socketConnectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
            .mqttConnectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS);
    return address.isTls() ? transport.sslConfig(ssl()).build() : transport.build();
  }

  /** The name in the broker's certificate is checked by the library, as in HTTPS. */
  private MqttClientSslConfig ssl() {
    return MqttClientSslConfig.builder()
        .trustManagerFactory(tls.trust().orElse(null))
        .keyManagerFactory(tls.own().orElse(null))
        .handshakeTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
        .build();
  }

  /** What became of a publication, by how its future ended. */
  static Delivery delivery(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return switch (cause) {
      case ConnectionClosedException _, MqttSessionExpiredException _, MqttClientStateException _ ->
          Delivery.OPEN;
      default -> Delivery.REFUSED;
    };
  }
}
