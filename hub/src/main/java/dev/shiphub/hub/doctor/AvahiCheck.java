package dev.shiphub.hub.doctor;

/** How Debian's own responder stands. It is neither needed nor in the way, as a rule. */
public record AvahiCheck(State state) implements Check {
  /** What can be seen of it. */
  public enum State {
    /** It does not run. */
    ABSENT,
    /** It runs and lets others be. */
    RUNNING,
    /** It has left its process number behind and does not run. */
    DEAD,
    /** It runs and is configured to keep others off. */
    EXCLUSIVE
  }

  @Override
  public Topic topic() {
    return Topic.AVAHI;
  }

  @Override
  public Finding finding() {
    return switch (state) {
      case ABSENT ->
          Finding.ok("does not run, and is not needed", "läuft nicht und wird nicht gebraucht");
      case RUNNING ->
          Finding.ok("runs; both share port 5353", "läuft; beide teilen sich Port 5353");
      case DEAD ->
          Finding.warn(
                  "does not run any more, though it was not stopped",
                  "läuft nicht mehr, obwohl es nicht angehalten wurde")
              .remedy(
                  "restart it: systemctl restart avahi-daemon; shiphub does not need it",
                  "neu starten: systemctl restart avahi-daemon; shiphub braucht es nicht");
      case EXCLUSIVE ->
          Finding.fail(
                  "runs, and is configured to keep other responders off",
                  "läuft und ist so eingestellt, dass es andere fernhält")
              .remedy(
                  "set disallow-other-stacks=no in /etc/avahi/avahi-daemon.conf, then restart it",
                  "disallow-other-stacks=no in /etc/avahi/avahi-daemon.conf setzen, dann neu"
                      + " starten");
    };
  }
}
