package dev.shiphub.hub.doctor;

/**
 * Whether the daemon can keep what it must not lose.
 *
 * @param path where
 * @param condition how it is
 * @param user who looks
 */
public record StateDirectoryCheck(String path, Condition condition, String user) implements Check {
  /** How a state directory is. */
  public enum Condition {
    /** Private and writable. */
    GOOD,
    /** Not there. */
    MISSING,
    /** Something else is there. */
    NO_DIRECTORY,
    /** Others can look into it. */
    OPEN,
    /** Whoever looks cannot write. */
    READ_ONLY
  }

  @Override
  public Topic topic() {
    return Topic.STATE_DIRECTORY;
  }

  @Override
  public Finding finding() {
    return switch (condition) {
      case GOOD -> Finding.ok(path, path);
      case MISSING ->
          Finding.warn(path + " does not exist", path + " gibt es nicht")
              .remedy(
                  "the first start makes it; if there was a start, say where it is with --state",
                  "der erste Start legt es an; gab es schon einen, mit --state sagen, wo es ist");
      case NO_DIRECTORY ->
          Finding.fail(path + " is no directory", path + " ist kein Verzeichnis")
              .remedy("move it away", "es beiseite schieben");
      case OPEN ->
          Finding.warn(path + " is open to other users", path + " ist für andere Benutzer offen")
              .remedy("run: chmod 700 " + path, "ausführen: chmod 700 " + path);
      case READ_ONLY ->
          Finding.fail(
                  "the user " + user + " cannot write in " + path,
                  "der Benutzer " + user + " kann in " + path + " nicht schreiben")
              .remedy(
                  "give it to the user that runs the daemon: chown -R "
                      + user
                      + " "
                      + path
                      + "; a disk that was mounted read-only after a fault must be checked",
                  "es dem Benutzer geben, der den Dienst ausführt: chown -R "
                      + user
                      + " "
                      + path
                      + "; ein nach einem Fehler nur lesbar eingehängter Datenträger ist zu"
                      + " prüfen");
    };
  }
}
