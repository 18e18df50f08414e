package dev.shiphub.hub.cli;

import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The daemon of the demo.
 *
 * @param ski its SKI
 * @param port where devices dial it
 * @param client of its admin API
 * @param listeningAt when it said that it listens
 */
record DemoHub(String ski, int port, AdminClient client, Instant listeningAt) {
  /** Where all processes of the demo are. */
  static final String HOST = "127.0.0.1";

  AdminAddress address() {
    return client.address();
  }

  /** Why a request is not fulfilled; empty if it is. */
  Optional<String> refusal(Function<AdminClient, Got> request) {
    return switch (request.apply(client)) {
      case Got.Ok _ -> Optional.empty();
      case Got.Refused refused -> Optional.of(refused.words());
      case Got.Unreachable(String why) -> Optional.of(why);
    };
  }

  /** Why a device is not connected, as the daemon sees it. */
  Optional<String> because(String device) {
    Doc doc = view(device);
    return doc.has("state")
        ? Optional.of(doc.text("state") + ": " + doc.text("because"))
        : Optional.empty();
  }

  /** A device as the daemon sees it; no members if it knows none. */
  Doc view(String device) {
    return client.get("/devices/" + device) instanceof Got.Ok(Doc doc)
        ? doc
        : new Doc(JsonObject.EMPTY);
  }

  /** What multicast DNS does, line by line. */
  List<String> discovery() {
    return client.get("/status") instanceof Got.Ok(Doc doc) ? doc.texts("discovery") : List.of();
  }
}
