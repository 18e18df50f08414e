package dev.shiphub.hub.port;

import dev.shiphub.hub.core.Answer;
import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.hub.core.Request;
import dev.shiphub.hub.session.SessionFigures;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.port.SendOutcome;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What users and applications can do with a running hub. Any thread. */
public interface HubControl {
  /**
   * Asks the hub; the answer comes when all that it says is true and saved.
   *
   * @param by which user wants it, for the audit log
   */
  CompletableFuture<Answer> ask(Request request, String by);

  /** The same for what no user has asked for. */
  default CompletableFuture<Answer> ask(Request request) {
    return ask(request, "this program");
  }

  /**
   * Sends data in the running session of a device.
   *
   * @param payload an object with one root, in EEBUS form
   * @return completes as written or failed, never otherwise
   */
  CompletableFuture<SendOutcome> send(Ski ski, JsonObject payload);

  /** How a connection has been used; empty once it is closed. */
  Optional<SessionFigures> figures(ConnectionId connection);

  /** What multicast DNS does, one line for each interface. */
  List<String> discoveryReport();
}
