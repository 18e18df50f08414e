package dev.shiphub.hub.adapter.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.adapter.admin.RawHttp.Response;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups over the admin API, and what the operator has to know of the gateway itself. */
final class BackupRoutesTest {
  private static final String PATH = "/api/v1/identity/backup";
  private static final String BODY = "{\"passphrase\":\"correct horse\"}";

  private final Wired wired = new Wired();
  private final RawHttp http = wired.http();

  @AfterEach
  void close() {
    wired.close();
  }

  @Test
  void theAnswerIsTheDocumentToKeep() {
    Response response = http.post(PATH, BODY);
    assertEquals(200, response.status(), response.body());
    assertEquals("{\"sealedWith\":\"correct horse\"}", response.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"passphrase\":\"seven77\"}", "{\"passphrase\":8}", "[]"})
  void withoutAGoodPassphraseThereIsNone(String body) {
    Response response = http.post(PATH, body);
    assertEquals(400, response.status(), response.body());
    assertFalse(response.body().contains("seven77"));
  }

  // Five letters and two batteries: nine for Java, and seven for people and for the document.
  @Test
  void aCharacterBeyondTheFirstPlaneIsOne() {
    String most = "{\"passphrase\":\"seven\\ud83d\\udd0b\\ud83d\\udd0b%s\"}";
    assertEquals(400, http.post(PATH, most.formatted("")).status());
    assertEquals(200, http.post(PATH, most.formatted("!")).status());
  }

  @Test
  void whatCannotBeReadIsToldWithItsReason() {
    wired.backsUp(
        _ -> {
          throw new UncheckedIOException(new IOException("identity.p12 does not exist; restore"));
        });
    Response response = http.post(PATH, BODY);
    assertEquals(500, response.status());
    assertTrue(response.text("detail").contains("identity.p12 does not exist"), response.body());
  }

  // Each costs a processor for a second, which the devices of a small gateway need, too.
  @Test
  void oneIsMadeAtATime() throws Exception {
    CountDownLatch isMaking = new CountDownLatch(1);
    CountDownLatch isReleased = new CountDownLatch(1);
    wired.backsUp(
        _ -> {
          isMaking.countDown();
          try {
            isReleased.await();
          } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
          }
          return JsonObject.EMPTY;
        });
    FutureTask<Response> first = new FutureTask<>(() -> http.post(PATH, BODY));
    Thread.ofVirtual().start(first);
    isMaking.await();
    assertEquals(409, http.post(PATH, BODY).status());
    isReleased.countDown();
    assertEquals(200, first.get().status());
    assertEquals(200, http.post(PATH, BODY).status());
  }

  @Test
  void statusTellsWhatTheOperatorHasToKnow() {
    assertEquals(Optional.of("[]"), warnings());
    wired.warns("our certificate ends on 2046-11-16");
    assertEquals(
        Optional.of(JsonValue.of("our certificate ends on 2046-11-16")),
        http.get("/api/v1/status").json().items("warnings").orElseThrow().stream().findFirst());
  }

  private Optional<String> warnings() {
    return http.get("/api/v1/status").json().items("warnings").map(Object::toString);
  }

  @Test
  void identityTellsWhenTheCertificateEnds() {
    JsonObject json = http.get("/api/v1/identity").json();
    assertEquals(Optional.of("2046-11-16T10:00:00Z"), json.text("certificateUntil"));
  }
}
