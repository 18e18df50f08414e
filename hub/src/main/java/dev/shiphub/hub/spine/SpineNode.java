package dev.shiphub.hub.spine;

import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonArray;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Our own SPINE node, as small as peers accept it: owns the message counter, and answers what is
 * asked of it.
 *
 * <p>Only requests are answered, and each at most once, so that no two nodes keep each other busy.
 * What a peer tells is for applications, who hear everything as it was sent. Not thread-safe.
 */
public final class SpineNode {
  private final OwnDevice own;
  private long counter;

  /** A node that has said nothing yet. */
  public SpineNode(OwnDevice own) {
    this.own = own;
  }

  /**
   * A datagram of ours.
   *
   * @param payload in EEBUS form
   * @param msgCounter its number; no two get the same
   */
  public record Numbered(JsonObject payload, long msgCounter) {}

  /** A command as the next datagram. */
  public Numbered datagram(SpineCommand command) {
    counter++;
    return new Numbered(command.datagram(own.address(), counter), counter);
  }

  /**
   * What is said to a datagram of a peer.
   *
   * @param payload in EEBUS form, whatever the peer sent
   * @return in EEBUS form; empty if it wants no answer, or does not say how to answer
   */
  public Optional<JsonObject> answer(JsonObject payload) {
    return PeerDatagram.read(payload)
        .filter(heard -> !isEcho(heard))
        .flatMap(heard -> command(heard).map(command -> answer(heard, command)));
  }

  /** There are peers that send back what they get; answering that would be answering ourselves. */
  private boolean isEcho(PeerDatagram heard) {
    return heard.source().device().filter(own.address()::equals).isPresent();
  }

  private Optional<JsonObject> command(PeerDatagram heard) {
    return switch (heard.classifier()) {
      case "read" -> Optional.of(reply(heard).orElseGet(() -> refusal(heard).toCommand()));
      case "write", "call" -> Optional.of(refusal(heard).toCommand());
      case "reply", "notify" ->
          heard.isAckRequested() ? Optional.of(receipt(heard).toCommand()) : Optional.empty();
      // An answer to an answer would never end; of an unknown kind nobody knows what it wants.
      default -> Optional.empty();
    };
  }

  private Optional<JsonObject> reply(PeerDatagram heard) {
    return feature(heard)
        .flatMap(feature -> heard.function().filter(feature.functions()::contains))
        .map(function -> JsonValue.object().put(function, data(function)).build());
  }

  /** There are no use cases, subscriptions and bindings yet, so these are empty. */
  private JsonObject data(String function) {
    return switch (function) {
      case "nodeManagementDetailedDiscoveryData" -> own.detailedDiscovery();
      case "nodeManagementDestinationListData" -> own.destinations();
      case "deviceClassificationManufacturerData" -> own.manufacturer();
      default -> JsonObject.EMPTY;
    };
  }

  private SpineResult refusal(PeerDatagram heard) {
    if (feature(heard).isEmpty()) {
      return SpineResult.DESTINATION_UNKNOWN;
    }
    return heard.function().isEmpty() ? SpineResult.MALFORMED : SpineResult.NOT_SUPPORTED;
  }

  private SpineResult receipt(PeerDatagram heard) {
    return feature(heard).isEmpty() ? SpineResult.DESTINATION_UNKNOWN : SpineResult.DONE;
  }

  /** A peer that has not read our address yet leaves the device out. */
  private Optional<OwnFeature> feature(PeerDatagram heard) {
    boolean isOurs = heard.destination().device().orElse(own.address()).equals(own.address());
    return isOurs ? OwnFeature.at(heard.destination()) : Optional.empty();
  }

  private JsonObject answer(PeerDatagram heard, JsonObject cmd) {
    String classifier = cmd.get("resultData").isPresent() ? "result" : "reply";
    SpineCommand command =
        new SpineCommand(classifier, heard.source().toJson(), new JsonArray(List.of(cmd)));
    JsonObject us = heard.destination().on(own.address()).toJson();
    counter++;
    return command.datagram(us, counter, Optional.of(heard.msgCounter()));
  }
}
