package dev.shiphub.hub.adapter.file;

import dev.shiphub.hub.core.AuditRecord;
import dev.shiphub.ship.Ski;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What an entry of the audit log says. Devices and strangers choose some of it, so whatever is said
 * is made visible and short.
 *
 * @param deed what was done or found
 * @param ski about which device, or about the gateway itself; empty where it is about none
 * @param who who did it
 * @param how by which means
 * @param evidence what it rested on
 */
public record AuditWord(String deed, Optional<Ski> ski, String who, String how, String evidence) {
  /** The first of a chain: whose it is. */
  static final String BEGUN = "begun";

  /** The first of a file whose chain began in an earlier one. */
  static final String CONTINUED = "continued";

  /** After the first of a file: a device that was trusted then. */
  static final String STANDING = "standing";

  /** A crash has torn the last line. */
  static final String TORN = "torn";

  /** Trust was not as the log had it. */
  static final String FOUND = "found";

  /** What the entries before say could not be saved. */
  static final String NOT_SAVED = "not saved";

  static final String TRUSTED = "trusted";
  static final String NOT_TRUSTED = "not trusted";

  private static final String HUB = "hub";
  private static final String COMMAND = "command";

  private static final int LONGEST_EVIDENCE = 500;
  private static final int LONGEST_REST = 200;

  /** Cleans and cuts the texts. */
  public AuditWord {
    deed = VisibleText.of(deed, LONGEST_REST);
    who = VisibleText.of(who, LONGEST_REST);
    how = VisibleText.of(how, LONGEST_REST);
    evidence = VisibleText.of(evidence, LONGEST_EVIDENCE);
  }

  static AuditWord of(AuditRecord made) {
    return new AuditWord(made.deed().label(), made.ski(), made.who(), made.how(), made.evidence());
  }

  /** A backup was put into the state directory. */
  public static AuditWord restored(Ski own, int devices) {
    String evidence = devices + " paired devices in the backup";
    return new AuditWord("restored", Optional.of(own), COMMAND, "identity restore", evidence);
  }

  /** A restore that was cut off went on at a start. */
  public static AuditWord restoredLate(Ski own) {
    String evidence = "a restore that was cut off has been finished";
    return new AuditWord("restored", Optional.of(own), HUB, "identity restore", evidence);
  }

  /** The certificate was renewed. */
  public static AuditWord renewed(Ski own, Instant until) {
    String evidence = "the new certificate ends " + until;
    return new AuditWord("renewed", Optional.of(own), COMMAND, "identity renew", evidence);
  }

  /** An entry of the trust file that was none was set aside. */
  public static AuditWord quarantined(RejectedEntry entry) {
    String how = entry.where() + " in trust.json was set aside";
    return new AuditWord("quarantined", entry.ski(), HUB, how, entry.why());
  }

  static AuditWord found(Ski ski, boolean isTrusted) {
    String evidence = "trust.json has it so, and no entry says why";
    return new AuditWord(FOUND, Optional.of(ski), HUB, words(isTrusted), evidence);
  }

  static AuditWord notSaved(Ski ski, boolean isTrusted, String why) {
    return new AuditWord(NOT_SAVED, Optional.of(ski), HUB, words(isTrusted), why);
  }

  static AuditWord standing(Ski ski) {
    return new AuditWord(STANDING, Optional.of(ski), HUB, TRUSTED, "");
  }

  /** Of the hub about its own log. */
  static AuditWord ofLog(String deed, Optional<Ski> own, String how, String evidence) {
    return new AuditWord(deed, own, HUB, how, evidence);
  }

  private static String words(boolean isTrusted) {
    return isTrusted ? TRUSTED : NOT_TRUSTED;
  }

  /** Adds its device to those that are trusted, or takes it away, if it says so. */
  void applyTo(Set<Ski> trusted) {
    if (ski.isPresent() && isTrusted().isPresent()) {
      trusted.remove(ski.get());
      if (isTrusted().get()) {
        trusted.add(ski.get());
      }
    }
  }

  private Optional<Boolean> isTrusted() {
    return switch (deed) {
      case FOUND, NOT_SAVED, STANDING -> Optional.of(how.equals(TRUSTED));
      default -> decided();
    };
  }

  private Optional<Boolean> decided() {
    if (deed.equals(AuditRecord.Deed.PAIRED.label())) {
      return Optional.of(true);
    }
    boolean isEnd =
        deed.equals(AuditRecord.Deed.UNPAIRED.label())
            || deed.equals(AuditRecord.Deed.DENIED.label());
    return isEnd ? Optional.of(false) : Optional.empty();
  }
}
