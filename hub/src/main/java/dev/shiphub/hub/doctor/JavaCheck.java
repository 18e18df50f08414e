package dev.shiphub.hub.doctor;

/**
 * What runs the program.
 *
 * @param feature the major version
 * @param version all of it
 * @param isFinal whether it is no early access version
 */
public record JavaCheck(int feature, String version, boolean isFinal) implements Check {
  private static final int NEEDED = 25;

  @Override
  public Topic topic() {
    return Topic.JAVA;
  }

  @Override
  public Finding finding() {
    if (feature < NEEDED) {
      return Finding.fail("Java " + version + " is too old", "Java " + version + " ist zu alt")
          .remedy(
              "install Java " + NEEDED + " (Debian 13: apt install openjdk-25-jre-headless)",
              "Java " + NEEDED + " installieren (Debian 13: apt install openjdk-25-jre-headless)");
    }
    return isFinal
        ? Finding.ok("Java " + version, "Java " + version)
        : Finding.warn(
                "Java " + version + " is an early access version",
                "Java " + version + " ist eine Vorabversion")
            .remedy("install a release", "eine fertige Version installieren");
  }
}
