package dev.shiphub.hub.doctor;

import java.util.Optional;

/**
 * Whether the daemon of a state directory runs, as seen from outside of it.
 *
 * @param process what holds the directory, in words; empty if nothing does
 */
public record DaemonCheck(Optional<String> process) implements Check {
  @Override
  public Topic topic() {
    return Topic.DAEMON;
  }

  @Override
  public Finding finding() {
    return process
        .map(
            it ->
                Finding.ok(
                    "runs (process " + it + "), and was not asked",
                    "läuft (Prozess " + it + "), wurde nicht gefragt"))
        .orElseGet(
            () ->
                Finding.warn("does not run", "läuft nicht")
                    .remedy(
                        "start it: systemctl start shiphub, or shiphub run",
                        "starten: systemctl start shiphub, oder shiphub run"));
  }
}
