package dev.shiphub.hub.adapter.admin;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.shiphub.hub.port.DoctorSource;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How the daemon and its surroundings are. Any thread.
 *
 * <p>An examination costs packets and seconds: one at a time, and who asks again within five
 * seconds gets the same.
 */
final class DoctorRoutes {
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final DoctorSource doctor;
  private final InstantSource steady;
  private final ReentrantLock turn = new ReentrantLock();

  @GuardedBy("turn")
  private Optional<Seen> last = Optional.empty();

  private record Seen(Instant at, JsonObject document) {}

  DoctorRoutes(DoctorSource doctor, InstantSource steady) {
    this.doctor = doctor;
    this.steady = steady;
  }

  List<Route> routes() {
    return List.of(Route.of("GET", "/api/v1/doctor", _ -> examination()));
  }

  private Reply examination() throws InterruptedException {
    turn.lockInterruptibly();
    try {
      Optional<Seen> fresh = last.filter(seen -> steady.instant().isBefore(seen.at().plus(FRESH)));
      if (fresh.isPresent()) {
        return Reply.Document.ok(fresh.get().document());
      }
      JsonObject document = doctor.examine();
      last = Optional.of(new Seen(steady.instant(), document));
      return Reply.Document.ok(document);
    } finally {
      turn.unlock();
    }
  }
}
