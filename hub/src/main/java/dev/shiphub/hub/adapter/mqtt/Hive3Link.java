package dev.shiphub.hub.adapter.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.message.auth.Mqtt3SimpleAuth;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3Connect;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3ConnectBuilder;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A connection that speaks MQTT 3.1.1. */
record Hive3Link(Mqtt3AsyncClient client, Consumer<Broker.Arrived> inbox) implements Broker.Link {
  static CompletableFuture<Broker.Link> connect(
      Mqtt3AsyncClient client,
      Optional<String> user,
      Optional<byte[]> password,
      Publication will,
      Consumer<Broker.Arrived> inbox) {
    Mqtt3ConnectBuilder connect =
        Mqtt3Connect.builder()
            .cleanSession(true)
            .keepAlive(HiveBroker.KEEP_ALIVE)
            .willPublish(message(will));
    Mqtt3ConnectBuilder known =
        user.map(name -> connect.simpleAuth(auth(name, password))).orElse(connect);
    return client.connect(known.build()).thenApply(_ -> new Hive3Link(client, inbox));
  }

  private static Mqtt3SimpleAuth auth(String user, Optional<byte[]> password) {
    var auth = Mqtt3SimpleAuth.builder().username(user);
    return password.map(secret -> auth.password(secret).build()).orElseGet(auth::build);
  }

  private static Mqtt3Publish message(Publication publication) {
    return Mqtt3Publish.builder()
        .topic(publication.topic())
        .payload(publication.octets())
        .qos(MqttQos.AT_LEAST_ONCE)
        .retain(publication.isRetained())
        .build();
  }

  @Override
  public CompletableFuture<?> subscribe(String filter) {
    return client
        .subscribeWith()
        .topicFilter(filter)
        .qos(MqttQos.AT_LEAST_ONCE)
        .callback(
            arrived ->
                inbox.accept(
                    new Broker.Arrived(
                        arrived.getTopic().toString(),
                        new String(arrived.getPayloadAsBytes(), StandardCharsets.UTF_8),
                        arrived.isRetain())))
        .send();
  }

  @Override
  public CompletableFuture<Delivery> publish(Publication publication) {
    return client
        .publish(message(publication))
        .handle((_, failure) -> failure == null ? Delivery.ARRIVED : HiveBroker.delivery(failure));
  }

  @Override
  public CompletableFuture<?> close() {
    return client.disconnect();
  }
}
