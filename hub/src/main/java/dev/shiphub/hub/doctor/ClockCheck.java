package dev.shiphub.hub.doctor;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Whether the wall clock can be right.
 *
 * @param now what it says
 * @param built when this program was built
 * @param stepped by how much it was set since the daemon started; zero without a daemon
 * @param newest the youngest stamp in the state directory
 */
public record ClockCheck(Instant now, Instant built, Duration stepped, Optional<Instant> newest)
    implements Check {
  private static final Duration TOLERANCE = Duration.ofMinutes(2);

  /** To the second. */
  public ClockCheck {
    now = now.truncatedTo(ChronoUnit.SECONDS);
    built = built.truncatedTo(ChronoUnit.SECONDS);
    newest = newest.map(it -> it.truncatedTo(ChronoUnit.SECONDS));
  }

  @Override
  public Topic topic() {
    return Topic.CLOCK;
  }

  @Override
  public Finding finding() {
    if (now.isBefore(built)) {
      return wrong(
          "says " + now + ", before this program was built, " + built,
          "sagt " + now + ", vor der Entstehung dieses Programms, " + built);
    }
    if (newest.filter(it -> it.isAfter(now.plus(TOLERANCE))).isPresent()) {
      return wrong(
          "says " + now + ", but there is a file of " + newest.get(),
          "sagt " + now + ", aber es gibt eine Datei von " + newest.get());
    }
    if (stepped.abs().compareTo(TOLERANCE) > 0) {
      return Finding.warn(
              "was set by " + stepped.toSeconds() + " s since the daemon started",
              "wurde seit dem Start des Dienstes um " + stepped.toSeconds() + " s gestellt")
          .remedy(
              "connections do not mind; times in logs and in the audit log from before are off",
              "Verbindungen stört das nicht; frühere Zeiten in den Protokollen sind falsch");
    }
    return Finding.ok("says " + now, "sagt " + now);
  }

  private static Finding wrong(String en, String de) {
    return Finding.fail(en, de)
        .remedy(
            "set it, or have it set: timedatectl set-ntp true; a gateway without a battery clock"
                + " needs a time server that it can reach",
            "stellen oder stellen lassen: timedatectl set-ntp true; ein Gateway ohne Batterieuhr"
                + " braucht einen erreichbaren Zeitserver");
  }
}
