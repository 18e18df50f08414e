package dev.shiphub.ship.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.port.Transport;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OwnEndsTest {
  private final Node server = new Node();
  private final Node client = new Node();
  private final Recorder atServer = new Recorder();
  private final Recorder atClient = new Recorder();
  private final Outcomes outcomes = new Outcomes();

  private Transport here() throws Exception {
    Transport here = client.open(server.ski(), server.listen());
    server.awaitAccepted().begin(atServer);
    here.begin(atClient);
    return here;
  }

  @AfterEach
  void close() {
    server.close();
    client.close();
  }

  @Test
  void carryMessagesBothWays() throws Exception {
    Transport here = here();
    here.send(Recorder.bytes("hello"), outcomes.of(1));
    server.awaitAccepted().send(Recorder.bytes("world"), outcomes.of(2));
    atServer.awaitMessages(1);
    atClient.awaitMessages(1);

    assertEquals(List.of("hello"), atServer.texts());
    assertEquals(List.of("world"), atClient.texts());
    assertEquals(Role.CLIENT, here.role());
    assertEquals(server.ski(), here.peer());
  }

  @Test
  void closeInGoodOrder() throws Exception {
    Transport here = here();
    here.close(4001, "close");

    assertEquals(CloseReason.byUs(4001, "close"), atClient.awaitClose());
    assertEquals(CloseReason.byPeer(4001, "close"), atServer.awaitClose());
  }
}
