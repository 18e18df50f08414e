package dev.shiphub.hub.cli;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The daemon of the demo.
 *
 * @param ski its SKI
 * @param client of its admin API
 * @param listeningAt when it said that it listens
 */
record DemoHub(String ski, AdminClient client, Instant listeningAt) {
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
    return client.get("/devices/" + device) instanceof Got.Ok(Doc doc)
        ? Optional.of(doc.text("state") + ": " + doc.text("because"))
        : Optional.empty();
  }

  /** What multicast DNS does, line by line. */
  List<String> discovery() {
    return client.get("/status") instanceof Got.Ok(Doc doc) ? doc.texts("discovery") : List.of();
  }
}
