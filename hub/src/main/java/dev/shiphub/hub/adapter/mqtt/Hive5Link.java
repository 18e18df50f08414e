package dev.shiphub.hub.adapter.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuth;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5ConnectBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A connection that speaks MQTT 5. */
record Hive5Link(Mqtt5AsyncClient client, Consumer<Broker.Arrived> inbox) implements Broker.Link {
  static CompletableFuture<Broker.Link> connect(
      Mqtt5AsyncClient client,
      Optional<String> user,
      Optional<byte[]> password,
      Publication will,
      Consumer<Broker.Arrived> inbox) {
    Mqtt5ConnectBuilder connect =
        Mqtt5Connect.builder()
            .cleanStart(true)
            .keepAlive(HiveBroker.KEEP_ALIVE)
            .willPublish(message(will));
    connect
        .restrictions()
        .receiveMaximum(Commands.MOST)
        .maximumPacketSize(Commands.LONGEST)
        .applyRestrictions();
    Mqtt5ConnectBuilder known =
        user.map(name -> connect.simpleAuth(auth(name, password))).orElse(connect);
    return client.connect(known.build()).thenApply(_ -> new Hive5Link(client, inbox));
  }

  private static Mqtt5SimpleAuth auth(String user, Optional<byte[]> password) {
    var auth = Mqtt5SimpleAuth.builder().username(user);
    return password.map(secret -> auth.password(secret).build()).orElseGet(auth::build);
  }

  private static Mqtt5Publish message(Publication publication) {
    return Mqtt5Publish.builder()
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
        .noLocal(true)
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
