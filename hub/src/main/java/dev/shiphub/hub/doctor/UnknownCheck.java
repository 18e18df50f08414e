package dev.shiphub.hub.doctor;

/**
 * Nobody knows the facts.
 *
 * @param why what kept them from being found out, in English
 */
public record UnknownCheck(Topic topic, String why) implements Check {
  @Override
  public Finding finding() {
    return Finding.warn(
            "could not be found out: " + why, "konnte nicht festgestellt werden: " + why)
        .remedy(
            "try again; if it stays so, look into the log of the daemon",
            "noch einmal versuchen; bleibt es so, ins Protokoll des Dienstes sehen");
  }
}
